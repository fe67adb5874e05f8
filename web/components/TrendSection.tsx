import { chartMarks, markLetter, marksWithin, markWords } from '../charts/trendMarks.ts';
import type { IndicatorProps } from '../props.ts';
import { ChartFigure } from './ChartFigure.tsx';
import { Downloads } from './Downloads.tsx';
import { TrendTable } from './TrendTable.tsx';

/** The series through time, its table, and both to take away. */
export function TrendSection({ frame, indicator, series, county, areas, areaSeries }: IndicatorProps) {
  const { partnership } = frame.catalogue;
  const data = { indicator, partnership, series, county, areas, areaSeries };
  const marks = marksWithin(chartMarks(indicator, partnership), series.points);
  return (
    <section class="trend" aria-labelledby="trend">
      <h2 id="trend" class="bar">
        Trend
      </h2>
      <ChartFigure kind="trend" data={data}>
        <TrendTable {...data} />
      </ChartFigure>
      {marks.length > 0 && (
        <ul class="chart-notes" aria-label="What happened meanwhile">
          {marks.map((mark, index) => (
            <li key={`${mark.on} ${mark.words}`}>
              <strong aria-hidden="true">{markLetter(index)}</strong> {markWords(mark)}
            </li>
          ))}
        </ul>
      )}
      <Downloads indicator={indicator} filters={{ area: series.area, grain: series.grain }} />
    </section>
  );
}
