import { isNotUnderstood, shown } from '../stage/stage.ts';
import { forEachField } from './rule.ts';

export const area = forEachField((field) =>
  (field.area || field.place) && !field.nowhere
    ? {
        code: 'foreign-key',
        severity: 'error',
        column: field.name,
        shown: shown(field),
        fails: isNotUnderstood(field),
        message: (said) => `${said} in ${field.name} is no area of the partnership.`,
        remedy: field.place
          ? 'Write county for the whole, or a locality’s id or name; or have the name added to the partnership’s aliases.'
          : 'Write the area’s number or name; or have the name added to the partnership’s aliases.',
      }
    : null,
);
