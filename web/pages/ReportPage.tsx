import { periodWords } from '../../indicators/words.ts';
import { REPORT_FOOT } from '../addresses.ts';
import { Page } from '../components/page/Page.tsx';
import type { Frame } from '../props/frame.ts';
import { ReportContents } from '../report/Contents.tsx';
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
  const { frame, choice, sections, files, today, madeOn } = props;
  const subject = subjectOf(frame, choice);
  const next = sections.length + 2;
  const parts = { milestones: `${next}`, sources: `${next + 1}`, definitions: `${next + 2}` };
  const entries = sections.flatMap((section) => section.entries);
  return (
    <Page frame={frame} title={`Board report: ${[subject, area(props), upTo(props)].join(', ')}`}>
      <link rel="stylesheet" href={REPORT_FOOT} media="print" />
      <ReportForm partnership={frame.catalogue.partnership} choice={choice} />
      <article class="pack">
        <ReportCover {...{ frame, subject, madeOn }} area={area(props)} upTo={upTo(props)} to={choice.to} />
        <ReportContents sections={sections} parts={parts} />
        <Glance frame={frame} choice={choice} sections={sections} />
        {sections.map((section) => (
          <ReportItem key={section.item.id} frame={frame} choice={choice} section={section} />
        ))}
        <ReportMilestones {...props} number={parts.milestones} />
        <ReportSources number={parts.sources} files={files} entries={entries} today={today} />
        <ReportDefinitions number={parts.definitions} entries={entries} />
      </article>
    </Page>
  );
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
