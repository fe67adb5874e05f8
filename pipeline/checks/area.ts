import { quoted } from '../../indicators/expressions.ts';
import { textOf } from '../stage.ts';
import { forEachField } from './check.ts';

export const area = forEachField((field) =>
  field.area
    ? {
        code: 'foreign-key',
        severity: 'error',
        column: field.name,
        shown: textOf(field),
        fails: `${quoted(field.name)} IS NULL AND ${textOf(field)} IS NOT NULL`,
        message: (value) => `“${value}” in ${field.name} is no area of the partnership.`,
        remedy: 'Write the area’s number or name; or have the name added to the partnership’s aliases.',
      }
    : null,
);
