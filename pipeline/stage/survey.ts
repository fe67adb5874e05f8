import { isAscii, isUtf8 } from 'node:buffer';

export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;
export const DELIMITERS = [',', ';', '\t', '|'];

const SPACE_BYTE = 0x20;

/** What each byte means to a CSV file's lines. */
const CONTENT = 0;
const SPACE = 1;
const LINE_BREAK = 2;
const CONTROL = 3;
const DELIMITER = 4;
const QUOTE = 5;
const KIND = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === LINE_FEED || byte === CARRIAGE_RETURN) return LINE_BREAK;
  if (byte === SPACE_BYTE) return SPACE;
  if (byte === 0x22) return QUOTE;
  if (DELIMITERS.includes(String.fromCharCode(byte))) return DELIMITER;
  return byte < 0x20 || byte === 0x7f ? CONTROL : CONTENT;
});
const MARK = [0xef, 0xbb, 0xbf];
const UNDEFINED_IN_WINDOWS_1252 = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
const START_BYTES = 65_536;
const HARD_SPACE = Buffer.from('\u00a0');

/** What can be said of a file by looking at each of its bytes once, part by part. */
export class Survey {
  head: Buffer = Buffer.alloc(0);
  tail: Buffer = Buffer.alloc(0);
  size = 0;
  controls = 0;
  utf8 = true;
  nulAtLine: number | null = null;
  longestLine = 0;
  longestLineAt = 1;
  /** Two kinds of line break, single carriage returns, or a line without content before one that has some. */
  untidyLines = false;
  /** Rows that have any content; a line break between quotation marks ends none. */
  records = 0;
  /** How often each byte that may be a delimiter stands outside quotation marks. */
  readonly delimiters = new Uint32Array(256);
  /** A quotation mark that neither begins a cell nor ends it: readers differ in what they make of it. */
  oddQuotes = false;
  /** A space beside anything that is no letter: it may stand around a cell's text. */
  outerSpaces = false;
  tabs = false;
  hardSpaces = false;
  /** Accented letters and signs that are whole UTF-8 sequences, and would be none in Windows-1252. */
  accentsInUtf8 = false;
  undefinedInWindows1252 = false;

  private held: Buffer = Buffer.alloc(0);
  private line = 1;
  private lineStart = 0;
  private lineHasContent = false;
  private emptyLineBefore = false;
  private lineFeeds = 0;
  private pairs = 0;
  private returns = 0;
  private previous = LINE_FEED;
  private inQuotes = false;
  private quoteEnded = false;
  private breaksInQuotes = false;

  add(chunk: Buffer): void {
    if (this.head.length < START_BYTES)
      this.head = Buffer.concat([this.head, chunk.subarray(0, START_BYTES - this.head.length)]);
    this.tail = Buffer.concat([this.tail, chunk.subarray(-2)]).subarray(-2);
    this.readLines(chunk);
    this.readLetters(Buffer.concat([this.held, chunk]));
    this.size += chunk.length;
  }

  end(): void {
    this.judgeLetters(this.held);
    this.measureLine(this.size);
    const kinds = [this.lineFeeds, this.pairs, this.returns].filter((count) => count > 0).length;
    this.untidyLines ||= kinds > 1 || this.returns > 0 || (this.breaksInQuotes && this.pairs > 0);
    this.oddQuotes ||= this.inQuotes;
    this.outerSpaces ||= this.previous === SPACE_BYTE;
  }

  private readLines(chunk: Buffer): void {
    let { previous } = this;
    if (this.quoteEnded) this.endQuote(chunk[0]);
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index] ?? 0;
      const kind = KIND[byte] ?? CONTENT;
      if (kind === CONTENT) {
        if (!this.lineHasContent) this.beginContent();
      } else if (kind === DELIMITER) {
        if (!this.inQuotes) this.delimiters[byte] = (this.delimiters[byte] ?? 0) + 1;
      } else if (kind === LINE_BREAK) this.breakLine(byte, previous, this.size + index);
      else if (kind === QUOTE) this.meetQuote(previous, this.size + index, chunk[index + 1]);
      else if (kind === CONTROL) this.meetControl(byte);
      if (kind !== CONTENT && !this.outerSpaces) this.outerSpaces = isOuterSpace(previous, byte);
      previous = byte;
    }
    this.previous = previous;
  }

  private beginContent(): void {
    this.lineHasContent = true;
    this.records += 1;
    if (this.emptyLineBefore) this.untidyLines = true;
  }

  private breakLine(byte: number, previous: number, at: number): void {
    if (byte === LINE_FEED && previous === CARRIAGE_RETURN) {
      this.returns -= 1;
      this.pairs += 1;
      this.lineStart = at + 1;
      return;
    }
    if (byte === LINE_FEED) this.lineFeeds += 1;
    else this.returns += 1;
    this.measureLine(at);
    this.lineStart = at + 1;
    this.line += 1;
    if (this.inQuotes) {
      this.breaksInQuotes = true;
      return;
    }
    if (!this.lineHasContent) this.emptyLineBefore = true;
    this.lineHasContent = false;
  }

  /** RFC 4180: a quotation mark begins a cell, ends it, or is written twice. */
  private meetQuote(previous: number, at: number, next: number | undefined): void {
    const before = KIND[previous] ?? CONTENT;
    const begins =
      (before !== CONTENT && before !== SPACE && before !== CONTROL) || (at === 3 && previous === MARK[2]);
    if (this.inQuotes) this.endQuote(next);
    else if (!begins) this.oddQuotes = true;
    this.inQuotes = !this.inQuotes;
  }

  /** Whether a cell can end with the quotation mark before this byte, which may be the next part's first. */
  private endQuote(next: number | undefined): void {
    this.quoteEnded = next === undefined;
    const after = KIND[next ?? LINE_FEED] ?? CONTENT;
    if (after === CONTENT || after === SPACE || after === CONTROL) this.oddQuotes = true;
  }

  private measureLine(at: number): void {
    if (at - this.lineStart <= this.longestLine) return;
    this.longestLine = at - this.lineStart;
    this.longestLineAt = this.line;
  }

  private meetControl(byte: number): void {
    this.controls += 1;
    if (byte === 0) this.nulAtLine ??= this.line;
  }

  /** Judges what ends with a plain letter; the rest waits for the next part, so that no sequence is cut in two. */
  private readLetters(bytes: Buffer): void {
    let end = bytes.length;
    while (end > 0 && (bytes[end - 1] ?? 0) >= 0x80) end -= 1;
    this.judgeLetters(bytes.subarray(0, end));
    this.held = bytes.subarray(end);
  }

  private judgeLetters(bytes: Buffer): void {
    this.tabs ||= bytes.includes(0x09);
    if (isAscii(bytes)) return;
    this.hardSpaces ||= bytes.includes(HARD_SPACE);
    const valid = isUtf8(bytes);
    this.utf8 &&= valid;
    this.accentsInUtf8 ||= accentsOf(bytes).some(isOnlyUtf8);
    this.undefinedInWindows1252 ||= UNDEFINED_IN_WINDOWS_1252.some((byte) => bytes.includes(byte));
  }
}

/** Whether one of two bytes, the second of which is no letter, is a space and the other no letter. */
function isOuterSpace(previous: number, byte: number): boolean {
  return byte === SPACE_BYTE ? KIND[previous] !== CONTENT : previous === SPACE_BYTE;
}

function accentsOf(bytes: Buffer): string[] {
  return bytes.toString('latin1').match(/[\u0080-\u00ff]+/g) ?? [];
}

/** In Windows-1252 a capital letter and a closing quotation mark, “É’”, happen to be a letter of UTF-8 too. */
const LETTER_AND_MARK = /^[\u00c7-\u00e1\u00e3-\u00ef][\u0085\u0091-\u0097\u00a0]{1,2}$/;

function isOnlyUtf8(accent: string): boolean {
  return isUtf8(Buffer.from(accent, 'latin1')) && !LETTER_AND_MARK.test(accent);
}
