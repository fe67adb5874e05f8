/** What a spreadsheet would run as a formula, at the beginning of a text or of any of its lines. */
const FORMULA = /(^|[\r\n])([=+\-@\t])/g;

/** The same text with a quotation mark before what looks like a formula. Numbers are numbers and never come here. */
export function harmless(text: string): string {
  return text.replace(FORMULA, "$1'$2").replace(/^(?=[\r\n])/, "'");
}
