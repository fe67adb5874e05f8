import { quoted } from '../../indicators/expressions.ts';
import type { Field } from '../../indicators/extract-schema.ts';
import { type Staged, shown, textOf } from '../stage/stage.ts';
import type { SetRule } from './rule.ts';

/** A locality of which nothing is kept still tells two rows apart, and so does a period that is none. */
function cellOf(field: Field): string {
  if (field.nowhere) return textOf(field);
  return field.type === 'period' ? shown(field) : quoted(field.name);
}

/** Rows that share a key with an earlier row; two blanks are the same key. */
export function primaryKey({ extract, fields }: Staged): SetRule | null {
  const key = extract.primaryKey.flatMap((name) => fields.find((field) => field.name === name) ?? []);
  if (key.length === 0) return null;
  const cells = key.map(cellOf);
  const columns = cells.join(', ');
  return {
    code: 'primary-key',
    severity: 'error',
    column: key.map(({ name }) => name).join(', '),
    suspicion: `count(DISTINCT hash(${columns})) < count(*)`,
    rows: `
      SELECT row FROM (SELECT row, ${columns} FROM staged) AS keyed
      SEMI JOIN (SELECT ${columns} FROM staged GROUP BY ALL HAVING count(*) > 1) AS repeated
        ON ${cells.map((cell) => `repeated.${cell} IS NOT DISTINCT FROM keyed.${cell}`).join(' AND ')}
      QUALIFY row_number() OVER (PARTITION BY ${columns} ORDER BY row) > 1`,
    message: 'The row has the same key as an earlier row.',
    remedy: 'Keep one of the two rows, the newer one.',
  };
}
