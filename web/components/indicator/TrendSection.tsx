import { hasLetters, trendChart } from '../../charts/trend.ts';
import { chartMarks, type Mark, markLetter, marksWithin, markWords } from '../../charts/trendMarks.ts';
import type { IndicatorProps } from '../../props/indicator.ts';
import { ChartFigure } from './ChartFigure.tsx';
import { Downloads } from './Downloads.tsx';
import { TrendTable } from './TrendTable.tsx';

/** The series through time, its table, and both to take away. */
export function TrendSection({ frame, indicator, series, county, trend, areas, areaSeries }: IndicatorProps) {
  const { partnership } = frame.catalogue;
  const data = { indicator, partnership, series, county, areas, areaSeries };
  const marks = marksWithin(chartMarks(indicator, partnership), series.points);
  return (
    <section class="trend" aria-labelledby="trend">
      <h2 id="trend" class="bar">
        Trend
      </h2>
      <ChartFigure kind="trend" data={data} drawn={trend}>
        <TrendTable {...data} />
        <Marks marks={marks} />
      </ChartFigure>
      {hasLetters(trendChart(data, 'narrow')) && <Marks marks={marks} lettered />}
      <Downloads indicator={indicator} filters={{ area: series.area, grain: series.grain }} />
    </section>
  );
}

/** What happened meanwhile, in words; with the letters by which a small picture names it. */
function Marks({ marks, lettered = false }: { marks: Mark[]; lettered?: boolean }) {
  if (marks.length === 0) return null;
  return (
    <ul class={lettered ? 'chart-notes chart-letters' : 'chart-notes'} aria-label="What happened meanwhile">
      {marks.map((mark, index) => (
        <li key={`${mark.on} ${mark.words}`}>
          {lettered && <strong>{markLetter(index)} </strong>}
          {markWords(mark)}
        </li>
      ))}
    </ul>
  );
}
