import { setImmediate } from 'node:timers/promises';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { z } from 'zod';
import { groupBy } from './group.ts';
import { didYouMean } from './nearest.ts';
import type { Extract, Field, Relation } from './schema.ts';

/**
 * The fence around analysts' expressions. Each is parsed by DuckDB itself and its parse tree is walked against lists
 * of what is allowed; then it is bound to the extract's typed columns, on a connection that can reach no file.
 */

const ALLOWED_CLASSES = new Set(
  'CONSTANT COLUMN_REF FUNCTION COMPARISON CONJUNCTION OPERATOR CASE CAST BETWEEN'.split(' '),
);
const OPERATORS = '+ - * / // % || ~~ !~~ ~~* !~~*';
const NUMBERS = 'abs round floor ceil least greatest';
const BLANKS = 'coalesce nullif ifnull';
const DATES =
  'date_diff datediff date_trunc date_part datepart last_day to_days to_months to_years year month day quarter dayofweek make_date strftime';
const TEXTS = 'lower upper trim length contains starts_with substring left right replace';
const ALLOWED_FUNCTIONS = new Set([OPERATORS, NUMBERS, BLANKS, DATES, TEXTS].join(' ').split(' '));

export const FIELD_SQL_TYPES: Record<Field['type'], string> = {
  string: 'VARCHAR',
  date: 'DATE',
  yearmonth: 'DATE',
  year: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE',
};

/** The SQL type of a column of facts. A person's pseudonym is the first 128 bits of an HMAC, kept as a UUID. */
export function sqlType(field: Field & { sql?: string }): string {
  if (field.sql) return field.sql;
  return field.person ? 'UUID' : FIELD_SQL_TYPES[field.type];
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** An extract's columns with their SQL types, those worked out from others included. */
export function columnsOf(extract: Pick<Relation, 'fields' | 'derived'>): string[] {
  return [...extract.fields.map((field) => field.name), ...Object.keys(extract.derived)];
}

/** What an expression has to come to: the types that are such, and what to say of another. */
const KINDS = {
  anything: { types: /^/, wrong: '' },
  condition: { types: /^BOOLEAN$/, wrong: 'is no condition that is true or false' },
  amount: {
    types: /^(BOOLEAN|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL.*|FLOAT|DOUBLE)$/,
    wrong: 'is neither a number nor true or false',
  },
  day: { types: /^(DATE|TIMESTAMP.*)$/, wrong: 'is not a date' },
  text: { types: /^VARCHAR$/, wrong: 'is not a text' },
  person: { types: /^UUID$/, wrong: 'is not a column with person: true' },
};
export type Kind = keyof typeof KINDS;

export interface ExpressionChecker {
  /** What is wrong with an expression over these columns of an extract, in a sentence; null when nothing is. */
  fault(expression: string, extract: Relation, columns: string[], kind?: Kind): Promise<string | null>;
  /** What a view gives, or what is wrong with it. */
  view(sql: string, extracts: Extract[]): Promise<ViewShape | { fault: string }>;
  close(): void;
}

/** The columns of a view with their SQL types, and the extracts that it reads. */
export interface ViewShape {
  columns: { name: string; type: string }[];
  reads: string[];
}

interface Question {
  expression: string;
  extract: Relation;
  columns: string[];
  kind: Kind;
}

/**
 * Opens a DuckDB of its own in memory, with no way out to files or the network. Expressions that are asked about at the
 * same time are looked at together: a catalogue has hundreds.
 */
export async function expressionChecker(): Promise<ExpressionChecker> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', enable_external_access: 'false' });
  const connection = await instance.connect();
  await connection.run('SET lock_configuration = true');
  let asked: Question[] = [];
  let answers: Promise<(string | null)[]> | null = null;
  return {
    fault: async (expression, extract, columns, kind = 'anything') => {
      const place = asked.push({ expression, extract, columns, kind }) - 1;
      answers ??= setImmediate().then(() => {
        const questions = asked;
        asked = [];
        answers = null;
        return faultsOf(connection, questions);
      });
      return (await answers)[place] ?? null;
    },
    view: (sql, extracts) => viewShape(connection, sql, extracts),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

const parsedSchema = z.object({
  error: z.boolean(),
  error_message: z.string().optional(),
  statements: z.array(z.object({ node: z.record(z.string(), z.unknown()) })).default([]),
});

async function faultsOf(connection: DuckDBConnection, questions: Question[]): Promise<(string | null)[]> {
  const faults = await shapeFaults(connection, questions);
  const sound = questions.filter((_, index) => faults[index] === null);
  const groups = groupBy(sound, ({ extract, columns }) => [extract.name, ...columns].join(' '));
  const bound = new Map<Question, string | null>();
  for (const group of groups.values()) {
    const types = await boundTypes(connection, group).catch(() => null);
    for (const [index, question] of group.entries())
      bound.set(
        question,
        types ? kindFault(question, types[index]) : await bindingFault(connection, question),
      );
  }
  return questions.map((question, index) => faults[index] ?? bound.get(question) ?? null);
}

async function shapeFaults(connection: DuckDBConnection, questions: Question[]): Promise<(string | null)[]> {
  const texts = questions.map(({ expression }) => literal(`SELECT (${expression}\n)`));
  const reader = await connection.runAndReadAll(
    `SELECT json_serialize_sql(text)::VARCHAR FROM (SELECT unnest([${texts.join(', ')}]) AS text)`,
  );
  const trees = reader.getRows().map(([tree]) => String(tree));
  return questions.map(({ columns }, index) => shapeFault(trees[index] ?? '', columns));
}

function shapeFault(tree: string, columns: string[]): string | null {
  const parsed = parsedSchema.parse(JSON.parse(tree));
  if (parsed.error) return `is not an expression that DuckDB can read: ${parsed.error_message}`;
  const node = parsed.statements[0]?.node;
  const selected = node?.select_list;
  const lone = parsed.statements.length === 1 && Array.isArray(selected) && selected.length === 1;
  if (!lone || !isBare(node))
    return 'must be one expression and nothing else: no FROM, WHERE or second statement';
  return treeFault(selected[0], columns);
}

/** True of `SELECT expression` with nothing around it. */
function isBare(node: Record<string, unknown> | undefined): boolean {
  const from = node?.from_table;
  const empty = typeof from === 'object' && from !== null && 'type' in from && from.type === 'EMPTY';
  const clauses = ['where_clause', 'having', 'qualify', 'sample'];
  const lists = ['modifiers', 'group_expressions'];
  return (
    empty &&
    clauses.every((name) => !node?.[name]) &&
    lists.every((name) => Array.isArray(node?.[name]) && node[name].length === 0)
  );
}

type Node = Record<string, unknown>;

function treeFault(tree: unknown, columns: string[]): string | null {
  for (const node of nodesOf(tree)) {
    const fault = nodeFault(node, columns);
    if (fault) return fault;
  }
  return null;
}

/** A parse tree's nodes, each before those below it. */
function* nodesOf(tree: unknown): Generator<Node> {
  if (typeof tree !== 'object' || tree === null) return;
  if (!Array.isArray(tree)) yield tree as Node;
  for (const below of Object.values(tree)) yield* nodesOf(below);
}

function nodeFault(node: Record<string, unknown>, columns: string[]): string | null {
  if (typeof node.class !== 'string') return null;
  if (!ALLOWED_CLASSES.has(node.class))
    return `may not use a ${node.class.toLowerCase().replaceAll('_', ' ')}`;
  if (node.class === 'COLUMN_REF') return columnFault(node.column_names, columns);
  if (node.class !== 'FUNCTION') return null;
  const name = String(node.function_name).toLowerCase();
  return ALLOWED_FUNCTIONS.has(name) ? null : `may not use the function ${name}()`;
}

function columnFault(names: unknown, columns: string[]): string | null {
  const name = Array.isArray(names) ? names.join('.') : '';
  const known = columns.some((column) => column.toLowerCase() === name.toLowerCase());
  return known ? null : `uses "${name}", which is no column of the extract${didYouMean(name, columns)}`;
}

async function bindingFault(connection: DuckDBConnection, question: Question): Promise<string | null> {
  try {
    const [type = ''] = await boundTypes(connection, [question]);
    return kindFault(question, type);
  } catch (error) {
    return `cannot be worked out: ${error instanceof Error ? error.message.split('\n')[0] : error}`;
  }
}

function kindFault({ kind }: Question, type = ''): string | null {
  const { types, wrong } = KINDS[kind];
  return types.test(type) ? null : wrong;
}

/** The types of some expressions over the same columns. */
async function boundTypes(connection: DuckDBConnection, questions: Question[]): Promise<string[]> {
  const [first] = questions;
  if (!first) return [];
  const { extract, columns } = first;
  const typed = extract.fields.map((field) => `NULL::${sqlType(field)} AS ${quoted(field.name)}`);
  const derived = Object.entries(extract.derived)
    .filter(([name]) => columns.includes(name))
    .map(([name, sql]) => `(${sql}\n) AS ${quoted(name)}`);
  const source = `SELECT ${typed.join(', ')}`;
  const table = derived.length > 0 ? `SELECT *, ${derived.join(', ')} FROM (${source})` : source;
  const expressions = questions.map(({ expression }) => `(${expression}\n)`);
  const reader = await connection.runAndReadAll(`SELECT ${expressions.join(', ')} FROM (${table}) LIMIT 0`);
  return reader.columnTypes().map(String);
}

/** The columns that an expression names, for telling which columns an indicator cannot do without. */
export function columnsUsed(expressions: string[], columns: string[]): Set<string> {
  const words = new Set(expressions.flatMap((text) => text.toLowerCase().match(/[a-z_][a-z0-9_]*/g) ?? []));
  return new Set(columns.filter((column) => words.has(column.toLowerCase())));
}

const VIEW_CLASSES = new Set([...ALLOWED_CLASSES, 'SUBQUERY', 'STAR', 'WINDOW']);
const AGGREGATES =
  'count count_star sum min max avg median bool_or bool_and any_value arg_max arg_min first last mode list row_number rank lag lead';
const VIEW_FUNCTIONS = new Set([...ALLOWED_FUNCTIONS, ...AGGREGATES.split(' ')]);

/** A view is one SELECT over extracts by their names; it can call no table function and see no other schema. */
async function viewShape(
  connection: DuckDBConnection,
  sql: string,
  extracts: Extract[],
): Promise<ViewShape | { fault: string }> {
  const reader = await connection.runAndReadAll(
    `SELECT json_serialize_sql(${literal(sql.replace(/;\s*$/, ''))})::VARCHAR`,
  );
  const parsed = parsedSchema.parse(JSON.parse(String(reader.getRows()[0]?.[0])));
  if (parsed.error) return { fault: `is not a SELECT that DuckDB can read: ${parsed.error_message}` };
  if (parsed.statements.length !== 1) return { fault: 'must be one SELECT and nothing else' };
  const nodes = [...nodesOf(parsed.statements[0]?.node)];
  const names = extracts.map(({ name }) => name);
  const fault = viewFault(nodes, names);
  if (fault) return { fault };
  const reads = names.filter((name) => tablesOf(nodes).includes(name));
  if (reads.length === 0) return { fault: 'reads no extract' };
  const empty = extracts
    .filter(({ name }) => reads.includes(name))
    .map((extract) => `${quoted(extract.name)} AS (SELECT * FROM (${emptyRows(extract)}) LIMIT 0)`);
  try {
    const shape = await connection.runAndReadAll(
      `WITH ${empty.join(', ')} SELECT * FROM (${sql.replace(/;\s*$/, '')}\n) LIMIT 0`,
    );
    const types = shape.columnTypes().map(String);
    return { reads, columns: shape.columnNames().map((name, index) => ({ name, type: types[index] ?? '' })) };
  } catch (error) {
    return {
      fault: `cannot be worked out: ${error instanceof Error ? error.message.split('\n')[0] : error}`,
    };
  }
}

function viewFault(nodes: Node[], extracts: string[]): string | null {
  for (const node of nodes) {
    if (node.type === 'TABLE_FUNCTION') return 'may not call a table function';
    if (node.type === 'BASE_TABLE' && (node.schema_name || node.catalog_name))
      return `reads "${node.schema_name}.${node.table_name}"; write the extract’s name alone`;
    if (typeof node.class === 'string' && !VIEW_CLASSES.has(node.class))
      return `may not use a ${node.class.toLowerCase().replaceAll('_', ' ')}`;
    if (node.class === 'FUNCTION' && !VIEW_FUNCTIONS.has(String(node.function_name).toLowerCase()))
      return `may not use the function ${node.function_name}()`;
  }
  const own = nodes.flatMap((node) => ('cte_map' in node ? namesOfCtes(node.cte_map) : []));
  const unknown = tablesOf(nodes).find((name) => !extracts.includes(name) && !own.includes(name));
  return unknown ? `reads "${unknown}", which is no extract${didYouMean(unknown, extracts)}` : null;
}

function tablesOf(nodes: Node[]): string[] {
  return nodes.filter(({ type }) => type === 'BASE_TABLE').map((node) => String(node.table_name));
}

const cteMap = z.object({ map: z.array(z.object({ key: z.string() })) });

function namesOfCtes(map: unknown): string[] {
  const parsed = cteMap.safeParse(map);
  return parsed.success ? parsed.data.map.map(({ key }) => key) : [];
}

function emptyRows(extract: Extract): string {
  const typed = extract.fields.map((field) => `NULL::${sqlType(field)} AS ${quoted(field.name)}`);
  const derived = Object.entries(extract.derived).map(([name, sql]) => `, (${sql}\n) AS ${quoted(name)}`);
  return `SELECT *${derived.join('')} FROM (SELECT ${typed.join(', ')})`;
}
