import { quoted } from '../../indicators/expressions.ts';
import type { Extract, Field } from '../../indicators/extract-schema.ts';
import { dateWords } from '../../indicators/period-words.ts';
import { wholeNumber } from '../../indicators/words.ts';
import type { Staged } from '../stage/stage.ts';
import type { SetRule } from './rule.ts';

/** An extract that shows everybody on a day, rather than what happened: the day is part of each row's key. */
export function isSnapshot({ supersede, period, primaryKey }: Extract): boolean {
  return supersede === 'period' && period.some((name) => primaryKey.includes(name));
}

/** The column that says the day, where it is a day and no whole month. */
export function dayOfSnapshot(extract: Extract): Field | undefined {
  if (!isSnapshot(extract)) return undefined;
  return extract.fields.find(({ name, type }) => type === 'date' && extract.period.includes(name));
}

/** Two days of one month would count everybody twice. The day of most rows is the month's, of two alike the later. */
export function snapshotDays({ extract }: Staged): SetRule | null {
  const field = dayOfSnapshot(extract);
  if (!field) return null;
  const day = quoted(field.name);
  const days = `SELECT ${day} AS day, count(*) AS rows FROM staged WHERE ${day} IS NOT NULL GROUP BY ALL`;
  const month = `PARTITION BY date_trunc('month', day) ORDER BY rows DESC, day DESC`;
  return {
    code: 'snapshot-days',
    severity: 'error',
    column: field.name,
    suspicion: `count(DISTINCT ${day}) > count(DISTINCT date_trunc('month', ${day}))`,
    rows: `
      SELECT row, other.* FROM staged JOIN (
        SELECT day, CAST(day AS VARCHAR) AS own, CAST(first(day) OVER months AS VARCHAR) AS usual,
          CAST(first(rows) OVER months AS INTEGER) AS usual_rows
        FROM (${days}) WINDOW months AS (${month}) QUALIFY row_number() OVER months > 1
      ) AS other ON other.day = ${day}`,
    message: ({ own, usual, usual_rows }) =>
      `The row is of ${dateWords(String(own))}, but ${rowsWords(Number(usual_rows))} of ${dateWords(String(usual))}: with two days in a month everybody would be counted twice.`,
    remedy: 'Correct the day if it was mistyped; of two snapshots in a month, send the last one alone.',
  };
}

function rowsWords(count: number): string {
  return count === 1 ? 'another row of its month is' : `${wholeNumber(count)} rows of its month are`;
}
