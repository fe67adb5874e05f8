import { quoted } from '../../indicators/expressions.ts';
import { keyWithPeriod } from '../../indicators/keys.ts';
import { periodWords } from '../../indicators/period-words.ts';
import type { Finding } from '../../indicators/series.ts';
import { listWords, wholeNumber } from '../../indicators/words.ts';
import type { Delivery } from '../receive/delivery.ts';
import type { Staged } from '../stage/stage.ts';
import { COUNTS } from '../warehouse/deliveries.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { goodRows } from './check.ts';

/** Rows of keys that a file of a newer period has too: they are kept, and yet no figure changes by them.
 *  @param period the file's own */
export async function supersededRows(
  warehouse: Warehouse,
  { extract, rows }: Staged,
  { sha256, arrival }: Delivery,
  period: string,
): Promise<Finding[]> {
  if (extract.supersede === 'period' || keyWithPeriod(extract)) return [];
  const newer = `
    SELECT arrival AS _arrival, period, file FROM ledger.file
    WHERE extract = $1 AND ${COUNTS} AND arrival < $2 AND sha256 <> $3 AND period > $4`;
  const values = [extract.name, arrival, sha256, period];
  if ((await warehouse.rows(newer, values)).length === 0) return [];
  const key = extract.primaryKey.map(quoted).join(', ');
  const [found] = await warehouse.rows(
    `SELECT count(DISTINCT own.row)::INTEGER AS count, arg_max(file, (period, _arrival)) AS file, max(period) AS period
     FROM (SELECT row, ${key} FROM ${await goodRows(warehouse)}) AS own
     JOIN (FROM delivered.${quoted(extract.name)} JOIN (${newer}) AS newer USING (_arrival)) USING (${key})`,
    values,
  );
  const count = Number(found?.count ?? 0);
  if (count === 0) return [];
  const other = `${found?.file} of ${periodWords(String(found?.period))}`;
  return [superseded(count, rows, listWords(extract.primaryKey), other)];
}

/** @param other the newest file that has such keys, and its period */
function superseded(count: number, rows: number, key: string, other: string): Finding {
  const which =
    count === rows
      ? 'None of the file’s rows counts'
      : `${wholeNumber(count)} of the file’s ${wholeNumber(rows)} rows do not count`;
  return {
    severity: 'warning',
    code: 'superseded-rows',
    row: null,
    column: null,
    value: null,
    message: `${which}: there are newer rows with the same ${key}, the newest of them in ${other}.`,
    remedy:
      'If the newer rows are right, there is nothing to do; to correct them, send the rows in a file of that month or a later one.',
  };
}
