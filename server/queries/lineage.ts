import { type CountedRows, type Lineage, lineageOf } from '../../indicators/lineage.ts';
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
  const { snapshot, level } = figures;
  if (!(await keepsLineage(figures))) throw keptNone(snapshot.info.id);
  const [counted, files] = await Promise.all([rowsCounted(figures, indicator, area), filesOf(figures)]);
  const { extracts } = snapshot.catalogue;
  return lineageOf({ indicator, area, point, level, snapshot: snapshot.info.id, counted, files, extracts });
}

/** False of snapshots that were published before the rows behind a figure were kept. */
export async function keepsLineage(figures: Figures): Promise<boolean> {
  const found = await figures.snapshot.rows('FROM duckdb_tables() WHERE table_name = $table', {
    table: countedRowsTable(figures),
  });
  return found.length > 0;
}

function keptNone(id: string): Problem {
  return new Problem(
    404,
    `The snapshot ${id} was published before Waggle kept what is behind a figure. Ask a newer one.`,
  );
}

async function rowsCounted(figures: Figures, indicator: Indicator, area: string): Promise<CountedRows[]> {
  return figures.snapshot.rows<CountedRows>(
    `SELECT area, month, extract, sha256, numerator_rows, denominator_rows
     FROM ${countedRowsTable(figures)} WHERE indicator = $indicator AND area = $area`,
    { indicator: indicator.id, area },
  );
}
