import { pointPeriodWords } from '../../../indicators/period-words.ts';
import type { Grain, Point } from '../../../indicators/series.ts';
import { GRAIN_WORDS, type SpokenUnit } from '../../../indicators/words.ts';
import { capitalised, figureWords } from '../../words.ts';
import { DataTable } from '../DataTable.tsx';

interface TrendsTableProps {
  caption: string;
  unit: SpokenUnit;
  grain: Grain | undefined;
  columns: { head: string; points: Point[] }[];
}

/** Several series side by side: periods down, the newest first. */
export function TrendsTable({ caption, unit, grain, columns }: TrendsTableProps) {
  const periods = new Map(columns.flatMap(({ points }) => points.map((point) => [point.period, point])));
  const newestFirst = [...periods.values()].sort((one, other) => other.start.localeCompare(one.start));
  const points = columns.map((column) => new Map(column.points.map((point) => [point.period, point])));
  return (
    <DataTable
      caption={caption}
      columns={[
        { head: grain ? GRAIN_WORDS[grain] : 'Period' },
        ...columns.map(({ head }) => ({ head, figure: true })),
      ]}
      rows={newestFirst.map((newest) => ({
        key: newest.period,
        cells: [
          `${capitalised(pointPeriodWords(newest))}${newest.complete ? '' : ' (not complete)'}`,
          ...points.map((byPeriod) => figureWords(unit, byPeriod.get(newest.period) ?? null)),
        ],
      }))}
    />
  );
}
