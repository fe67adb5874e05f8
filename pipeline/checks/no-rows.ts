import { monthOfName } from '../../indicators/periods.ts';
import type { Finding } from '../../indicators/series.ts';
import type { Staged } from '../stage.ts';

/** A header and nothing below it says that nothing happened; outside the silent months it may be an export that failed. */
export function noRows(file: string, { extract, rows }: Staged): Finding[] {
  const month = Number(monthOfName(file)?.slice(5));
  if (rows > 0 || extract.silent_months.includes(month)) return [];
  return [
    {
      severity: 'warning',
      code: 'no-rows',
      row: null,
      column: null,
      value: null,
      message: 'The file has a header and no rows: it says that nothing happened.',
      remedy: 'Nothing to do if that is so; otherwise export the file again and send it.',
    },
  ];
}
