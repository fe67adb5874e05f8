/** What a spreadsheet would run as a formula: at the beginning of a text or of any of its lines, blanks before it or not. */
const FORMULA = /(^|[\r\n])([ \u00a0]*[=+\-@\t])/g;

/** The same text with a quotation mark before what looks like a formula. Papa Parse's own way ends in `.*$`, which a line
 *  break in the cell defeats. */
export function harmless(text: string): string {
  return text.replace(FORMULA, "$1'$2").replace(/^(?=[\r\n])/, "'");
}

/** Numbers are numbers, and nothing is nothing. */
export function harmlessCell<T>(value: T): T | string {
  return typeof value === 'string' ? harmless(value) : value;
}

export function harmlessRow(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, harmlessCell(cell)]));
}
