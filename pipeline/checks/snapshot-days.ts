import { quoted } from '../../indicators/expressions.ts';
import type { Extract, Field } from '../../indicators/extract-schema.ts';
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

/** Two days of one month would count everybody twice. */
export function snapshotDays({ extract }: Staged): SetRule | null {
  const day = dayOfSnapshot(extract);
  if (!day) return null;
  const column = quoted(day.name);
  return {
    code: 'snapshot-days',
    severity: 'error',
    column: day.name,
    rows: `
      SELECT row FROM staged
      QUALIFY ${column} <> max(${column}) OVER (PARTITION BY date_trunc('month', ${column}))`,
    message: () =>
      `The row is of another day than the last ${day.name} of its month; everybody would be counted twice.`,
    remedy: 'Send one snapshot for each month, the last one.',
  };
}
