import type { Indicator } from '../../../indicators/schema.ts';
import type { OverviewRow } from '../../../indicators/series.ts';
import { frameworkAddress, indicatorAddress } from '../../addresses.ts';
import { type HoneycombProps, rowsOf } from '../marks/Honeycomb.tsx';
import { StatusTag } from '../marks/StatusTag.tsx';
import { indicatorCount, judgedApart, TallyBar, tallyOf, tallyWords } from '../marks/Tally.tsx';

/** The items of a framework, each with how its indicators stand. */
export function FrameworkList({
  id,
  framework,
  indicators,
  rows,
  area,
  described = false,
}: HoneycombProps & { described?: boolean }) {
  const Heading = described ? 'h2' : 'h3';
  return (
    <ul class="items">
      {framework.items.map(({ id: item, title, description }) => {
        const own = rowsOf(id, item, indicators, rows);
        return (
          <li key={item}>
            <div>
              <Heading>
                <a href={frameworkAddress(id, item, area)}>{title}</a>
              </Heading>
              {described && <p>{description}</p>}
            </div>
            <Standing indicators={indicators} rows={own} />
          </li>
        );
      })}
    </ul>
  );
}

/** How many are judged and how, which are off track, and how many more there are: those without a target fill no bar. */
function Standing({ indicators, rows }: { indicators: Indicator[]; rows: OverviewRow[] }) {
  const [judged, others] = judgedApart(rows);
  const off = judged.filter(({ status }) => status === 'off_track');
  if (judged.length === 0)
    return (
      <p class="items-tally quiet">
        {indicatorCount(tallyOf(rows))}: {tallyWords(tallyOf(rows))}
      </p>
    );
  return (
    <div class="items-tally">
      <TallyBar tally={tallyOf(judged)} />
      <p>
        {indicatorCount(tallyOf(judged))} with a target due: {tallyWords(tallyOf(judged))}
      </p>
      {off.length > 0 && <OffTrack indicators={indicators} rows={off} />}
      {others.length > 0 && <p class="quiet">And {tallyWords(tallyOf(others))}</p>}
    </div>
  );
}

function OffTrack({ indicators, rows }: { indicators: Indicator[]; rows: OverviewRow[] }) {
  return (
    <ul class="items-off" aria-label="Off track">
      {rows.map(({ indicator: id, area }) => (
        <li key={id}>
          <StatusTag status="off_track" />{' '}
          <a href={indicatorAddress(id, { area })}>{indicators.find((one) => one.id === id)?.title ?? id}</a>
        </li>
      ))}
    </ul>
  );
}
