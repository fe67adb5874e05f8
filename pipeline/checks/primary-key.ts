import { quoted } from '../../indicators/expressions.ts';
import type { Staged } from '../stage.ts';
import type { SetRule } from './check.ts';

/** Rows that share a key with an earlier row; two blanks are the same key. */
export function primaryKey({ extract, fields }: Staged): SetRule | null {
  const key = extract.primaryKey.filter((name) => fields.some((field) => field.name === name));
  if (key.length === 0) return null;
  const columns = key.map(quoted).join(', ');
  return {
    code: 'primary-key',
    severity: 'error',
    column: key.join(', '),
    suspicion: `count(DISTINCT hash(${columns})) < count(*)`,
    rows: `
      SELECT row FROM (SELECT row, ${columns} FROM staged) AS keyed
      SEMI JOIN (SELECT ${columns} FROM staged GROUP BY ALL HAVING count(*) > 1) AS repeated
        ON ${key.map((name) => `repeated.${quoted(name)} IS NOT DISTINCT FROM keyed.${quoted(name)}`).join(' AND ')}
      QUALIFY row_number() OVER (PARTITION BY ${columns} ORDER BY row) > 1`,
    message: 'The row has the same key as an earlier row.',
    remedy: 'Keep one of the two rows, the newer one.',
  };
}
