import type { Field } from '../../indicators/extract-schema.ts';
import { isNotUnderstood, shown } from '../stage/stage.ts';
import { forEachField } from './rule.ts';

const WANTED: Record<Exclude<Field['type'], 'string'>, { name: string; how: string }> = {
  date: { name: 'a date', how: 'Write dates as 2024-07-31 or 31/07/2024.' },
  yearmonth: { name: 'a month', how: 'Write months as 2024-07.' },
  year: { name: 'a year', how: 'Write years as 2024.' },
  period: {
    name: 'a period',
    how: 'Write a month as 2024-07, a quarter as FY2024Q1 (April to June 2024), a financial year as FY2024, an academic year as AY2024 (from September 2024), a term as AY2024T1, a calendar year as CY2024, the twelve months to a month as R2024-07, a week as 2024-W28.',
  },
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
    message: (said) => `${said} in ${field.name} is not ${name}.`,
    remedy: how,
  };
});
