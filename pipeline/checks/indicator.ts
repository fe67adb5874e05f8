import { literal, quoted } from '../../indicators/expressions.ts';
import { nearest } from '../../indicators/nearest.ts';
import { shown } from '../stage/stage.ts';
import { forEachField } from './rule.ts';

/** The row may be right and the catalogue behind, so it is kept. */
export const indicator = forEachField((field, { indicators }) =>
  field.indicator && indicators.length > 0
    ? {
        code: 'unknown-indicator',
        severity: 'warning',
        column: field.name,
        shown: shown(field),
        fails: `${quoted(field.name)} NOT IN (${indicators.map(literal).join(', ')})`,
        message: (said, value) =>
          `${said} is the id of no indicator${meant(value, indicators)}, so nobody will see this row.`,
        remedy: 'Write the indicator’s id as the end of its page’s address has it.',
      }
    : null,
);

function meant(value: string | null, indicators: readonly string[]): string {
  const found = nearest(value ?? '', indicators);
  return found === null ? '' : ` (perhaps “${found}” is meant)`;
}
