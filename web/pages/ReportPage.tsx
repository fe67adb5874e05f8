import { periodWords } from '../../indicators/period-words.ts';
import { REPORT_FOOT } from '../addresses.ts';
import { Page } from '../components/page/Page.tsx';
import type { Frame } from '../props/frame.ts';
import { type LastParts, ReportContents } from '../report/Contents.tsx';
import { ReportCover } from '../report/Cover.tsx';
import { ReportDefinitions } from '../report/Definitions.tsx';
import { ReportForm } from '../report/Form.tsx';
import { Glance } from '../report/Glance.tsx';
import { ReportItem } from '../report/Item.tsx';
import { ReportMilestones } from '../report/Milestones.tsx';
import type { ReportChoice, ReportProps } from '../report/report.ts';
import { ReportSources } from '../report/Sources.tsx';
import { areaTitle, capitalised, listWords } from '../words.ts';

/** A board's pack: on paper a cover, contents and numbered parts; on a screen the same to read down. */
export function ReportPage(props: ReportProps) {
  const { frame, choice, sections, outside, files, today, madeOn } = props;
  const subject = subjectOf(frame, choice);
  const parts = partsAfter(props);
  const entries = sections.flatMap((section) => section.entries);
  return (
    <Page frame={frame} title={`Board report: ${[subject, area(props), upTo(props)].join(', ')}`}>
      <link rel="stylesheet" href={footAddress(choice)} media="print" />
      <p class="pack-page-title">Board report</p>
      <ReportForm partnership={frame.catalogue.partnership} choice={choice} />
      <article class="pack">
        <ReportCover
          {...{ frame, subject, madeOn }}
          tier={choice.tier}
          area={area(props)}
          upTo={upTo(props)}
          to={choice.to}
        />
        <ReportContents sections={sections} parts={parts} />
        <Glance {...{ frame, choice, sections, outside }} />
        {sections.map((section) => (
          <ReportItem key={section.item.id} {...{ frame, choice, section, today }} />
        ))}
        {parts.milestones && <ReportMilestones {...props} number={parts.milestones} />}
        {parts.sources && (
          <ReportSources number={parts.sources} files={files} entries={entries} today={today} />
        )}
        {parts.definitions && <ReportDefinitions number={parts.definitions} entries={entries} />}
      </article>
    </Page>
  );
}

/** What follows the items, by number: without anything to say a part is left out. */
function partsAfter({ sections, milestones }: ReportProps): LastParts {
  const hasFigures = sections.some(({ entries }) => entries.length > 0);
  const names = [
    ...(milestones.length > 0 ? (['milestones'] as const) : []),
    ...(hasFigures ? (['sources', 'definitions'] as const) : []),
  ];
  return Object.fromEntries(names.map((name, index) => [name, `${sections.length + 2 + index}`]));
}

function footAddress({ period }: ReportChoice): string {
  return period === null ? REPORT_FOOT : `${REPORT_FOOT}?period=${encodeURIComponent(period)}`;
}

function subjectOf({ catalogue }: Frame, { framework, items }: ReportChoice): string {
  const chosen = catalogue.partnership.frameworks[framework];
  if (items.length === 0) return chosen?.title ?? framework;
  return listWords(chosen?.items.filter(({ id }) => items.includes(id)).map(({ title }) => title) ?? []);
}

function area({ frame, choice }: ReportProps): string {
  return areaTitle(frame.catalogue.partnership, choice.area);
}

/** December 2024; April–June 2024. The latest is the last month that is over. */
function upTo({ choice: { period, periods } }: ReportProps): string {
  const shown = period ?? periods.months[0];
  return shown === undefined ? 'no data yet' : capitalised(periodWords(shown));
}
