import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import Papa from 'papaparse';
import type { Field } from '../../indicators/extract-schema.ts';
import { OWN_FILE } from '../modes.ts';
import { type PersonKey, pseudonymOf, trimmed } from './cells.ts';
import type { Recognised } from './recognise.ts';
import { DELIMITERS } from './survey.ts';
import { type Encoding, FileError, holdsNul, LONGEST_LINE_BYTES, type TextFile, tooLong } from './text.ts';

/**
 * A file that DuckDB cannot read as it stands, written anew as plain CSV: each row's number, then the columns that are
 * loaded, persons already by their pseudonyms, so that nothing raw is written outside the archive.
 */
export interface Tidied {
  path: string;
  /** The loaded columns, in the order in which they follow the row's number. */
  fields: Field[];
  ragged: RaggedRows;
  /** Rows without content, before one that has some. */
  blank: RowNumbers;
  /** Columns without a heading in which there is something, counted from 0. */
  unnamed: number[];
  /** The last row has too few cells and no line break after it: the file was cut. */
  cutAt: number | null;
}

export interface RowNumbers {
  count: number;
  first: number[];
}

/** Rows with another number of cells than the file has columns: they cannot be read column by column. */
export interface RaggedRows {
  expected: number;
  short: RowNumbers;
  long: RowNumbers;
  /** The header’s separator and the one by which every short row has as many cells as the header; null where they do not. */
  separators: { header: string; rows: string } | null;
}

const LISTED = 1000;

export async function tidy(
  text: TextFile,
  file: Recognised,
  key: PersonKey,
  workFolder: string,
): Promise<Tidied> {
  const path = join(workFolder, 'tidied.csv');
  const target = createWriteStream(path, { mode: OWN_FILE });
  const rows = new Rows(file, key);
  try {
    await eachPart(text, file.delimiter, (cells) => rows.take(cells), target);
    target.end(csv(rows.rest()));
    await finished(target);
  } catch (error) {
    target.destroy();
    throw error;
  }
  return rows.tidied(path, text.endsWithLineBreak);
}

/** Reads a file record by record; the rows that `tidied` answers with are written. */
function eachPart(
  text: TextFile,
  delimiter: string,
  tidied: (cells: string[]) => string[][],
  target: WriteStream,
): Promise<void> {
  let before = 0;
  let partsWithoutRow = 0;
  return new Promise((resolve, reject) => {
    target.once('error', reject);
    Papa.parse<string[]>(Readable.from(decoded(text.path, text.encoding)), {
      delimiter,
      newline: '\n',
      chunk: ({ data, errors }, parser) => {
        const broken = errors.find(({ type }) => type === 'Quotes');
        partsWithoutRow = data.length > 0 ? 0 : partsWithoutRow + 1;
        if (broken || partsWithoutRow > MOST_PARTS_OF_A_ROW) {
          reject(unfinishedQuote(before + (broken?.row ?? 0) + 1));
          parser.abort();
          return;
        }
        before += data.length;
        const rows = data.flatMap(tidied);
        if (rows.length === 0 || target.write(csv(rows))) return;
        parser.pause();
        target.once('drain', () => parser.resume());
      },
      complete: () => resolve(),
      error: reject,
    });
  });
}

function csv(rows: string[][]): string {
  return rows.length > 0 ? `${Papa.unparse(rows, { newline: '\n' })}\n` : '';
}

const PART_BYTES = 1 << 18;
const MOST_PARTS_OF_A_ROW = 2 * Math.ceil(LONGEST_LINE_BYTES / PART_BYTES);

function unfinishedQuote(row: number): FileError {
  return new FileError(
    'source-error',
    `Row ${row} has a quotation mark that does not end where its cell does.`,
    'The file may have been cut, or holds a single quotation mark; write it twice inside a quoted text, and send the whole file again.',
    row,
  );
}

/** The text in parts that end with a line break, of which there is one kind. */
async function* decoded(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let held = '';
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: PART_BYTES })) {
      const part: string = held + decoder.decode(chunk, { stream: true });
      const half = part.endsWith('\r') ? '\r' : '';
      const text = unified(part.slice(0, part.length - half.length));
      const end = text.lastIndexOf('\n') + 1;
      held = text.slice(end) + half;
      if (Math.max(text.indexOf('\n'), held.length) > LONGEST_LINE_BYTES) throw tooLong(null);
      if (end > 0) yield text.slice(0, end);
    }
    yield unified(held + decoder.decode());
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new FileError(
      'encoding-error',
      'The file’s text breaks off or is damaged: some of its letters cannot be read.',
      'Export it again and send the whole file.',
    );
  }
}

function unified(text: string): string {
  if (text.includes('\0')) throw holdsNul(null);
  return text.replace(/\r\n?/g, '\n');
}

/** By so many rows it is judged how many cells a row has. */
const ROWS_HELD = 20;

/** The records of one file, taken one after the other. */
class Rows {
  private readonly loaded: { field: Field; index: number }[];
  private readonly unnamed: number[];
  private readonly withContent = new Set<number>();
  private readonly blank = rowNumbers();
  private readonly short = rowNumbers();
  private readonly long = rowNumbers();
  private readonly width: number;
  private blankSince = rowNumbers();
  private row = 0;
  private columns: number | null = null;
  private readonly held: Numbered[] = [];
  private lastIsShort = false;
  /** The separators by which the short rows so far could all be read. */
  private apart: string[] = DELIMITERS;

  constructor(
    private readonly file: Recognised,
    private readonly key: PersonKey,
  ) {
    this.loaded = file.columns.flatMap((field, index) => (field ? [{ field, index }] : []));
    this.unnamed = file.labels.flatMap((label, index) => (label === '' ? [index] : []));
    this.width = file.labels.findLastIndex((label) => label !== '') + 1;
  }

  /** What is to be written now that this record is known; the first ones wait for each other. */
  take(cells: string[]): string[][] {
    this.row += 1;
    if (this.row <= this.file.headerRow) return [];
    if (cells.every((cell) => trimmed(cell) === '')) {
      note(this.blankSince, this.row);
      return [];
    }
    if (this.blankSince.count > 0) this.noteBlank();
    if (this.columns !== null) return this.readable({ row: this.row, cells }, this.columns);
    this.held.push({ row: this.row, cells });
    return this.held.length < ROWS_HELD ? [] : this.rest();
  }

  /** What is to be written of the rows that have waited. */
  rest(): string[][] {
    this.columns ??= this.columnsHeld();
    const { columns } = this;
    return this.held.splice(0).flatMap((one) => this.readable(one, columns));
  }

  /** As many as the header, unless the first rows agree on more or fewer empty cells after the last column. A row with
   *  another number may have a comma too many in a text, and its cells stand in columns that are not theirs. */
  private columnsHeld(): number {
    const [first, ...others] = new Set(this.held.map(({ cells }) => cells.length));
    return first !== undefined && others.length === 0 && this.held.length > 1
      ? first
      : this.file.labels.length;
  }

  private readable({ row, cells }: Numbered, columns: number): string[][] {
    return this.fits({ row, cells }, columns) ? [[String(row), ...this.values(cells)]] : [];
  }

  /** Blank rows are worth a word only where rows come after them; Excel leaves many at a sheet's end. */
  private noteBlank(): void {
    this.blank.count += this.blankSince.count;
    this.blank.first = [...this.blank.first, ...this.blankSince.first].slice(0, LISTED);
    this.blankSince = rowNumbers();
  }

  private fits({ row, cells }: Numbered, columns: number): boolean {
    const content = cells.findLastIndex((cell) => trimmed(cell) !== '') + 1;
    const isShort = cells.length < this.width || (cells.length < columns && content < this.width);
    const isLong = cells.length > columns || content > this.file.labels.length;
    this.lastIsShort = isShort;
    if (isShort) {
      note(this.short, row);
      this.apart = this.apart.filter((one) => this.isWhole(cells.join(this.file.delimiter), one));
    } else if (isLong) note(this.long, row);
    return !isShort && !isLong;
  }

  private isWhole(row: string, delimiter: string): boolean {
    return delimiter !== this.file.delimiter && row.split(delimiter).length >= this.width;
  }

  private values(cells: string[]): string[] {
    for (const index of this.unnamed) if (trimmed(cells[index] ?? '') !== '') this.withContent.add(index);
    const { missingValues } = this.file.extract;
    return this.loaded.map(({ field, index }) => {
      const text = trimmed(cells[index] ?? '');
      if (missingValues.includes(text)) return '';
      return field.person && text !== '' ? pseudonymOf(text, this.key) : text;
    });
  }

  tidied(path: string, endsWithLineBreak: boolean): Tidied {
    const [rows] = this.short.count > 0 ? this.apart : [];
    const isCut = this.lastIsShort && rows === undefined && !endsWithLineBreak && this.blankSince.count === 0;
    return {
      path,
      fields: this.loaded.map(({ field }) => field),
      ragged: {
        expected: Math.max(this.columns ?? 0, this.width),
        short: this.short,
        long: this.long,
        separators: rows === undefined ? null : { header: this.file.delimiter, rows },
      },
      blank: this.blank,
      unnamed: [...this.withContent].sort((one, other) => one - other),
      cutAt: isCut ? this.row : null,
    };
  }
}

interface Numbered {
  row: number;
  cells: string[];
}

function rowNumbers(): RowNumbers {
  return { count: 0, first: [] };
}

function note(rows: RowNumbers, row: number): void {
  rows.count += 1;
  if (rows.first.length < LISTED) rows.first.push(row);
}
