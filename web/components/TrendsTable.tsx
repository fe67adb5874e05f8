import type { Grain, Point, Unit } from '../../indicators/series.ts';
import { GRAIN_WORDS, periodWords } from '../../indicators/words.ts';
import { capitalised, figureWords } from '../words.ts';
import { DataTable } from './DataTable.tsx';

interface TrendsTableProps {
  caption: string;
  unit: Unit;
  grain: Grain | undefined;
  columns: { head: string; points: Point[] }[];
}

/** Several series side by side: periods down, the newest first. */
export function TrendsTable({ caption, unit, grain, columns }: TrendsTableProps) {
  const starts = new Map(columns.flatMap(({ points }) => points.map(({ period, start }) => [period, start])));
  const periods = [...starts]
    .sort(([, one], [, other]) => other.localeCompare(one))
    .map(([period]) => period);
  const points = columns.map((column) => new Map(column.points.map((point) => [point.period, point])));
  return (
    <DataTable
      caption={caption}
      columns={[
        { head: grain ? GRAIN_WORDS[grain] : 'Period' },
        ...columns.map(({ head }) => ({ head, figure: true })),
      ]}
      rows={periods.map((period) => ({
        key: period,
        cells: [
          capitalised(periodWords(period)),
          ...points.map((byPeriod) => figureWords(unit, byPeriod.get(period) ?? null)),
        ],
      }))}
    />
  );
}
