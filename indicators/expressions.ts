import type { DuckDBConnection } from '@duckdb/node-api';
import { codeFault, columnFault } from './column-faults.ts';
import type { Field, Relation } from './extract-schema.ts';
import { groupBy } from './group.ts';
import {
  ALLOWED_CLASSES,
  ALLOWED_FUNCTIONS,
  type Node,
  nodeFault,
  nodesOf,
  parseTrees,
  type Tree,
  textFault,
} from './parse-tree.ts';

/**
 * The fence around analysts' expressions. Each is parsed by DuckDB itself and its parse tree is walked against lists
 * of what is allowed; then it is bound to the extract's typed columns, on a connection that can reach no file.
 */

const FIELD_SQL_TYPES: Record<Field['type'], string> = {
  string: 'VARCHAR',
  date: 'DATE',
  yearmonth: 'DATE',
  year: 'VARCHAR',
  period: 'VARCHAR',
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
  share: {
    types: /^BOOLEAN$/,
    wrong:
      'is not true or false for each row, as days_to_respond <= 20 is; an amount needs a "denominator", the amount that it is a part of',
  },
  amount: {
    types: /^(BOOLEAN|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL.*|FLOAT|DOUBLE)$/,
    wrong: 'is neither a number nor true or false',
  },
  day: { types: /^(DATE|TIMESTAMP.*)$/, wrong: 'is not a date' },
  text: { types: /^VARCHAR$/, wrong: 'is not a text' },
  person: { types: /^UUID$/, wrong: 'is not a column with person: true' },
};
export type Kind = keyof typeof KINDS;

/** An expression over these columns of an extract, and what it has to come to. */
export interface Question {
  expression: string;
  extract: Relation;
  columns: string[];
  kind: Kind;
}

const LONGEST = 5000;

/** What is wrong with each of some expressions, in a sentence; null of those with which nothing is. */
export async function expressionFaults(
  connection: DuckDBConnection,
  questions: Question[],
): Promise<(string | null)[]> {
  const faults = new Map<Question, string>();
  const add = (question: Question, fault: string | null | undefined) => {
    if (fault) faults.set(question, fault);
  };
  for (const question of questions) add(question, textFault(question.expression, LONGEST));
  const legible = questions.filter((question) => !faults.has(question));
  const shapes = await shapeFaults(connection, legible);
  for (const [index, question] of legible.entries()) add(question, shapes[index]);
  const sound = questions.filter((question) => !faults.has(question));
  const groups = groupBy(sound, ({ extract, columns }) => [extract.name, ...columns].join(' '));
  for (const group of groups.values()) {
    const types = await boundTypes(connection, group).catch(() => null);
    for (const [index, question] of group.entries())
      add(question, types ? kindFault(question, types[index]) : await bindingFault(connection, question));
  }
  return questions.map((question) => faults.get(question) ?? null);
}

/** An expression has to be one in brackets, as it is used, and one by itself, lest it close those brackets. */
async function shapeFaults(connection: DuckDBConnection, questions: Question[]): Promise<(string | null)[]> {
  const inBrackets = questions.map(({ expression }) => `SELECT (${expression}\n)`);
  const alone = questions.map(({ expression }) => `SELECT ${expression}`);
  const trees = await parseTrees(connection, [...inBrackets, ...alone]);
  return questions.map((question, index) => {
    const [tree, itself] = [trees[index], trees[index + questions.length]];
    return tree && itself ? (shapeFault(tree, question) ?? aloneFault(itself)) : null;
  });
}

function shapeFault(tree: Tree, question: Question): string | null {
  if ('fault' in tree) return `is not an expression that DuckDB can read: ${tree.fault}`;
  const [node] = tree.statements;
  const selected = node?.select_list;
  const lone = tree.statements.length === 1 && Array.isArray(selected) && selected.length === 1;
  if (!lone || !isBare(node)) return ONE_EXPRESSION;
  for (const part of nodesOf(selected[0])) {
    const fault =
      nodeFault(part, ALLOWED_CLASSES, ALLOWED_FUNCTIONS) ??
      columnFault(part, question) ??
      codeFault(part, question);
    if (fault) return fault;
  }
  return null;
}

const ONE_EXPRESSION = 'must be one expression and nothing else: no FROM, WHERE or second statement';

function aloneFault(tree: Tree): string | null {
  return 'fault' in tree ? 'closes a bracket that it has not opened' : null;
}

/** True of `SELECT expression` with nothing around it. */
function isBare(node: Node | undefined): boolean {
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

/** The types of some expressions over the same columns. They are worked out on a row without values: DuckDB looks at a text
 *  that stands for a number or a day only then. */
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
  const reader = await connection.runAndReadAll(`SELECT ${expressions.join(', ')} FROM (${table})`);
  return reader.columnTypes().map(String);
}

/** The columns that an expression names, for telling which columns an indicator cannot do without. */
export function columnsUsed(expressions: string[], columns: string[]): Set<string> {
  const words = new Set(expressions.flatMap((text) => text.toLowerCase().match(/[a-z_][a-z0-9_]*/g) ?? []));
  return new Set(columns.filter((column) => words.has(column.toLowerCase())));
}
