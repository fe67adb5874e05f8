import { isNotUnderstood, shown } from '../stage/stage.ts';
import { forEachField } from './rule.ts';

export const code = forEachField((field) =>
  field.constraints?.enum
    ? {
        code: 'constraint-error',
        severity: 'error',
        column: field.name,
        shown: shown(field),
        fails: isNotUnderstood(field),
        message: (said) => `${said} is not a code that ${field.name} can have.`,
        remedy: `Use one of: ${field.constraints.enum.join(', ')}.`,
      }
    : null,
);
