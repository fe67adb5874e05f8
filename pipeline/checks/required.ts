import { isBlank } from '../stage/stage.ts';
import { forEachField } from './rule.ts';

export const required = forEachField((field) =>
  field.constraints?.required
    ? {
        code: 'constraint-error',
        severity: 'error',
        column: field.name,
        shown: 'NULL',
        fails: isBlank(field),
        message: () => `${field.name} is blank, and every row must have it.`,
        remedy: `Fill in ${field.name}, or take the row out if it was not meant to be sent.`,
      }
    : null,
);
