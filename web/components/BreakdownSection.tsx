import { periodWords } from '../../indicators/words.ts';
import { indicatorAddress } from '../addresses.ts';
import type { BrokenDown, IndicatorProps } from '../props.ts';
import { BreakdownTable, BreakdownTrendsTable } from './BreakdownTables.tsx';
import { ChartFigure } from './ChartFigure.tsx';

const POINTS_OF_A_TREND = 3;

/** The figure taken apart by one of the columns that the catalogue names. */
export function BreakdownSection(props: IndicatorProps) {
  const { frame, indicator, series, county, areas, areaSeries, breakdown } = props;
  if (breakdown === null) return null;
  const { partnership } = frame.catalogue;
  const data = { indicator, partnership, series, county, areas, areaSeries, breakdown };
  const hasTrends = breakdown.trends.groups.some(
    ({ points }) => points.filter(({ value }) => value !== null).length >= POINTS_OF_A_TREND,
  );
  return (
    <section class="breakdown" aria-labelledby="breakdown">
      <h2 id="breakdown" class="bar">
        {headingOf(breakdown, partnership.county)}
      </h2>
      <BreakdownSwitch {...props} by={breakdown.by} />
      <div class="halves">
        <ChartFigure kind="breakdown" data={data}>
          <BreakdownTable {...data} />
        </ChartFigure>
        {hasTrends && (
          <ChartFigure kind="breakdown-trends" data={data}>
            <BreakdownTrendsTable {...data} />
          </ChartFigure>
        )}
      </div>
    </section>
  );
}

function headingOf({ label, period }: BrokenDown, county: string): string {
  const when = period === null ? '' : `, ${periodWords(period)}`;
  return `By ${label.toLowerCase()}, ${county}${when}`;
}

/** Each of the breakdowns has an address of its own. */
function BreakdownSwitch({ indicator, series, breakdowns, by }: IndicatorProps & { by: string }) {
  if (breakdowns.length < 2) return null;
  const { area, grain } = series;
  return (
    <nav class="switch" aria-label="Break the figure down">
      <ul>
        {breakdowns.map((one) => (
          <li key={one.by}>
            <a
              href={`${indicatorAddress(indicator.id, { area, grain, breakdown: one.by })}#breakdown`}
              aria-current={one.by === by ? 'true' : undefined}
            >
              By {one.label.toLowerCase()}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
