import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { columnsOf, quoted, sqlType } from './expressions.ts';
import type { Extract } from './extract-schema.ts';
import { didYouMean } from './nearest.ts';
import {
  ALLOWED_CLASSES,
  ALLOWED_FUNCTIONS,
  fullName,
  type Node,
  nodeFault,
  nodesOf,
  parseTrees,
  textFault,
  type Wrong,
  withoutTexts,
} from './parse-tree.ts';

/** The fence around views: one SELECT over extracts by their names, that always gives the same rows of the same facts. */

/** The columns of a view with their SQL types, and the extracts that it reads. */
export interface ViewShape {
  columns: { name: string; type: string }[];
  reads: string[];
}

const LONGEST = 50_000;

const CLASSES = new Set([...ALLOWED_CLASSES, 'SUBQUERY', 'STAR', 'WINDOW']);
const AGGREGATES =
  'count count_star sum min max avg median bool_or bool_and any_value arg_max arg_min first last mode list';
const WINDOWS = 'row_number rank lag lead first_value last_value';
const FUNCTIONS = new Set([...ALLOWED_FUNCTIONS, ...`${AGGREGATES} ${WINDOWS}`.split(' ')]);

/** Parts of a query that are no expressions. */
const PARTS = new Set(
  'SELECT_NODE SET_OPERATION_NODE BASE_TABLE JOIN SUBQUERY EMPTY EXPRESSION_LIST ORDER_MODIFIER DISTINCT_MODIFIER LIMIT_MODIFIER ORDER_DEFAULT ASCENDING DESCENDING'.split(
    ' ',
  ),
);
const REFUSED_PARTS: Record<string, string> = {
  TABLE_FUNCTION: 'may not call a table function',
  RECURSIVE_CTE_NODE: 'may not be RECURSIVE: it might never end',
  SHOW_REF: 'may not use SHOW, DESCRIBE or SUMMARIZE',
};

/** What a view gives, or what is wrong with it. */
export async function viewShape(
  connection: DuckDBConnection,
  sql: string,
  extracts: Extract[],
): Promise<ViewShape | Wrong> {
  const unfit = textFault(sql, LONGEST);
  if (unfit) return { fault: unfit };
  const [tree = { statements: [] }] = await parseTrees(connection, [sql]);
  if ('fault' in tree) return unread(tree);
  const [query, ...others] = tree.statements;
  if (!query || others.length > 0) return { fault: ONE_SELECT };
  const tables = [...tablesRead(query)];
  const wrong =
    lateral(sql) ??
    firstWrong(nodesOf(query), partFault) ??
    firstWrong(tables, (node) => tableFault(node, extracts)) ??
    firstWrong(nodesOf(query), columnFault(query, extracts));
  if (wrong) return wrong;
  const reads = extracts.filter(({ name }) => tables.some(({ table_name }) => table_name === name));
  if (reads.length === 0) return { fault: 'reads no extract' };
  return boundShape(connection, sql, reads);
}

const ONE_SELECT = 'must be one SELECT and nothing else';

function unread({ fault, at }: Wrong): Wrong {
  if (/^Only SELECT/.test(fault)) return { fault: ONE_SELECT };
  return { fault: `is not a SELECT that DuckDB can read: ${fault}`, at };
}

function firstWrong(nodes: Iterable<Node>, faultOf: (node: Node) => string | null): Wrong | null {
  for (const node of nodes) {
    const fault = faultOf(node);
    if (fault) return { fault, at: placeOf(node) };
  }
  return null;
}

/** A node's place, where the parser knows it: for others it gives the greatest number there is. */
function placeOf({ query_location: at }: Node): number | undefined {
  return typeof at === 'number' && at < Number.MAX_SAFE_INTEGER ? at : undefined;
}

/** The parse tree does not tell LATERAL. */
function lateral(sql: string): Wrong | null {
  const found = /\blateral\b/i.exec(withoutTexts(sql));
  if (!found) return null;
  return { fault: 'may not be LATERAL', at: Buffer.byteLength(sql.slice(0, found.index)) };
}

function partFault(node: Node): string | null {
  const type = String(node.type ?? '');
  if (node.sample) return 'may not take a sample: its rows would be others each time';
  if (node.at_clause) return 'may not read a table as it was';
  if (node.class === 'STAR') return starFault(node);
  if (typeof node.class === 'string') return nodeFault(node, CLASSES, FUNCTIONS);
  if (REFUSED_PARTS[type]) return REFUSED_PARTS[type];
  if (type === '' || isTypeOfValue(node) || PARTS.has(type) || type.endsWith('_TYPE_INFO')) return null;
  return `may not use a ${type.toLowerCase().replaceAll('_', ' ')}`;
}

/** `value: { type: { id: 'INTEGER' }, is_null: false }` of a constant. */
function isTypeOfValue({ type }: Node): boolean {
  return typeof type === 'object';
}

function starFault(star: Node): string | null {
  const lists = ['exclude_list', 'qualified_exclude_list', 'replace_list', 'rename_list'];
  const isPlain =
    !star.columns && lists.every((name) => Array.isArray(star[name]) && star[name].length === 0);
  return isPlain ? null : 'may not change what * stands for: name the columns';
}

const cteMap = z.object({ map: z.array(z.object({ key: z.string(), value: z.unknown() })) });

/** The tables that a query reads, those left out that it makes itself with WITH: each is known after it, and in what it
 *  stands before. */
function* tablesRead(tree: unknown, own: ReadonlySet<string> = new Set()): Generator<Node> {
  if (typeof tree !== 'object' || tree === null) return;
  const { cte_map, ...rest } = tree as Node;
  const known = new Set(own);
  for (const { key, value } of cteMap.safeParse(cte_map).data?.map ?? []) {
    yield* tablesRead(value, known);
    known.add(key.toLowerCase());
  }
  if (rest.type === 'BASE_TABLE' && !known.has(nameOf(rest).toLowerCase())) yield rest;
  for (const below of Object.values(rest)) yield* tablesRead(below, known);
}

function nameOf({ catalog_name, schema_name, table_name }: Node): string {
  return fullName(catalog_name, schema_name, table_name);
}

function tableFault(table: Node, extracts: Extract[]): string | null {
  const name = nameOf(table);
  if (name !== table.table_name) return `reads "${name}"; write the extract’s name alone`;
  const names = extracts.map((extract) => extract.name);
  return names.includes(name) ? null : `reads "${name}", which is no extract${didYouMean(name, names)}`;
}

/** They ask the clock without brackets. A query that gives such a name to a column could mean either elsewhere. */
const CLOCKS = new Set('current_date current_time current_timestamp localtime localtimestamp'.split(' '));

/** A name that is no column may be a function without brackets, as current_date is. */
function columnFault(query: Node, extracts: Extract[]): (node: Node) => string | null {
  const columns = extracts.flatMap(columnsOf);
  const given = namesGiven(query).filter((name) => !CLOCKS.has(name.toLowerCase()));
  const known = new Set([...columns, ...given].map((name) => name.toLowerCase()));
  return ({ class: kind, column_names }) => {
    if (kind !== 'COLUMN_REF' || !Array.isArray(column_names)) return null;
    const name = String(column_names.at(-1));
    if (known.has(name.toLowerCase())) return null;
    return `uses "${name}", which is no column of what it reads${didYouMean(name, [...new Set(columns)])}`;
  };
}

/** The names that a query gives to its columns and tables. */
function namesGiven(query: Node): string[] {
  return [...nodesOf(query)].flatMap(({ alias, aliases, column_name_alias }) =>
    [alias, aliases, column_name_alias].flat().filter((name) => typeof name === 'string' && name !== ''),
  ) as string[];
}

async function boundShape(
  connection: DuckDBConnection,
  sql: string,
  extracts: Extract[],
): Promise<ViewShape | Wrong> {
  const empty = extracts.map(
    (extract) => `${quoted(extract.name)} AS (SELECT * FROM (${emptyRows(extract)}) LIMIT 0)`,
  );
  try {
    const shape = await connection.runAndReadAll(`WITH ${empty.join(', ')} SELECT * FROM (${sql}\n) LIMIT 0`);
    const types = shape.columnTypes().map(String);
    const columns = shape.columnNames().map((name, index) => ({ name, type: types[index] ?? '' }));
    return { reads: extracts.map(({ name }) => name), columns };
  } catch (error) {
    return {
      fault: `cannot be worked out: ${error instanceof Error ? error.message.split('\n')[0] : error}`,
    };
  }
}

function emptyRows(extract: Extract): string {
  const typed = extract.fields.map((field) => `NULL::${sqlType(field)} AS ${quoted(field.name)}`);
  const derived = Object.entries(extract.derived).map(([name, sql]) => `, (${sql}\n) AS ${quoted(name)}`);
  return `SELECT *${derived.join('')} FROM (SELECT ${typed.join(', ')})`;
}
