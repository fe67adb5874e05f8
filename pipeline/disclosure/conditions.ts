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
  const edges = [0, ...cuts.flatMap(({ at, word }) => [at, at + word.length]), bare.length];
  const pieces: string[] = [];
  for (let index = 0; index < edges.length; index += 2)
    pieces.push(bare.slice(edges[index], edges[index + 1]));
  return pieces.length > 1 ? pieces.flatMap((piece) => conjuncts(piece.trim())) : [bare];
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
