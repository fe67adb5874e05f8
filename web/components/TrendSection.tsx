import { chartMarks, markWords } from '../charts/trendMarks.ts';
import type { IndicatorProps } from '../props.ts';
import { ChartFigure } from './ChartFigure.tsx';
import { Downloads } from './Downloads.tsx';
import { TrendTable } from './TrendTable.tsx';

/** The series through time, its table, and both to take away. */
export function TrendSection({ frame, indicator, series, county, areas, areaSeries }: IndicatorProps) {
  const { partnership } = frame.catalogue;
  const data = { indicator, partnership, series, county, areas, areaSeries };
  const marks = chartMarks(indicator, partnership);
  return (
    <section class="trend" aria-labelledby="trend">
      <h2 id="trend" class="bar">
        Trend
      </h2>
      <ChartFigure kind="trend" data={data}>
        <TrendTable {...data} />
        {marks.length > 0 && (
          <ul class="chart-notes">
            {marks.map((mark) => (
              <li key={`${mark.on} ${mark.words}`}>{markWords(mark)}</li>
            ))}
          </ul>
        )}
      </ChartFigure>
      <Downloads indicator={indicator} filters={{ area: series.area, grain: series.grain }} />
    </section>
  );
}
