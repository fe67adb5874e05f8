import { quoted } from '../../indicators/expressions.ts';
import { textOf } from '../stage.ts';
import { forEachField } from './check.ts';

export const code = forEachField((field) =>
  field.constraints?.enum
    ? {
        code: 'constraint-error',
        severity: 'error',
        column: field.name,
        shown: textOf(field),
        fails: `${quoted(field.name)} IS NULL AND ${textOf(field)} IS NOT NULL`,
        message: (value) => `“${value}” is not a code that ${field.name} can have.`,
        remedy: `Use one of: ${field.constraints.enum.join(', ')}.`,
      }
    : null,
);
