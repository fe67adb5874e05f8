/** The conditions that an SQL expression joins by AND, in an order of their own: the same rows are the same however their
 *  conditions are written down. */
export function conditionsOf(...expressions: (string | undefined)[]): string[] {
  const all = expressions.flatMap((one) => (one === undefined ? [] : conjuncts(tidied(one))));
  return [...new Set(all)].sort();
}

/** One space between words, none around; texts in quotes as they are. */
function tidied(sql: string): string {
  const parts = sql.split(/('(?:[^']|'')*')/);
  return parts
    .map((part, index) => (index % 2 ? part : part.replace(/\s+/g, ' ')))
    .join('')
    .trim();
}

function conjuncts(sql: string): string[] {
  const bare = unwrapped(sql);
  const cuts = topLevel(bare);
  // BETWEEN has an AND of its own, and OR binds weaker: such an expression stays whole.
  if (cuts.some(({ word }) => word !== 'AND')) return [bare];
  const pieces = cutAt(bare, cuts);
  return pieces.length > 1 ? pieces.flatMap(conjuncts) : [bare];
}

function alternatives(sql: string): string[] {
  const bare = unwrapped(sql);
  return cutAt(
    bare,
    topLevel(bare).filter(({ word }) => word === 'OR'),
  );
}

function cutAt(sql: string, cuts: readonly { at: number; word: string }[]): string[] {
  const starts = [0, ...cuts.map(({ at, word }) => at + word.length)];
  const ends = [...cuts.map(({ at }) => at), sql.length];
  return starts.map((start, index) => sql.slice(start, ends[index]).trim());
}

/** Whether all rows that meet some conditions meet another, as far as how they are written says so. */
export function follows(condition: string, from: readonly string[]): boolean {
  if (from.includes(condition)) return true;
  const open = from.find((one) => alternatives(one).length > 1);
  if (open !== undefined) {
    const others = from.filter((one) => one !== open);
    return alternatives(open).every((way) => follows(condition, [...others, ...conjuncts(way)]));
  }
  const ways = alternatives(condition);
  if (ways.length > 1) return ways.some((way) => conjuncts(way).every((each) => follows(each, from)));
  return from.some((one) => isStricter(comparisonIn(one), comparisonIn(condition)));
}

/** A column, or a function of columns, and what it must be: one of some values, within a limit, or not blank. */
interface Comparison {
  what: string;
  values?: readonly string[];
  not?: string;
  limit?: { way: string; number: number; itself: boolean };
}

const VALUE = String.raw`(?:'(?:[^']|'')*'|-?\d+(?:\.\d+)?)`;
const COMPARISON = new RegExp(
  String.raw`^(?<what>\w+(?:\([^()]*\))?) ?(?:(?:=|IN) ?\(?(?<values>${VALUE}(?:, ?${VALUE})*)\)?|(?:<>|!=) ?(?<not>${VALUE})|(?<way>[<>])(?<itself>=?) ?(?<number>-?\d+(?:\.\d+)?)|IS NOT NULL)$`,
  'i',
);

function comparisonIn(condition: string): Comparison | null {
  const found = COMPARISON.exec(condition)?.groups;
  if (!found) return null;
  const { what = '', values, not, way, itself, number } = found;
  return {
    what,
    ...(values !== undefined && { values: values.match(new RegExp(VALUE, 'g')) ?? [] }),
    ...(not !== undefined && { not }),
    ...(way !== undefined && { limit: { way, number: Number(number), itself: itself !== '' } }),
  };
}

function isStricter(one: Comparison | null, other: Comparison | null): boolean {
  if (!one || one.what !== other?.what) return false;
  const { values, not, limit } = other;
  if (values) return one.values?.every((value) => values.includes(value)) ?? false;
  if (not !== undefined) return one.values ? !one.values.includes(not) : one.not === not;
  if (!limit) return true;
  return one.limit?.way === limit.way && isWithin(one.limit, limit);
}

type Limit = NonNullable<Comparison['limit']>;

function isWithin({ way, number, itself }: Limit, limit: Limit): boolean {
  if (number === limit.number) return limit.itself || !itself;
  return way === '<' ? number < limit.number : number > limit.number;
}

/** Without brackets around the whole. */
function unwrapped(sql: string): string {
  if (!sql.startsWith('(') || !sql.endsWith(')')) return sql;
  let depth = 0;
  for (const { at, text } of tokens(sql)) {
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
    if (depth === 0 && at < sql.length - 1) return sql;
  }
  return unwrapped(sql.slice(1, -1).trim());
}

function topLevel(sql: string): { at: number; word: string }[] {
  let depth = 0;
  const found: { at: number; word: string }[] = [];
  for (const { at, text } of tokens(sql)) {
    const word = text.toUpperCase();
    if (text === '(' || word === 'CASE') depth += 1;
    if (text === ')' || word === 'END') depth -= 1;
    if (depth === 0 && ['AND', 'OR', 'BETWEEN'].includes(word)) found.push({ at, word });
  }
  return found;
}

function tokens(sql: string): { at: number; text: string }[] {
  return [...sql.matchAll(/'(?:[^']|'')*'|"[^"]*"|[()]|\w+/g)].map(({ index, 0: text }) => ({
    at: index,
    text,
  }));
}
