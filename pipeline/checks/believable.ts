import { literal, quoted } from '../../indicators/expressions.ts';
import { shown } from '../stage.ts';
import { type Check, forEachField } from './check.ts';

const EARLIEST = '1990-01-01';

/** A row cannot belong to a period that has not begun, or that was before any of this. Only the columns that decide its
 *  period are meant. */
export function believable(today: string): Check {
  return forEachField((field, { extract }) => {
    const dated = field.type === 'date' || field.type === 'yearmonth';
    if (!dated || !extract.period.includes(field.name)) return null;
    const name = quoted(field.name);
    return {
      code: 'date-out-of-range',
      severity: 'error',
      column: field.name,
      shown: shown(field),
      fails: `coalesce(${name} > DATE ${literal(today)} OR ${name} < DATE ${literal(EARLIEST)}, false)`,
      message: (value) => `“${value}” in ${field.name} is in the future, or too long ago.`,
      remedy: 'Correct the date; day and month, or two digits of the year, may be the wrong way round.',
    };
  });
}
