/**
 * A condition as it is said: `sen_provision = 'E' AND signs >= 2` is "sen provision is “E” and signs is at least 2". What
 * cannot be said so stays as it is written.
 */
export function expressionWords(expression: string): string {
  const text = expression.replace(COMMENTS, ' ').trim();
  const words = SIMPLER.reduce((said, [from, to]) => said.replace(from, to), text);
  const tokens = words.match(TOKENS) ?? [];
  const calls = tokens.some((token, index) => isName(token) && tokens[index + 1] === '(');
  return calls || tokens.some(isUnsayable) ? text.replace(/\s+/g, ' ') : joined(tokens.map(wordOf));
}

const COMMENTS = /--[^\n]*|\/\*[\s\S]*?\*\//g;

/** Functions that change nothing in what is meant. */
const SIMPLER: [from: RegExp, to: string][] = [
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

function wordOf(token: string): string {
  if (token.startsWith("'")) return `“${columnWords(token.slice(1, -1).replaceAll("''", "'"))}”`;
  if (token.startsWith('"')) return columnWords(token.slice(1, -1));
  return WORDS[token.toUpperCase()] ?? columnWords(token);
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
