import { literal, quoted } from '../indicators/expressions.ts';
import type { Extract } from '../indicators/schema.ts';
import { rowPeriod } from './cells.ts';
import { goodRows } from './check.ts';
import { COUNTS } from './ledger.ts';
import type { Staged } from './stage.ts';
import type { Warehouse } from './warehouse.ts';

/** Puts the good ones of the staged rows where accepted files' rows lie, whether or not a later file replaces them. */
export async function deliver(
  warehouse: Warehouse,
  { extract }: Staged,
  arrival: number,
  periods: string[],
): Promise<void> {
  const table = `delivered.${quoted(extract.name)}`;
  const columns = extract.fields.map((field) => quoted(field.name)).join(', ');
  await warehouse.run(`DELETE FROM ${table} WHERE _arrival = $1`, [arrival]);
  await warehouse.run(
    `INSERT INTO ${table} (_arrival, _row, _period, ${columns})
     SELECT ${arrival}, row, ${periodOfRow(extract, periods)}, ${columns}
     FROM ${await goodRows(warehouse)}`,
  );
}

/** Where all rows are of one period it is not worked out for each of them. */
function periodOfRow(extract: Extract, periods: string[]): string {
  const [only, ...others] = periods;
  const required = extract.period.some(
    (name) => extract.fields.find((field) => field.name === name)?.constraints?.required,
  );
  return only && others.length === 0 && required ? literal(only) : rowPeriod(extract);
}

/** The facts: of all that was delivered, the rows that count. A function of the active files and nothing else. */
export async function defineFacts(warehouse: Warehouse, extracts: Extract[]): Promise<void> {
  for (const extract of extracts) {
    const derived = Object.entries(extract.derived).map(([name, sql]) => `, (${sql}\n) AS ${quoted(name)}`);
    await warehouse.run(
      `CREATE OR REPLACE VIEW facts.${quoted(extract.name)} AS SELECT *${derived.join('')} FROM (${activeRows(extract)})`,
    );
  }
}

function activeRows(extract: Extract): string {
  return extract.supersede === 'period' ? newestFileOfPeriod(extract) : newestRowOfKey(extract);
}

function newestFileOfPeriod(extract: Extract): string {
  return `
  SELECT delivered.* FROM delivered.${quoted(extract.name)} delivered
  JOIN (
    SELECT covered AS _period, max(arrival) AS _arrival
    FROM (SELECT unnest(covered) AS covered, arrival FROM ledger.file WHERE ${isAccepted(extract)})
    GROUP BY covered
  ) USING (_period, _arrival)`;
}

function newestRowOfKey(extract: Extract): string {
  const key = extract.primaryKey.map(quoted).join(', ');
  return `
  SELECT delivered.* FROM delivered.${quoted(extract.name)} delivered
  JOIN (SELECT arrival AS _arrival, period AS file_period FROM ledger.file WHERE ${isAccepted(extract)}) USING (_arrival)
  QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY file_period DESC, _arrival DESC, _row DESC) = 1`;
}

function isAccepted(extract: Extract): string {
  return `extract = ${literal(extract.name)} AND ${COUNTS}`;
}
