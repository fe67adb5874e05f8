import { quoted } from '../../indicators/expressions.ts';
import { mayRepeatKeys } from '../../indicators/keys.ts';
import { periodWords } from '../../indicators/period-words.ts';
import type { Finding } from '../../indicators/series.ts';
import { listWords, wholeNumber } from '../../indicators/words.ts';
import type { Delivery } from '../receive/delivery.ts';
import type { Staged } from '../stage/stage.ts';
import { COUNTS } from '../warehouse/deliveries.ts';
import { newestDeliveries } from '../warehouse/facts.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { goodRows } from './check.ts';

/** Rows of keys that rows of other months have too, which stay: where a day was corrected, one thing counts twice.
 *  @param periods the file's own, which it replaces */
export async function repeatedKeys(
  warehouse: Warehouse,
  { extract }: Staged,
  { sha256, arrival }: Delivery,
  periods: string[],
): Promise<Finding[]> {
  if (!mayRepeatKeys(extract)) return [];
  const key = extract.primaryKey.map(quoted).join(', ');
  const earlier = `${COUNTS} AND arrival < $1 AND sha256 <> $2`;
  const [found] = await warehouse.rows(
    `SELECT count(DISTINCT own.row)::INTEGER AS count, count(DISTINCT _arrival)::INTEGER AS files,
       arg_max(file, _period) AS file, max(_period) AS period
     FROM (SELECT row, ${key} FROM ${await goodRows(warehouse)}) AS own
     JOIN delivered.${quoted(extract.name)} USING (${key})
     JOIN (${newestDeliveries(extract, earlier)}) USING (_period, _arrival)
     JOIN (SELECT arrival AS _arrival, file FROM ledger.file WHERE ${earlier}) USING (_arrival)
     WHERE _period NOT IN (SELECT unnest(CAST($3::JSON AS VARCHAR[])))`,
    [arrival, sha256, JSON.stringify(periods)],
  );
  const count = Number(found?.count ?? 0);
  if (count === 0) return [];
  const month = periodWords(String(found?.period));
  return [repeated(count, extract.primaryKey, Number(found?.files), `${found?.file} of ${month}`, month)];
}

/** @param newest of the other files the one with the newest such row, and its month */
function repeated(count: number, key: string[], files: number, newest: string, month: string): Finding {
  const rows = count === 1 ? '1 row has' : `${wholeNumber(count)} rows have`;
  const where = files === 1 ? newest : `${wholeNumber(files)} other files, the newest of them ${newest}`;
  return {
    severity: 'warning',
    code: 'repeated-key',
    row: null,
    column: key.join(', '),
    value: null,
    message: `${rows} the ${listWords(key)} of rows in ${where}: both count.`,
    remedy: `If a day was corrected and the row is now in another month, send ${files === 1 ? month : 'the other months'} again without it; if the numbers begin anew, there is nothing to do.`,
  };
}
