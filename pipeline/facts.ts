import { literal, quoted } from '../indicators/expressions.ts';
import type { Extract } from '../indicators/schema.ts';
import { rowPeriod } from './cells.ts';
import type { Staged } from './stage.ts';
import type { Warehouse } from './warehouse.ts';

/** Puts the staged rows where accepted files' rows lie, whether or not a later file replaces them. */
export async function deliver(warehouse: Warehouse, staged: Staged, arrival: number): Promise<void> {
  const table = `delivered.${quoted(staged.extract.name)}`;
  const columns = staged.extract.fields.map((field) => quoted(field.name));
  await warehouse.run(`DELETE FROM ${table} WHERE _arrival = $1`, [arrival]);
  await warehouse.run(
    `INSERT INTO ${table} (_arrival, _row, _period, ${columns.join(', ')})
     SELECT ${arrival}, row, ${rowPeriod(staged.extract)}, ${columns.join(', ')} FROM staged`,
  );
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
  JOIN (${newestDeliveries(extract)}) USING (_period, _arrival)`;
}

/** For each period that an extract has been delivered for, the delivery that came last. */
export function newestDeliveries(extract: Extract): string {
  return `
    SELECT covered AS _period, max(arrival) AS _arrival
    FROM (SELECT unnest(covered) AS covered, arrival FROM ledger.file WHERE ${isAccepted(extract)})
    GROUP BY covered`;
}

function newestRowOfKey(extract: Extract): string {
  const key = extract.primaryKey.map(quoted).join(', ');
  return `
  SELECT delivered.* FROM delivered.${quoted(extract.name)} delivered
  JOIN (SELECT arrival AS _arrival, period AS file_period FROM ledger.file WHERE ${isAccepted(extract)}) USING (_arrival)
  QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY file_period DESC, _arrival DESC, _row DESC) = 1`;
}

function isAccepted(extract: Extract): string {
  return `extract = ${literal(extract.name)} AND outcome <> 'rejected'`;
}
