import type { Relation } from './extract-schema.ts';
import { didYouMean, nearest } from './nearest.ts';
import type { Node } from './parse-tree.ts';

/** What is wrong with the columns that an expression names, and with the codes that it looks for in them. */

interface Named {
  expression: string;
  extract: Relation;
  columns: string[];
}

export function columnFault({ class: kind, column_names }: Node, named: Named): string | null {
  if (kind !== 'COLUMN_REF') return null;
  const name = Array.isArray(column_names) ? column_names.join('.') : '';
  const known = named.columns.some((column) => column.toLowerCase() === name.toLowerCase());
  return known ? null : `uses "${name}", which is no column of the extract${meant(name, named)}`;
}

/** SQL takes what is not in single quotation marks for a column. */
function meant(name: string, { expression, extract, columns }: Named): string {
  const isCode = extract.fields.some(({ constraints }) => constraints?.enum?.includes(name));
  const isText = isCode || (expression.includes(`"${name}"`) && !nearest(name, columns));
  return isText ? `; a text stands in single quotation marks, as '${name}' does` : didYouMean(name, columns);
}

const SAME_OR_NOT = /^COMPARE_(EQUAL|NOTEQUAL|(NOT_)?DISTINCT_FROM|(NOT_)?IN)$/;

/** A text that a column of codes is held against, and that no row can have there. */
export function codeFault(node: Node, { extract }: Named): string | null {
  if (!SAME_OR_NOT.test(String(node.type))) return null;
  const sides = [node.left, node.right, ...(Array.isArray(node.children) ? node.children : [])].filter(
    isNode,
  );
  for (const { column_names: names } of sides) {
    const column = String(names).toLowerCase();
    const field = extract.fields.find(({ name }) => name.toLowerCase() === column);
    const codes = field?.constraints?.enum;
    const unknown = codes && sides.map(textOf).find((text) => text !== null && !codes.includes(text));
    if (field && codes && typeof unknown === 'string')
      return `looks for '${unknown}' in ${field.name}, which holds only ${codes.join(', ')}${didYouMean(unknown, codes)}`;
  }
  return null;
}

function isNode(part: unknown): part is Node {
  return typeof part === 'object' && part !== null;
}

function textOf({ value }: Node): string | null {
  return isNode(value) && typeof value.value === 'string' ? value.value : null;
}
