import { quoted, sqlType } from '../../indicators/expressions.ts';
import type { Extract } from '../../indicators/extract-schema.ts';
import { type Feeder, requiredColumns } from '../../indicators/feeds.ts';
import { rowPeriod } from '../stage/cells.ts';

/** From the rows of feeding extracts to rows of the extract that they feed. */

export interface Feeding {
  fed: Extract;
  /** The feeder that decides which rows there are; their file and row number are its own. */
  main: Feeder;
  others: Feeder[];
}

/** One row for each row of the main feeder, with what the others know of the same key. */
export function joinedRows({ fed, main, others }: Feeding, mainRows: string): string {
  const key = fed.primaryKey.map(quoted).join(', ');
  const joins = others.map(
    (feeder, index) =>
      `LEFT JOIN (SELECT ${filled(feeder, fed)} FROM facts.${quoted(feeder.name)}) AS f${index} USING (${key})`,
  );
  const columns = fed.fields.map((field) => {
    const name = quoted(field.name);
    if (fed.primaryKey.includes(field.name)) return name;
    if (field.name in main.feeds.columns) return `main.${name}`;
    const filler = others.findIndex(({ feeds }) => field.name in feeds.columns);
    return filler < 0 ? `NULL::${sqlType(field)} AS ${name}` : `f${filler}.${name}`;
  });
  return `
  SELECT *, ${rowPeriod(fed)} AS _period FROM (
    SELECT _arrival, _row, _covers, ${columns.join(', ')}
    FROM (
      SELECT _arrival, _row, coalesce((${main.feeds.covers ?? 'true'}\n), false) AS _covers, ${filled(main, fed)}
      FROM ${mainRows}
    ) AS main ${joins.join(' ')}
  )`;
}

/** A feeder's columns of the fed extract, as a list of SQL expressions. */
export function filled({ feeds }: Feeder, fed: Extract): string {
  const columns = fed.fields.flatMap((field) => {
    const expression = feeds.columns[field.name];
    return expression ? [`CAST((${expression}\n) AS ${sqlType(field)}) AS ${quoted(field.name)}`] : [];
  });
  return columns.join(', ');
}

/** Why a joined row cannot be a row of the fed extract: a sentence, and the SQL that is true of such rows. */
export function rowFaults(fed: Extract): { fails: string; why: string }[] {
  const absent = requiredColumns(fed).map((name) => ({
    fails: `${quoted(name)} IS NULL`,
    why: `Nothing says their ${name}.`,
  }));
  const unsound = fed.checks
    .filter(({ severity }) => severity === 'error')
    .map(({ expression, message }) => ({ fails: `NOT coalesce((${expression}\n), true)`, why: message }));
  return [...absent, ...unsound];
}

/** The joined rows that can be rows of the fed extract. */
export function soundRows(feeding: Feeding, mainRows: string): string {
  const fails = rowFaults(feeding.fed).map((fault) => fault.fails);
  const sound = fails.length > 0 ? `WHERE NOT (${fails.join(' OR ')})` : '';
  return `SELECT * FROM (${joinedRows(feeding, mainRows)}) ${sound}`;
}
