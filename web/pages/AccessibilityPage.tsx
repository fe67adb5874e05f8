import type { Partnership } from '../../indicators/partnership-schema.ts';
import { dateWords } from '../../indicators/period-words.ts';
import { readingAddress } from '../addresses.ts';
import { Breadcrumb } from '../components/page/Breadcrumb.tsx';
import { Page } from '../components/page/Page.tsx';
import type { Frame } from '../props/frame.ts';

/** The day on which what is said here was last gone through. */
const REVIEWED = '2026-11-22';

/** The statement that the Public Sector Bodies Accessibility Regulations 2018 ask for, in their model's order. */
export function AccessibilityPage({ frame }: { frame: Frame }) {
  const { partnership } = frame.catalogue;
  return (
    <Page frame={frame} title="Accessibility statement">
      <Breadcrumb crumbs={[{ text: 'Overview', href: '/' }]} />
      <h1>Accessibility statement</h1>
      <div class="prose">
        <p>
          This statement is about the dashboard of {partnership.name}. We want as many people as possible to
          be able to use it. You should be able to:
        </p>
        <ul>
          <li>change colours, contrast, fonts and the size of letters with your browser or device</li>
          <li>zoom in to 400% without text leaving the screen</li>
          <li>go through every page with a keyboard alone</li>
          <li>
            listen to every page with a screen reader, the charts included: each has its figures in words and
            in a table
          </li>
          <li>read and filter every page without JavaScript</li>
          <li>print every page</li>
        </ul>
        <p>
          The texts are written to be understood by people who do not work with data.{' '}
          <a href={readingAddress()}>How to read these pages</a> explains the signs.
        </p>

        <h2>How accessible this dashboard is</h2>
        <p>We know that some parts are not fully accessible:</p>
        <ul>
          <li>wide tables and the grid of files scroll sideways on a phone</li>
          <li>
            exploring a chart with the pointer shows figures that a screen reader is not told of; the same
            figures are in the table below the chart
          </li>
          <li>
            files to download, such as spreadsheets and the raw CSV, have no structure beyond their columns
          </li>
          <li>
            some texts come from the partners’ systems as they were written there: milestones, decisions,
            names of files
          </li>
        </ul>

        <h2>Feedback and contact</h2>
        <Contact partnership={partnership} />
        <p>
          Say which page it is and what went wrong. If you need the figures in another form, such as large
          print, easy read or read aloud, ask in the same place.
        </p>

        <h2>Enforcement procedure</h2>
        <p>
          The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile
          Applications) (No. 2) Accessibility Regulations 2018. If you are not happy with how we answer you,
          contact the{' '}
          <a href="https://www.equalityadvisoryservice.com/">Equality Advisory and Support Service</a>.
        </p>

        <h2>Technical information about this dashboard’s accessibility</h2>
        <p>
          We are committed to making this dashboard accessible, in accordance with the Public Sector Bodies
          (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.
        </p>
        <h3>Compliance status</h3>
        <p>
          This dashboard is partially compliant with the{' '}
          <a href="https://www.w3.org/TR/WCAG22/">Web Content Accessibility Guidelines version 2.2</a> AA
          standard, because of what is listed above, and because it has not yet been tested by people who use
          assistive technology.
        </p>

        <h2>How we tested it</h2>
        <p>Whoever changes these pages runs tests that check:</p>
        <ul>
          <li>pages with axe-core, which finds some of the failures of WCAG 2.2 A and AA, not all</li>
          <li>the contrast of the colours of text, signs and charts</li>
          <li>that each chart has a name, a description and a table with the same figures</li>
          <li>that pages read and filter without JavaScript</li>
        </ul>
        <p>What has not been done:</p>
        <ul>
          <li>an audit by somebody independent</li>
          <li>tests with JAWS, NVDA, VoiceOver, TalkBack, Dragon or a screen magnifier</li>
          <li>tests by people with disabilities</li>
        </ul>

        <h2>Preparation of this statement</h2>
        <p>
          It was prepared on {dateWords(REVIEWED)} by the makers of the dashboard, from their own tests, and
          is gone through again with every release.
        </p>
      </div>
    </Page>
  );
}

function Contact({ partnership: { contact } }: { partnership: Partnership }) {
  if (!contact)
    return <p>If you find something that you cannot use, tell the person or team that gave you access.</p>;
  return (
    <p>
      If you find something that you cannot use, tell {contact.name}
      {contact.email && (
        <>
          {' '}
          at <a href={`mailto:${contact.email}`}>{contact.email}</a>
        </>
      )}
      {contact.phone && `${contact.email ? ' or' : ''} on ${contact.phone}`}.
    </p>
  );
}
