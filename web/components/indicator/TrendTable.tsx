import type { Partnership } from '../../../indicators/partnership-schema.ts';
import { pointPeriodWords } from '../../../indicators/period-words.ts';
import type { Indicator } from '../../../indicators/schema.ts';
import type { Benchmark, Point, Series } from '../../../indicators/series.ts';
import { pointTargetWords } from '../../../indicators/targets.ts';
import {
  decimalsBeside,
  neededWords,
  rangeWords,
  spokenUnit,
  valueWords,
} from '../../../indicators/words.ts';
import { flagMeaning, type Meaning } from '../../charts/theme.ts';
import { endOf, middleOf, startOf } from '../../charts/time.ts';
import { trendModel } from '../../charts/trendModel.ts';
import {
  areaName,
  capitalised,
  countedWords,
  figureWords,
  GRAIN_EACH,
  intervalWords,
  isComparable,
  leftOutWords,
  STATUS_WORDS,
} from '../../words.ts';
import { DataTable } from '../DataTable.tsx';

interface TrendTableProps {
  indicator: Indicator;
  partnership: Partnership;
  series: Series;
  county: Series;
}

interface Column {
  head: string;
  figure?: boolean;
  cell(point: Point): string;
}

/** All that a trend chart draws, period by period, the newest first. */
export function TrendTable(props: TrendTableProps) {
  const { indicator, partnership, series } = props;
  const columns = [...figureColumns(props), ...aimColumns(props), ...besideColumns(props)];
  return (
    <DataTable
      caption={`${indicator.title}: ${areaName(partnership, series.area)}, by ${GRAIN_EACH[series.grain]}`}
      columns={columns}
      rows={series.points.toReversed().map((point) => ({
        key: point.period,
        cells: columns.map(({ cell }) => cell(point)),
      }))}
    />
  );
}

function figureColumns(props: TrendTableProps): Column[] {
  const { indicator } = props;
  const unit = spokenUnit(indicator);
  const usualOf = usualRanges(props);
  const value = (point: Point) => figureWords(unit, point, usualOf(point)?.finer);
  return [
    { head: 'Period', cell: (point) => capitalised(pointPeriodWords(point)) },
    { head: 'Value', figure: true, cell: value },
    { head: 'Counted', figure: true, cell: (point) => countedWords(indicator, point) },
    { head: '95% interval', figure: true, cell: (point) => intervalWords(unit, point) },
  ];
}

/** What is aimed at, and how the figures stand to it. */
function aimColumns(props: TrendTableProps): Column[] {
  return [
    { head: 'Target', figure: true, cell: (point) => pointTargetWords(props.indicator, point) },
    trajectoryColumn(props),
    { head: 'Status', cell: statusWords },
  ];
}

/** What the figures stand beside, of that which the chart shows. */
function besideColumns(props: TrendTableProps): Column[] {
  const benchmarks = props.series.benchmarks.map((benchmark) => benchmarkColumn(benchmark, props));
  return [...variationColumns(props), ...countyColumn(props), ...benchmarks];
}

const CHANGES: Record<Meaning, string> = { good: 'Better', bad: 'Worse', neutral: 'Yes' };

interface UsualRange {
  words: string;
  /** How many decimals more the figure beside it needs. */
  finer: number;
}

/** The usual range beside each figure, as the chart shades it. */
function usualRanges(props: TrendTableProps): (point: Point) => UsualRange | undefined {
  const unit = spokenUnit(props.indicator);
  const drawn = new Map(trendModel(props).band.map((row) => [row.x, row]));
  return (point) => {
    const row = drawn.get(middleOf(point));
    if (!row) return undefined;
    const [low, high] = [Number(row.value), Number(row.upper)];
    const finer = decimalsBeside(unit, point.value ?? low, low, high);
    return { words: rangeWords(unit, low, high, finer), finer };
  };
}

function variationColumns(props: TrendTableProps): Column[] {
  const { indicator } = props;
  const usualOf = usualRanges(props);
  return [
    { head: 'Usual range', figure: true, cell: (point) => usualOf(point)?.words ?? '' },
    {
      head: 'Real change',
      cell: ({ spc, value }) => {
        const meaning = spc && value !== null ? flagMeaning(spc.flag, indicator.polarity) : null;
        return meaning === null ? '' : CHANGES[meaning];
      },
    },
  ];
}

function countyColumn({ indicator, partnership, series, county }: TrendTableProps): Column[] {
  if (series.area === 'county' || !isComparable(indicator.unit)) return [];
  const points = new Map(county.points.map((point) => [point.period, point]));
  const cell = ({ period }: Point) => figureWords(spokenUnit(indicator), points.get(period) ?? null);
  return [{ head: partnership.county, figure: true, cell }];
}

/** A comparator’s year stands beside every period whose middle lies in it, as its line does. */
function benchmarkColumn({ label, points }: Benchmark, { indicator }: TrendTableProps): Column {
  const at = (middle: number) =>
    points.find(({ start, end }) => startOf(start) <= middle && middle < endOf(end));
  const cell = (point: Point) => {
    const known = at(middleOf(point));
    return known ? valueWords(spokenUnit(indicator), known.value) : '';
  };
  return { head: label, figure: true, cell };
}

function trajectoryColumn({ indicator }: TrendTableProps): Column {
  const cell = ({ trajectory, value }: Point) =>
    trajectory === null ? '' : neededWords(spokenUnit(indicator), trajectory, value ?? trajectory);
  return { head: 'Way to the target', figure: true, cell };
}

function statusWords(point: Point): string {
  const status = point.rag === null ? '' : STATUS_WORDS[point.rag];
  const whole = point.complete ? status : `${status} (not complete)`.trim();
  return [whole, leftOutWords(point)].filter(Boolean).join('; ');
}
