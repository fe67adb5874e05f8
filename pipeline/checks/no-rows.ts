import { monthOfName } from '../../indicators/periods.ts';
import type { Finding } from '../../indicators/series.ts';
import type { Staged } from '../stage/stage.ts';
import { dayOfSnapshot, isSnapshot } from './snapshot-days.ts';

/** A header and nothing below it says that nothing happened; outside the silent months it may be an export that failed.
 *  Of a day on which everybody is listed it can never be true. */
export function noRows(file: string, { extract, rows }: Staged): Finding[] {
  const month = Number(monthOfName(file)?.slice(5));
  if (rows > 0 || (extract.silent_months.includes(month) && !dayOfSnapshot(extract))) return [];
  const at = { code: 'no-rows', row: null, column: null, value: null };
  if (isSnapshot(extract)) {
    return [
      {
        ...at,
        severity: 'error',
        message: 'The file has a header and no rows: it would say that there is nobody at all.',
        remedy: 'The export failed; export the file again and send it.',
      },
    ];
  }
  return [
    {
      ...at,
      severity: 'warning',
      message: 'The file has a header and no rows: it says that nothing happened.',
      remedy: 'Nothing to do if that is so; otherwise export the file again and send it.',
    },
  ];
}
