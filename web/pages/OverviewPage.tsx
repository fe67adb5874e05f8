import { wholeNumber } from '../../indicators/words.ts';
import { overviewAddress } from '../addresses.ts';
import { Attention, GoingWell } from '../components/Attention.tsx';
import { FrameworkSummary } from '../components/FrameworkSummary.tsx';
import { Freshness } from '../components/Freshness.tsx';
import { OverviewForm } from '../components/OverviewForm.tsx';
import { chosenRows, isChosen } from '../components/overviewChoice.ts';
import { Page } from '../components/Page.tsx';
import { ShownIndicators } from '../components/ShownIndicators.tsx';
import { Tiles } from '../components/Tiles.tsx';
import type { OverviewChoice, OverviewProps } from '../props/overview.ts';
import { areaTitle, counted } from '../words.ts';

const QUESTION = 'How are we doing for children and young people with SEND?';
const HEADLINE: OverviewChoice = { item: null, status: null, tier: 'headline', special: false, q: '' };

/** A board's first page: the question, what needs attention, the bees, the tiles; or what a reader has looked for. */
export function OverviewPage(props: OverviewProps) {
  const { frame, overview, choice, arrivals } = props;
  const { partnership } = frame.catalogue;
  return (
    <Page frame={frame} title="Overview">
      <h1>{QUESTION}</h1>
      <Freshness snapshot={frame.snapshot} arrivals={arrivals} />
      <OverviewForm catalogue={frame.catalogue} area={overview.area} choice={choice} />
      {overview.area !== 'county' && <p class="shown">Showing {areaTitle(partnership, overview.area)}.</p>}
      {isChosen(choice) ? <Results {...props} /> : <AtAGlance {...props} />}
    </Page>
  );
}

function AtAGlance({ frame, overview, arrivals, concerns, moreConcerns, good }: OverviewProps) {
  const { area, rows } = overview;
  const headline = chosenRows(frame.catalogue, rows, HEADLINE);
  const inOrder = headline.toSorted((one, other) => rows.indexOf(one.row) - rows.indexOf(other.row));
  return (
    <>
      <div class="split">
        <Attention
          area={area}
          matters={concerns}
          more={moreConcerns}
          arrivals={arrivals}
          calm={calmWords(rows)}
        />
        <FrameworkSummary frame={frame} overview={overview} />
      </div>
      <GoingWell area={area} matters={good} />
      <section id="indicators" aria-labelledby="headline">
        <h2 id="headline">Headline indicators</h2>
        {inOrder.length === 0 ? (
          <p>No indicator is a headline one yet.</p>
        ) : (
          <Tiles shown={inOrder} waiting={arrivals.waiting} />
        )}
        <p class="onward">
          <a href={overviewAddress(area, { tier: 'all' })}>
            All {counted(rows.length, 'indicator')}, headline, core and supporting
          </a>
        </p>
      </section>
    </>
  );
}

function Results({ frame, overview, choice, arrivals }: OverviewProps) {
  const shown = chosenRows(frame.catalogue, overview.rows, choice);
  return (
    <section id="indicators" aria-labelledby="found">
      <h2 id="found" data-result>
        {shown.length === 0
          ? 'Nothing fits what was chosen'
          : `${wholeNumber(shown.length)} of ${counted(overview.rows.length, 'indicator')}`}
      </h2>
      {shown.length === 0 ? (
        <p class="lede">
          Try fewer words or another status, or{' '}
          <a href={overviewAddress(overview.area)}>clear what was chosen</a>.
        </p>
      ) : (
        <ShownIndicators shown={shown} arrivals={arrivals} caption="Figures of the indicators found" />
      )}
    </section>
  );
}

function calmWords(rows: OverviewProps['overview']['rows']): string {
  const awaiting = rows.filter(({ status }) => status === 'awaiting_data').length;
  if (awaiting === rows.length) return 'There are no figures yet.';
  const known = awaiting === 0 ? '' : ' of what has figures';
  return `Nothing${known} is off track, and no figure is getting worse beyond its usual range.`;
}
