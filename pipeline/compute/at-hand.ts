import { quoted } from '../../indicators/expressions.ts';
import type { Extract } from '../../indicators/extract-schema.ts';
import type { Measure } from '../../indicators/measure-schema.ts';
import { extractsBehind, relationsBehind } from '../../indicators/measures.ts';
import type { Catalogue } from '../../indicators/schema.ts';
import { activeFeedings, withDerived } from '../warehouse/facts.ts';
import { owned } from '../warehouse/storage-errors.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/**
 * Does work for which facts lie at hand that take some finding: the newest rows of keys, rows that other extracts feed,
 * and views. They are found once, into temporary tables, for all indicators. Nothing of it outlasts the work.
 * @param work is given what brings the views to hand that a measure counts; one that has no figure yet need not ask
 */
export async function withFactsAtHand<T>(
  warehouse: Warehouse,
  catalogue: Catalogue,
  work: (viewsAtHand: ViewsAtHand) => Promise<T>,
): Promise<T> {
  await warehouse.run('BEGIN');
  try {
    const { extracts, views, indicators } = catalogue;
    const measures = indicators.map(({ measure }) => measure);
    const counted = new Set(measures.flatMap((measure) => extractsBehind(measure, catalogue)));
    const fed = (await activeFeedings(warehouse, extracts)).map((feeding) => feeding.fed);
    const found = extracts.filter((extract) => extract.supersede === 'key' || fed.includes(extract));
    for (const extract of found) if (counted.has(extract.name)) await bringExtract(warehouse, extract);
    const waiting = new Set(views.map(({ name }) => name));
    return await work(async (measure) => {
      for (const name of relationsBehind(measure))
        if (waiting.delete(name)) await bring(warehouse, name, '*', (rows) => rows);
    });
  } finally {
    // What went wrong before matters more than that nothing can be taken back.
    await warehouse.run('ROLLBACK').catch(() => {});
  }
}

export type ViewsAtHand = (measure: Measure) => Promise<void>;

/** Columns that are worked out from the others stay so: what nobody counts with is never worked out. */
async function bringExtract(warehouse: Warehouse, extract: Extract): Promise<void> {
  const columns = ['_arrival', '_row', '_period', ...extract.fields.map(({ name }) => name)].map(quoted);
  await bring(warehouse, extract.name, columns.join(', '), (rows) => withDerived(extract, rows));
}

async function bring(
  warehouse: Warehouse,
  name: string,
  columns: string,
  facts: (rows: string) => string,
): Promise<void> {
  const table = quoted(`${name} at hand`);
  await owned(
    name,
    warehouse.run(`CREATE TEMP TABLE ${table} AS SELECT ${columns} FROM facts.${quoted(name)}`),
  );
  await warehouse.run(`CREATE OR REPLACE VIEW facts.${quoted(name)} AS ${facts(`FROM temp.${table}`)}`);
}
