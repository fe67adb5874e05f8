import { uncapitalised } from '../../../indicators/words.ts';
import { indicatorAddress } from '../../addresses.ts';
import { breakdownWords } from '../../charts/breakdownWords.ts';
import { chanceWords, comparedIn } from '../../compared.ts';
import type { BrokenDown, IndicatorProps } from '../../props/indicator.ts';
import { BreakdownTable, BreakdownTrendsTable } from './BreakdownTables.tsx';
import { ChartFigure } from './ChartFigure.tsx';

const POINTS_OF_A_TREND = 3;

/** The figure taken apart by one of the columns that the catalogue names. */
export function BreakdownSection(props: IndicatorProps) {
  const { frame, breakdown } = props;
  if (breakdown === null) return null;
  return (
    <section class="breakdown" aria-labelledby="breakdown">
      <h2 id="breakdown" class="bar">
        {headingOf(breakdown, frame.catalogue.partnership.county)}
      </h2>
      <BreakdownSwitch {...props} by={breakdown.by} />
      <Groups {...props} breakdown={breakdown} />
    </section>
  );
}

/** As pictures, unless there is nothing to see in them: one group is the whole, and hidden ones leave a frame empty. */
function Groups({
  frame,
  breakdown,
  ...props
}: Omit<IndicatorProps, 'breakdown'> & { breakdown: BrokenDown }) {
  const { indicator, series, county, areas, areaSeries } = props;
  const { partnership } = frame.catalogue;
  const data = { indicator, partnership, series, county, areas, areaSeries, breakdown };
  const [only, ...others] = breakdown.groups;
  if (only && others.length === 0) return <p>All of these figures are of one group: {only.label}.</p>;
  const hasFigures = breakdown.groups.some(({ point }) => point.value !== null);
  const hasTrends = breakdown.trends.groups.some(
    ({ points }) => points.filter(({ value }) => value !== null).length >= POINTS_OF_A_TREND,
  );
  return (
    <>
      {!hasFigures && <p>{breakdownWords(data).headline}.</p>}
      {hasFigures && chanceWords(indicator) && <p class="quiet">{chanceWords(indicator)}</p>}
      <div class="halves">
        {hasFigures && (
          <ChartFigure kind="breakdown" data={data}>
            <BreakdownTable {...data} />
          </ChartFigure>
        )}
        {hasTrends && (
          <ChartFigure kind="breakdown-trends" data={data}>
            <BreakdownTrendsTable {...data} />
          </ChartFigure>
        )}
      </div>
    </>
  );
}

function headingOf({ label, period, whole, groups }: BrokenDown, county: string): string {
  const when = comparedIn(period, [whole, ...groups.map(({ point }) => point)]);
  return `By ${uncapitalised(label)}, ${county}${when}`;
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
              By {uncapitalised(one.label)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
