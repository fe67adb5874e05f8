import type { Field } from '../../indicators/extract-schema.ts';
import { isNotUnderstood, shown } from '../stage.ts';
import { forEachField } from './check.ts';

const WANTED: Record<Exclude<Field['type'], 'string'>, { name: string; how: string }> = {
  date: { name: 'a date', how: 'Write dates as 2024-07-31 or 31/07/2024.' },
  yearmonth: { name: 'a month', how: 'Write months as 2024-07.' },
  year: { name: 'a year', how: 'Write years as 2024.' },
  integer: { name: 'a whole number', how: 'Write whole numbers without commas, such as 1306.' },
  number: { name: 'a number', how: 'Write numbers without commas or signs, such as 13.5.' },
};

export const type = forEachField((field) => {
  if (field.type === 'string' || field.person) return null;
  const { name, how } = WANTED[field.type];
  return {
    code: 'type-error',
    severity: 'error',
    column: field.name,
    shown: shown(field),
    fails: isNotUnderstood(field),
    message: (value) => `“${value}” in ${field.name} is not ${name}.`,
    remedy: how,
  };
});
