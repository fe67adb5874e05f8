import { quoted } from '../../indicators/expressions.ts';
import type { Field } from '../../indicators/extract-schema.ts';
import { isCoded } from '../stage/cells.ts';
import { type Staged, textOf } from '../stage/stage.ts';
import type { SetRule } from './rule.ts';

/** A locality of which nothing is kept still tells two rows apart, and so does one that nobody knows or a period that is
 *  none. */
function cellOf(field: Field): string {
  const [value, text] = [quoted(field.name), textOf(field)];
  if (field.nowhere) return text;
  return isCoded(field) || field.type === 'period' ? `coalesce(CAST(${value} AS VARCHAR), ${text})` : value;
}

/** Rows that share a key with an earlier row, and the first of these; two blanks are the same key. */
export function primaryKey({ extract, fields }: Staged): SetRule | null {
  const key = extract.primaryKey.flatMap((name) => fields.find((field) => field.name === name) ?? []);
  if (key.length === 0) return null;
  const columns = key.map(cellOf).join(', ');
  const parts = key.map((_field, index) => `part_${index}`);
  const keyed = `SELECT row, ${key.map((field, index) => `${cellOf(field)} AS ${parts[index]}`).join(', ')} FROM staged`;
  return {
    code: 'primary-key',
    severity: 'error',
    column: key.map(({ name }) => name).join(', '),
    suspicion: `count(DISTINCT hash(${columns})) < count(*)`,
    rows: `
      WITH keyed AS (${keyed})
      SELECT row, min(row) OVER (PARTITION BY ${parts.join(', ')}) AS first FROM keyed
      SEMI JOIN (SELECT ${parts.join(', ')} FROM keyed GROUP BY ALL HAVING count(*) > 1) AS repeated
        ON ${parts.map((part) => `repeated.${part} IS NOT DISTINCT FROM keyed.${part}`).join(' AND ')}
      QUALIFY row_number() OVER (PARTITION BY ${parts.join(', ')} ORDER BY row) > 1`,
    message: ({ first }) => `The row has the same key as row ${first}.`,
    remedy: 'Keep one of the two rows, the newer one.',
  };
}
