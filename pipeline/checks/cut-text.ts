import { type Staged, shown } from '../stage/stage.ts';
import type { SetRule } from './rule.ts';

/** A file that ends without a line break, in a text that is only the beginning of one that other rows have, was cut. */
export function cutText({ endsWithLineBreak, lastField }: Staged): SetRule | null {
  if (endsWithLineBreak || !lastField || lastField.type !== 'string' || lastField.person) return null;
  const text = shown(lastField);
  return {
    code: 'source-error',
    severity: 'error',
    column: lastField.name,
    rows: `
      SELECT last.row FROM (SELECT row, ${text} AS text FROM staged ORDER BY row DESC LIMIT 1) AS last
      WHERE NOT EXISTS (FROM staged WHERE ${text} = last.text AND staged.row < last.row)
        AND EXISTS (FROM staged WHERE starts_with(${text}, last.text) AND ${text} <> last.text)`,
    message: () => 'The file ends in the middle of this text, without a line break.',
    remedy: 'The file was cut; send the whole file again.',
    refuses: true,
  };
}
