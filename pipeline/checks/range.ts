import { quoted } from '../../indicators/expressions.ts';
import { shown } from '../stage.ts';
import { forEachField } from './check.ts';

export const range = forEachField((field) => {
  const { minimum, maximum } = field.constraints ?? {};
  if (minimum === undefined && maximum === undefined) return null;
  const bounds = [
    ...(minimum === undefined ? [] : [{ fails: `< ${minimum}`, remedy: `It must be ${minimum} or more.` }]),
    ...(maximum === undefined ? [] : [{ fails: `> ${maximum}`, remedy: `It must be ${maximum} or less.` }]),
  ];
  return {
    code: 'constraint-error',
    severity: 'error',
    column: field.name,
    shown: shown(field),
    fails: bounds.map((bound) => `coalesce(${quoted(field.name)} ${bound.fails}, false)`).join(' OR '),
    message: (value) => `${value} in ${field.name} is outside what is possible.`,
    remedy: bounds.map((bound) => bound.remedy).join(' '),
  };
});
