import { type Lineage, lineageOf } from '../../indicators/lineage.ts';
import type { CountedRows } from '../../indicators/rows-behind.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Point } from '../../indicators/series.ts';
import { countedRowsTable, type Figures } from '../figures.ts';
import { Problem } from '../problems.ts';
import { filesOf } from './files.ts';

/** The files behind one figure, the rows counted and the checks passed. */
export async function lineageFor(
  figures: Figures,
  indicator: Indicator,
  area: string,
  point: Point,
): Promise<Lineage> {
  const lineage = await lineageIfKept(figures, indicator, area, point);
  if (lineage) return lineage;
  const { id } = figures.snapshot.info;
  throw new Problem(404, `The snapshot ${id} does not say what is behind its figures; newer ones do.`);
}

/** Null where there is no figure, and of snapshots that were published before this was kept. */
export async function lineageIfKept(
  figures: Figures,
  indicator: Indicator,
  area: string,
  point: Point | null,
): Promise<Lineage | null> {
  if (point === null || !(await isKept(figures))) return null;
  const { snapshot, level } = figures;
  const [counted, files] = await Promise.all([rowsCounted(figures, indicator, area), filesOf(figures)]);
  const { catalogue, info } = snapshot;
  return lineageOf({ indicator, area, point, level, snapshot: info.id, counted, files, catalogue });
}

/** Rows are known to those alone who see every figure: of others’ figures nothing is kept. */
async function isKept(figures: Figures): Promise<boolean> {
  return figures.level === 'full' && figures.snapshot.has(countedRowsTable(figures));
}

/** Snapshots of earlier releases know of each row its month alone, and not which operand counts it. */
async function rowsCounted(figures: Figures, indicator: Indicator, area: string): Promise<CountedRows[]> {
  const rows = await figures.snapshot.rows<
    Omit<CountedRows, 'day' | 'period' | 'operand'> & Partial<CountedRows>
  >(
    `SELECT * EXCLUDE (indicator) FROM ${countedRowsTable(figures)}
     WHERE indicator = $indicator AND area = $area`,
    { indicator: indicator.id, area },
  );
  return rows.map((row) => ({ day: null, period: null, operand: 0, ...row }));
}
