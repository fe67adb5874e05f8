import type { Partnership } from '../../../indicators/partnership-schema.ts';
import { hasLetters, trendChart } from '../../charts/trend.ts';
import { isOneFigure, knownPoints, trendHeadline } from '../../charts/trendHeadline.ts';
import { chartMarks, type Mark, markLetter, marksWithin, markWords } from '../../charts/trendMarks.ts';
import type { IndicatorProps } from '../../props/indicator.ts';
import { areaName, GRAIN_EACH, isComparable } from '../../words.ts';
import { ChartFigure } from './ChartFigure.tsx';
import { Downloads } from './Downloads.tsx';
import { TrendTable } from './TrendTable.tsx';

/** The series through time, its table, and both to take away. */
export function TrendSection({ frame, indicator, series, county, trend, areas, areaSeries }: IndicatorProps) {
  const { partnership } = frame.catalogue;
  const data = { indicator, partnership, series, county, areas, areaSeries };
  const marks = marksWithin(chartMarks(indicator, partnership), series.points);
  const isAlone = isOneFigure(series) && !hasLineBehind({ indicator, series, county });
  return (
    <section class="trend" aria-labelledby="trend">
      <h2 id="trend" class="bar">
        Trend
      </h2>
      {isAlone ? (
        <OneFigure {...data} />
      ) : (
        <ChartFigure kind="trend" data={data} drawn={trend}>
          <TrendTable {...data} />
          <Marks marks={marks} />
        </ChartFigure>
      )}
      {!isAlone && hasLetters(trendChart(data, 'narrow')) && <Marks marks={marks} lettered />}
      <Downloads
        indicator={indicator}
        filters={{ area: series.area, grain: series.grain }}
        hasChart={!isAlone}
      />
    </section>
  );
}

type Shown = Pick<IndicatorProps, 'indicator' | 'series' | 'county'>;

/** Whether the county's line is drawn behind an area's only figure. */
function hasLineBehind({ indicator, series, county }: Shown): boolean {
  return series.area !== county.area && isComparable(indicator.unit) && knownPoints(county).length > 1;
}

/** A line needs two figures. */
function OneFigure(props: Shown & { partnership: Partnership }) {
  const { indicator, series, partnership } = props;
  const area = areaName(partnership, series.area);
  return (
    <div class="chart">
      <h3 class="headline">{trendHeadline(indicator, series, area)}</h3>
      <p class="subtitle">One figure so far by {GRAIN_EACH[series.grain]}: there is no trend to draw yet.</p>
      <TrendTable {...props} />
    </div>
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
