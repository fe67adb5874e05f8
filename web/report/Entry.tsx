import type { Partnership } from '../../indicators/partnership-schema.ts';
import { pointPeriodWords } from '../../indicators/period-words.ts';
import type { Catalogue, Indicator } from '../../indicators/schema.ts';
import type { Series } from '../../indicators/series.ts';
import { pointTargetWords } from '../../indicators/targets.ts';
import { spokenUnit } from '../../indicators/words.ts';
import { chartAddress, indicatorAddress } from '../addresses.ts';
import { pictureSize } from '../charts/size.ts';
import { hasLetters, trendChart } from '../charts/trend.ts';
import { isOneFigure } from '../charts/trendHeadline.ts';
import { chartMarks, markLetter, marksWithin, markWords } from '../charts/trendMarks.ts';
import type { TrendData } from '../charts/trendModel.ts';
import { trendMarks, trendWords } from '../charts/words.ts';
import { DataTable } from '../components/DataTable.tsx';
import { PHONE } from '../components/indicator/ChartFigure.tsx';
import { RowStatus } from '../components/marks/StatusTag.tsx';
import { RowAssurance, VariationWords } from '../components/marks/VariationWords.tsx';
import type { ChartSize } from '../props/charts.ts';
import {
  capitalised,
  countedWords,
  figureAndExpected,
  figureWords,
  GRAIN_EACH,
  hasNoTarget,
  rowChangeWords,
  rowTargetWords,
} from '../words.ts';
import { qualityNotes } from './quality.ts';
import { ReportResponse } from './Response.tsx';
import { anchor, type ReportChoice, type ReportEntry } from './report.ts';

const POINTS_SHOWN = 3;

interface EntryProps {
  catalogue: Catalogue;
  entry: ReportEntry;
  choice: ReportChoice;
  today: string;
}

/** One indicator on a third of a page: its sentence, its trend, where it stands, its last figures, how good the data are. */
export function Entry({ catalogue, entry, choice, today }: EntryProps) {
  const { partnership } = catalogue;
  const { number, indicator, row, series } = entry;
  const notes = qualityNotes(entry);
  return (
    <section class="pack-entry" aria-labelledby={anchor(number)}>
      <h3 id={anchor(number)}>
        <span class="pack-number">{number}</span>{' '}
        <a href={indicatorAddress(indicator.id, { area: row.area })}>{indicator.title}</a>
      </h3>
      <p class="pack-sentence">{row.sentence}</p>
      <div class="pack-figures">
        <Chart partnership={partnership} indicator={indicator} series={series} to={choice.period} />
        <div>
          <Standing entry={entry} />
          <LastFigures indicator={indicator} series={series} />
        </div>
      </div>
      <p class="quiet pack-reading">
        {row.variation && <VariationWords variation={row.variation} />} <RowAssurance row={row} /> By{' '}
        {GRAIN_EACH[series.grain]}. {trendMarks({ partnership, indicator, series })}
        <Letters {...{ partnership, indicator, series }} />
      </p>
      <ReportResponse catalogue={catalogue} entry={entry} today={today} />
      {notes.length > 0 && (
        <p class="pack-quality">
          <strong>Data quality.</strong> {notes.join(' ')}
        </p>
      )}
    </section>
  );
}

/** What the chart's letters stand for, where it has no room for words; a phone's has the least. */
function Letters(data: TrendData) {
  const { partnership, indicator, series } = data;
  if (isOneFigure(data.series)) return null;
  const isLettered = (size: ChartSize) => hasLetters(trendChart(data, size));
  if (!isLettered('narrow')) return null;
  const marks = marksWithin(chartMarks(indicator, partnership), series.points);
  const words = marks.map((mark, index) => ` ${markLetter(index)}, ${markWords(mark)}.`).join('');
  return <span class={isLettered('paper') ? undefined : 'pack-phone'}>{words}</span>;
}

interface ChartProps {
  partnership: Partnership;
  indicator: Indicator;
  series: Series;
  to: string | null;
}

function Chart({ partnership, indicator, series, to }: ChartProps) {
  if (isOneFigure(series))
    return <p class="pack-chart quiet">One figure so far: there is no trend to draw yet.</p>;
  const { alt } = trendWords({ indicator, partnership, series });
  const picture = (size: ChartSize) => {
    const view = { kind: 'trend', size, area: series.area, grain: series.grain } as const;
    const address = chartAddress(indicator.id, { ...view, to: to ?? undefined });
    return { address, ...pictureSize(trendChart({ indicator, partnership, series }, size)) };
  };
  const { address: phone, ...phoneSize } = picture('narrow');
  const { address, ...size } = picture('paper');
  // In a tagged PDF a <figure> would be a second Figure around the picture’s, without a text of its own.
  return (
    <div class="pack-chart">
      <picture>
        <source media={PHONE} srcset={phone} {...phoneSize} />
        <img src={address} alt={alt} {...size} />
      </picture>
    </div>
  );
}

function Standing({ entry: { indicator, row } }: { entry: ReportEntry }) {
  const [figure, expected] = figureAndExpected(indicator, row);
  return (
    <div class="pack-standing">
      <p>
        <span class="pack-value">{figure}</span>{' '}
        <span class="pack-when">{row.latest && capitalised(pointPeriodWords(row.latest))}</span>
      </p>
      <p>{capitalised(rowChangeWords(indicator, row))}</p>
      <p>{rowTargetWords(row)}</p>
      {expected !== '' && <p>{expected}</p>}
      {!hasNoTarget(row) && (
        <p class="signs">
          <RowStatus row={row} />
        </p>
      )}
    </div>
  );
}

function LastFigures({ indicator, series }: { indicator: Indicator; series: Series }) {
  const unit = spokenUnit(indicator);
  const points = series.points.slice(-POINTS_SHOWN).reverse();
  return (
    <DataTable
      caption={`${indicator.title}: the last figures by ${GRAIN_EACH[series.grain]}`}
      captionHidden
      columns={[
        { head: 'Period' },
        { head: 'Figure', figure: true },
        { head: 'Counted', figure: true },
        { head: 'Target', figure: true },
      ]}
      rows={points.map((point) => ({
        key: point.period,
        cells: [
          `${capitalised(pointPeriodWords(point))}${point.complete ? '' : ' (not complete)'}`,
          figureWords(unit, point),
          countedWords(indicator, point),
          pointTargetWords(indicator, point),
        ],
      }))}
    />
  );
}
