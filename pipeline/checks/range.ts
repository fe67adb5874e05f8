import { quoted } from '../../indicators/expressions.ts';
import { shown } from '../stage/stage.ts';
import { forEachField } from './rule.ts';

export const range = forEachField((field) => {
  const { minimum, maximum } = field.constraints ?? {};
  if (minimum === undefined && maximum === undefined) return null;
  const outside = [
    ...(minimum === undefined ? [] : [`< ${minimum}`]),
    ...(maximum === undefined ? [] : [`> ${maximum}`]),
  ];
  return {
    code: 'constraint-error',
    severity: 'error',
    column: field.name,
    shown: shown(field),
    fails: outside.map((bound) => `coalesce(${quoted(field.name)} ${bound}, false)`).join(' OR '),
    message: (said) => `${said} in ${field.name} is outside what is possible.`,
    remedy: `It must be ${within(minimum, maximum)}.`,
  };
});

function within(minimum?: number, maximum?: number): string {
  if (maximum === undefined) return `${minimum} or more`;
  return minimum === undefined ? `${maximum} or less` : `between ${minimum} and ${maximum}`;
}
