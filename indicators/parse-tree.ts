import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';

/** SQL as DuckDB's own parser sees it, and what expressions and views may both be made of. */

export type Node = Record<string, unknown>;

/** What is wrong with a text, and at which byte of it when that is known. */
export interface Wrong {
  fault: string;
  at?: number | undefined;
}

export type Tree = { statements: Node[] } | Wrong;

export const ALLOWED_CLASSES = new Set(
  'CONSTANT COLUMN_REF FUNCTION COMPARISON CONJUNCTION OPERATOR CASE CAST BETWEEN'.split(' '),
);
const OPERATORS = '+ - * / // % || ~~ !~~ ~~* !~~*';
const NUMBERS = 'abs round floor ceil least greatest';
const BLANKS = 'coalesce nullif ifnull';
const DATES =
  'date_diff datediff date_trunc date_part datepart last_day to_days to_months to_years year month day quarter dayofweek make_date strftime';
const TEXTS = 'lower upper trim length contains starts_with substring left right replace';
export const ALLOWED_FUNCTIONS = new Set([OPERATORS, NUMBERS, BLANKS, DATES, TEXTS].join(' ').split(' '));

const DEEPEST = 100;
const UNSEEN = /[^\P{C}\t\n\r]/u;

/** What is wrong with a text before it is parsed: DuckDB stops reading at some characters, and fails on endless ones. */
export function textFault(text: string, longest: number): string | null {
  if (text.length > longest) return `is longer than ${longest.toLocaleString('en-GB')} characters`;
  const unseen = UNSEEN.exec(text)?.[0].codePointAt(0);
  if (unseen !== undefined) {
    const code = unseen.toString(16).toUpperCase().padStart(4, '0');
    return `has a character that nobody can see (U+${code}): delete it`;
  }
  return nesting(text) > DEEPEST ? `has more than ${DEEPEST} brackets inside one another` : null;
}

function nesting(text: string): number {
  let open = 0;
  let most = 0;
  for (const letter of withoutTexts(text)) {
    if (letter === '(') open += 1;
    if (letter === ')') open -= 1;
    most = Math.max(most, open);
  }
  return most;
}

const TEXTS_AND_COMMENTS = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g;

/** The text with blanks for what stands in quotation marks and in comments. */
export function withoutTexts(text: string): string {
  return text.replace(TEXTS_AND_COMMENTS, (found) => ' '.repeat(found.length));
}

/** The parse tree of each text. */
export async function parseTrees(connection: DuckDBConnection, texts: string[]): Promise<Tree[]> {
  const list = texts.map((text) => `'${text.replaceAll("'", "''")}'`).join(', ');
  const reader = await connection.runAndReadAll(
    `SELECT json_serialize_sql(text)::VARCHAR FROM (SELECT unnest([${list}]::VARCHAR[]) AS text)`,
  );
  return reader.getRows().map(([tree]) => treeOf(String(tree)));
}

const parsedSchema = z.object({
  error: z.boolean(),
  error_message: z.string().optional(),
  position: z.coerce.number().optional(),
  statements: z.array(z.object({ node: z.record(z.string(), z.unknown()) })).default([]),
});

function treeOf(json: string): Tree {
  const { error, error_message, position, statements } = parsedSchema.parse(JSON.parse(json));
  if (error) return { fault: error_message ?? 'it does not say why', at: position };
  return { statements: statements.map(({ node }) => node) };
}

/** A parse tree's nodes, each before those below it. */
export function* nodesOf(tree: unknown): Generator<Node> {
  if (typeof tree !== 'object' || tree === null) return;
  if (!Array.isArray(tree)) yield tree as Node;
  for (const below of Object.values(tree)) yield* nodesOf(below);
}

export function fullName(...parts: unknown[]): string {
  return parts.filter(Boolean).map(String).join('.');
}

/** What a node is that may not stand in an expression, or which function it calls that is not among these. */
export function nodeFault(node: Node, classes: Set<string>, functions: Set<string>): string | null {
  if (typeof node.class !== 'string') return null;
  if (!classes.has(node.class)) return `may not use a ${node.class.toLowerCase().replaceAll('_', ' ')}`;
  if (!('function_name' in node)) return null;
  // The parser itself writes trim() as main.trim().
  const schema = node.schema === 'main' && !node.catalog ? '' : node.schema;
  const name = fullName(node.catalog, schema, node.function_name).toLowerCase();
  return functions.has(name) ? null : `may not use the function ${name}()`;
}
