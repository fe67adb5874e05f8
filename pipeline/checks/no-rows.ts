import type { Finding } from '../../indicators/series.ts';
import type { Staged } from '../stage.ts';

/** A header and nothing below it says that nothing happened; more often it is an export that went wrong. */
export function noRows({ rows, unreadable }: Staged): Finding[] {
  if (rows > 0 || unreadable.length > 0) return [];
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
