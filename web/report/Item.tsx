import type { Indicator } from '../../indicators/schema.ts';
import { indicatorCount, TallyBar, TallyKey, tallyOf, tallyWords } from '../components/Tally.tsx';
import type { Frame } from '../props.ts';
import { areaTitle, capitalised } from '../words.ts';
import { Entry } from './Entry.tsx';
import { Part } from './Part.tsx';
import { anchor, type ReportChoice, type ReportEntry, type ReportSection } from './report.ts';

/** One item of the framework: how it stands, then its indicators one by one. */
export function ReportItem({
  frame,
  choice,
  section,
}: {
  frame: Frame;
  choice: ReportChoice;
  section: ReportSection;
}) {
  const { number, item, rows, entries, elsewhere, awaiting } = section;
  const tally = tallyOf(rows);
  const { partnership } = frame.catalogue;
  return (
    <Part number={number} title={item.title} kind="item">
      <div class="pack-summary">
        <p>{item.description}</p>
        {rows.length === 0 ? (
          <p>No indicator of this report serves it yet.</p>
        ) : (
          <>
            <p>
              {areaTitle(partnership, choice.area)}: {indicatorCount(tally)}, {tallyWords(tally)}.
            </p>
            <TallyBar tally={tally} />
            <TallyKey rows={rows} />
          </>
        )}
        {elsewhere.length > 0 && <Elsewhere entries={elsewhere} />}
        {awaiting.length > 0 && <AwaitingList indicators={awaiting} />}
      </div>
      {entries.map((entry) => (
        <Entry key={entry.number} partnership={partnership} entry={entry} choice={choice} />
      ))}
    </Part>
  );
}

function Elsewhere({ entries }: { entries: ReportEntry[] }) {
  return (
    <div>
      <p class="pack-also">Also serving it, and told of before:</p>
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

function AwaitingList({ indicators }: { indicators: Indicator[] }) {
  return (
    <div>
      <p class="pack-also">Awaiting data:</p>
      <ul class="pack-list">
        {indicators.map(({ id, title }) => (
          <li key={id}>{capitalised(title)}</li>
        ))}
      </ul>
    </div>
  );
}
