import { literal, quoted } from '../../indicators/expressions.ts';
import { textOf } from '../stage.ts';
import { type Check, forEachField } from './check.ts';

/** A row cannot belong to a period that has not begun. Only the columns that decide its period are meant. */
export function future(today: string): Check {
  return forEachField((field, { extract }) => {
    const dated = field.type === 'date' || field.type === 'yearmonth';
    if (!dated || !extract.period.includes(field.name)) return null;
    return {
      code: 'future-date',
      severity: 'error',
      column: field.name,
      shown: textOf(field),
      fails: `coalesce(${quoted(field.name)} > DATE ${literal(today)}, false)`,
      message: (value) => `“${value}” in ${field.name} is in the future.`,
      remedy: 'Correct the date; day and month may be the wrong way round.',
    };
  });
}
