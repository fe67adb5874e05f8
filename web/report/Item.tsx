import type { Indicator } from '../../indicators/schema.ts';
import { indicatorCount, TallyBar, TallyKey, tallyOf, tallyWords } from '../components/marks/Tally.tsx';
import type { Frame } from '../props/frame.ts';
import { areaTitle, capitalised, type Status } from '../words.ts';
import { Entry } from './Entry.tsx';
import { Part } from './Part.tsx';
import { anchor, type ReportChoice, type ReportEntry, type ReportSection } from './report.ts';

/** One item of the framework: how it stands, then its indicators one by one. */
export function ReportItem({
  frame,
  choice,
  section,
  today,
}: {
  frame: Frame;
  choice: ReportChoice;
  section: ReportSection;
  today: string;
}) {
  const { number, item, rows, entries, elsewhere, without } = section;
  const tally = tallyOf(rows);
  const { partnership } = frame.catalogue;
  return (
    <Part number={number} title={item.title} kind={entries.length > 0 ? 'item' : 'brief'}>
      <div class="pack-summary">
        <p>{item.description}</p>
        {rows.length === 0 ? (
          <p>No indicator of this report serves it yet.</p>
        ) : (
          <>
            <p>
              {areaTitle(partnership, choice.area)}: {indicatorCount(tally)}, {tallyWords(tally)}.
            </p>
            {new Set(rows.map(({ status }) => status)).size > 1 && (
              <>
                <TallyBar tally={tally} />
                <TallyKey rows={rows} />
              </>
            )}
          </>
        )}
        {elsewhere.length > 0 && <Elsewhere entries={elsewhere} />}
        {without.map(({ status, indicators }) => (
          <Without key={status} why={WHY_NONE[status] ?? ''} indicators={indicators} />
        ))}
      </div>
      {entries.map((entry) => (
        <Entry key={entry.number} {...{ catalogue: frame.catalogue, entry, choice, today }} />
      ))}
    </Part>
  );
}

function Elsewhere({ entries }: { entries: ReportEntry[] }) {
  return (
    <div>
      <p class="pack-also">Also relevant here, shown under an earlier part:</p>
      <ul class="pack-list">
        {entries.map(({ number, indicator }) => (
          <li key={number}>
            <a href={`#${anchor(number)}`}>
              {number} {indicator.title}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

const WHY_NONE: Partial<Record<Status, string>> = {
  hidden: 'Hidden to protect children’s privacy',
  no_figure: 'Known for the whole area alone, or nothing to count',
  awaiting_data: 'Awaiting data',
};

function Without({ why, indicators }: { why: string; indicators: Indicator[] }) {
  return (
    <div>
      <p class="pack-also">{why}:</p>
      <ul class="pack-list">
        {indicators.map(({ id, title }) => (
          <li key={id}>{capitalised(title)}</li>
        ))}
      </ul>
    </div>
  );
}
