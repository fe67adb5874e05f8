import { monthOfName } from '../../indicators/periods.ts';
import type { Finding } from '../../indicators/series.ts';
import { dayOfName } from '../stage/recognise.ts';
import type { Staged } from '../stage/stage.ts';

/** A day that only the file's name can say: the month must be there, and must have begun. Of a file without rows only the
 *  name says which month it is of. */
export function nameDay(file: string, { extract, fields, rows }: Staged, today: string): Finding[] {
  const field = extract.fields.find((one) => one.from_name && !fields.includes(one));
  if (!field) return rows > 0 ? [] : emptyAhead(file, today);
  const day = dayOfName(file);
  const at = { severity: 'error', row: null, column: field.name, value: null } as const;
  const remedy = `Put the month into the name, as in ${extract.name}_2024-01.csv for the last day of January 2024, and send the file again.`;
  if (!day && field.constraints?.required)
    return [{ ...at, code: 'period-unknown', message: 'Nothing says of which month the file is.', remedy }];
  if (!day || day.slice(0, 7) <= today.slice(0, 7)) return [];
  return [
    {
      ...at,
      code: 'date-out-of-range',
      message: `The month in the file’s name, ${day.slice(0, 7)}, has not begun.`,
      remedy,
    },
  ];
}

function emptyAhead(file: string, today: string): Finding[] {
  const month = monthOfName(file);
  if (!month || month <= today.slice(0, 7)) return [];
  return [
    {
      severity: 'error',
      code: 'date-out-of-range',
      row: null,
      column: null,
      value: month,
      message: `The file has a header and no rows, and the month in its name, ${month}, has not begun: nobody can say yet that nothing happened.`,
      remedy: 'Correct the month in the name and send the file again; or wait until the month is over.',
    },
  ];
}
