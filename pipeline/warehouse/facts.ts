import { literal, quoted } from '../../indicators/expressions.ts';
import type { Extract } from '../../indicators/extract-schema.ts';
import { feedersOf, mainFeeder } from '../../indicators/feeds.ts';
import { keyWithPeriod } from '../../indicators/keys.ts';
import type { Catalogue } from '../../indicators/schema.ts';
import { goodRows } from '../checks/check.ts';
import { rowPeriod } from '../stage/cells.ts';
import type { Staged } from '../stage/stage.ts';
import { COUNTS } from './deliveries.ts';
import { type Feeding, soundRows } from './feeds.ts';
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
export async function defineFacts(
  warehouse: Warehouse,
  { extracts, views }: Pick<Catalogue, 'extracts' | 'views'>,
): Promise<void> {
  const feedings = await activeFeedings(warehouse, extracts);
  const fed = new Set(feedings.map((feeding) => feeding.fed));
  const own = extracts.filter((extract) => !fed.has(extract));
  const relations = [
    ...own.map((extract) => view(extract.name, withDerived(extract, activeRows(extract)))),
    ...feedings.map((feeding) => view(feeding.fed.name, withDerived(feeding.fed, withFedRows(feeding)))),
    ...views.map(({ name, reads, sql }) => {
      const facts = reads.map((extract) => `${quoted(extract)} AS (FROM facts.${quoted(extract)})`);
      return view(name, `WITH ${facts.join(', ')} SELECT * FROM (${sql}\n)`);
    }),
  ];
  // Each alone would be written to the disk for itself.
  await warehouse.transaction(() => warehouse.run(relations.join('\n')));
}

function view(name: string, sql: string): string {
  return `CREATE OR REPLACE VIEW facts.${quoted(name)} AS ${sql};`;
}

/** Rows with the columns that are worked out from the others. */
export function withDerived(extract: Extract, rows: string): string {
  const derived = Object.entries(extract.derived).map(([name, sql]) => `, (${sql}\n) AS ${quoted(name)}`);
  return `SELECT *${derived.join('')} FROM (${rows})`;
}

/** The extracts that are fed, as far as files have come that feed them. */
export async function activeFeedings(warehouse: Warehouse, extracts: Extract[]): Promise<Feeding[]> {
  const feedings = extracts.flatMap((fed) => {
    const feeders = feedersOf(fed, extracts);
    const main = mainFeeder(fed, feeders);
    return main ? [{ fed, main, others: feeders.filter((feeder) => feeder !== main) }] : [];
  });
  if (feedings.length === 0) return [];
  const rows = await warehouse.rows(`SELECT DISTINCT extract FROM ledger.file WHERE ${COUNTS}`);
  const delivered = new Set(rows.map((row) => String(row.extract)));
  return feedings.filter(({ main, others }) => [main, ...others].some(({ name }) => delivered.has(name)));
}

/** An extract's own rows come first: whole months where it replaces those, else the rows of its keys. */
function withFedRows(feeding: Feeding): string {
  const { fed, main } = feeding;
  const columns = ['_arrival', '_row', '_period', ...fed.fields.map(({ name }) => quoted(name))].join(', ');
  const notOwn =
    fed.supersede === 'period'
      ? `(SELECT unnest(covered) AS _period FROM ledger.file WHERE ${isAccepted(fed)}) USING (_period)`
      : `own USING (${fed.primaryKey.map(quoted).join(', ')})`;
  return `
  WITH own AS (${activeRows(fed)})
  SELECT ${columns} FROM own
  UNION ALL
  SELECT ${columns} FROM (${soundRows(feeding, `facts.${quoted(main.name)}`)}) AS fed ANTI JOIN ${notOwn}`;
}

function activeRows(extract: Extract): string {
  return extract.supersede === 'period' ? newestFileOfPeriod(extract) : newestRowOfKey(extract);
}

function newestFileOfPeriod(extract: Extract): string {
  return `
  SELECT delivered.* FROM delivered.${quoted(extract.name)} delivered
  JOIN (${newestDeliveries(extract)}) USING (_period, _arrival)`;
}

/** For each period that an extract has been delivered for, the delivery that came last.
 *  @param among SQL: of which of the ledger's files */
export function newestDeliveries(extract: Extract, among = 'true'): string {
  return `
    SELECT covered AS _period, max(arrival) AS _arrival
    FROM (SELECT unnest(covered) AS covered, arrival FROM ledger.file WHERE ${isAccepted(extract)} AND ${among})
    GROUP BY covered`;
}

function newestRowOfKey(extract: Extract): string {
  const key = extract.primaryKey.map(quoted).join(', ');
  const byFile = keyWithPeriod(extract) ? '' : 'file_period DESC, ';
  return `
  SELECT delivered.* FROM delivered.${quoted(extract.name)} delivered
  JOIN (SELECT arrival AS _arrival, period AS file_period FROM ledger.file WHERE ${isAccepted(extract)}) USING (_arrival)
  QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY ${byFile}_arrival DESC, _row DESC) = 1`;
}

function isAccepted(extract: Extract): string {
  return `extract = ${literal(extract.name)} AND ${COUNTS}`;
}
