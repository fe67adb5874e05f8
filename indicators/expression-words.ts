/** How a column, and a code that stands in it, is said. */
export interface Naming {
  column(name: string): string;
  code(column: string | null, code: string): string;
}

const AS_WRITTEN: Naming = { column: columnWords, code: (_column, code) => columnWords(code) };

/**
 * A condition as it is said: `plan_type = 'new' AND signs >= 2` is "plan type is “new” and signs is at least 2". What
 * cannot be said so stays as it is written.
 */
export function expressionWords(expression: string, naming: Naming = AS_WRITTEN): string {
  const text = expression.replace(COMMENTS, ' ').trim();
  const words = SIMPLER.reduce((said, [from, to]) => said.replace(from, to), text);
  const tokens = words.match(TOKENS) ?? [];
  const calls = tokens.some((token, index) => isName(token) && tokens[index + 1] === '(');
  return calls || tokens.some(isUnsayable) ? text.replace(/\s+/g, ' ') : joined(said(tokens, naming));
}

const COMMENTS = /--[^\n]*|\/\*[\s\S]*?\*\//g;

/** Functions that change nothing in what is meant. */
const SIMPLER: [from: RegExp, to: string][] = [
  [/\breplace\(\s*(\w+)\s*,\s*'_'\s*,\s*' '\s*\)/gi, '$1'],
  [/\b(?:lower|upper|trim)\(\s*(\w+)\s*\)/gi, '$1'],
  [/\bcoalesce\(\s*([^(),]+?(?:\([^()]*\))?)\s*,\s*false\s*\)/gi, '$1'],
  [/\b(month|year)\(\s*(\w+)\s*\)/gi, '"the $1 of $2"'],
  [/\bdate_trunc\(\s*'(month|year)'\s*,\s*(\w+)\s*\)/gi, '"the $1 of $2"'],
  [/\bIS\s+NOT\s+NULL\b/gi, '"is known"'],
  [/\bIS\s+NULL\b/gi, '"is not known"'],
  [/\bNOT\s+IN\b/gi, '"is none of"'],
];

const TOKENS = /'(?:[^']|'')*'|"[^"]*"|\w+(?:\.\d+)?|<=|>=|<>|!=|\S/g;

const WORDS: Record<string, string> = {
  '=': 'is',
  '<>': 'is not',
  '!=': 'is not',
  '<=': 'is at most',
  '>=': 'is at least',
  '<': 'is below',
  '>': 'is above',
  '*': '×',
  '/': '÷',
  '-': '−',
  IN: 'is one of',
  AND: 'and',
  OR: 'or',
  NOT: 'not',
  BETWEEN: 'is between',
};
const KEYWORDS = /^(?:in|and|or|not|between)$/i;
const UNSAYABLE = /^(?:case|when|like|ilike|cast|is)$|^[^\w'"<>=!*/+(),-]/i;

function isName(token: string): boolean {
  return /^[a-z_]\w*$/i.test(token) && !KEYWORDS.test(token);
}

function isUnsayable(token: string): boolean {
  return UNSAYABLE.test(token);
}

/** A code is one of the column that was named last. */
function said(tokens: string[], naming: Naming): string[] {
  let column: string | null = null;
  return tokens.map((token) => {
    if (token.startsWith("'")) return `“${naming.code(column, token.slice(1, -1).replaceAll("''", "'"))}”`;
    if (!token.startsWith('"') && !isName(token)) return WORDS[token.toUpperCase()] ?? token;
    const name = token.replaceAll('"', '');
    if (!name.includes(' ')) column = name;
    return naming.column(name);
  });
}

/** `review_due_on` → review due on. */
export function columnWords(name: string): string {
  return name.replaceAll('_', ' ');
}

function joined(words: string[]): string {
  return words
    .join(' ')
    .replace(/\( /g, '(')
    .replace(/ ([),])/g, '$1')
    .replace(/is (one|none) of \(([^()]*)\)/g, (_, how: string, list: string) => choice(how, list));
}

/** One of several: “new” or “amended”. */
function choice(how: string, list: string): string {
  const several = list.replace(/, ([^,]*)$/, ' or $1');
  return how === 'one' ? `is ${several}` : `is neither ${several}`.replaceAll(' or ', ' nor ');
}
