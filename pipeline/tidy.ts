import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import Papa from 'papaparse';
import type { Field } from '../indicators/schema.ts';
import { type PersonKey, pseudonymOf, trimmed } from './cells.ts';
import { OWN_FILE } from './modes.ts';
import type { Recognised } from './recognise.ts';
import { type Encoding, FileError, type TextFile } from './text.ts';

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

/** Rows with another number of cells than the header: they cannot be read column by column. */
export interface RaggedRows {
  expected: number;
  short: RowNumbers;
  long: RowNumbers;
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
    target.end();
    await finished(target);
  } catch (error) {
    target.destroy();
    throw error;
  }
  return rows.tidied(path, text.endsWithLineBreak);
}

/** Reads a file record by record; what `tidied` answers is written as a row. */
function eachPart(
  text: TextFile,
  delimiter: string,
  tidied: (cells: string[]) => string[] | null,
  target: WriteStream,
): Promise<void> {
  let before = 0;
  return new Promise((resolve, reject) => {
    target.once('error', reject);
    Papa.parse<string[]>(Readable.from(decoded(text.path, text.encoding)), {
      delimiter,
      newline: '\n',
      chunk: ({ data, errors }, parser) => {
        const broken = errors.find(({ type }) => type === 'Quotes');
        if (broken) {
          reject(unfinishedQuote(before + (broken.row ?? 0) + 1));
          parser.abort();
          return;
        }
        before += data.length;
        const rows = data.map(tidied).filter((row) => row !== null);
        if (rows.length === 0 || target.write(`${Papa.unparse(rows, { newline: '\n' })}\n`)) return;
        parser.pause();
        target.once('drain', () => parser.resume());
      },
      complete: () => resolve(),
      error: reject,
    });
  });
}

function unfinishedQuote(row: number): FileError {
  return new FileError(
    'source-error',
    `Row ${row} has a quotation mark that does not end where its cell does.`,
    'The file may have been cut, or holds a single quotation mark; write it twice inside a quoted text, and send the whole file again.',
    row,
  );
}

async function* decoded(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let heldReturn = false;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
      const part: string = (heldReturn ? '\r' : '') + decoder.decode(chunk, { stream: true });
      heldReturn = part.endsWith('\r');
      yield (heldReturn ? part.slice(0, -1) : part).replace(/\r\n?/g, '\n');
    }
    yield (heldReturn ? '\n' : '') + decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new FileError(
      'encoding-error',
      'The file’s text breaks off or is damaged: some of its letters cannot be read.',
      'Export it again and send the whole file.',
    );
  }
}

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
  private lastIsShort = false;

  constructor(
    private readonly file: Recognised,
    private readonly key: PersonKey,
  ) {
    this.loaded = file.columns.flatMap((field, index) => (field ? [{ field, index }] : []));
    this.unnamed = file.labels.flatMap((label, index) => (label === '' ? [index] : []));
    this.width = file.labels.findLastIndex((label) => label !== '') + 1;
  }

  /** What is to be written of a record; null where it is none of the extract's rows. */
  take(cells: string[]): string[] | null {
    this.row += 1;
    if (this.row <= this.file.headerRow) return null;
    if (cells.every((cell) => trimmed(cell) === '')) {
      note(this.blankSince, this.row);
      return null;
    }
    if (this.blankSince.count > 0) this.noteBlank();
    return this.fits(cells) ? this.values(cells) : null;
  }

  /** Blank rows are worth a word only where rows come after them; Excel leaves many at a sheet's end. */
  private noteBlank(): void {
    this.blank.count += this.blankSince.count;
    this.blank.first = [...this.blank.first, ...this.blankSince.first].slice(0, LISTED);
    this.blankSince = rowNumbers();
  }

  private fits(cells: string[]): boolean {
    const last = cells.findLastIndex((cell) => trimmed(cell) !== '');
    this.lastIsShort = cells.length < this.width;
    if (this.lastIsShort) note(this.short, this.row);
    const tooLong = last >= this.file.labels.length;
    if (tooLong) note(this.long, this.row);
    return !this.lastIsShort && !tooLong;
  }

  private values(cells: string[]): string[] {
    for (const index of this.unnamed) if (trimmed(cells[index] ?? '') !== '') this.withContent.add(index);
    const { missingValues } = this.file.extract;
    const texts = this.loaded.map(({ field, index }) => {
      const text = trimmed(cells[index] ?? '');
      if (missingValues.includes(text)) return '';
      return field.person && text !== '' ? pseudonymOf(text, this.key) : text;
    });
    return [String(this.row), ...texts];
  }

  tidied(path: string, endsWithLineBreak: boolean): Tidied {
    return {
      path,
      fields: this.loaded.map(({ field }) => field),
      ragged: { expected: this.width, short: this.short, long: this.long },
      blank: this.blank,
      unnamed: [...this.withContent].sort((one, other) => one - other),
      cutAt: this.lastIsShort && !endsWithLineBreak && this.blankSince.count === 0 ? this.row : null,
    };
  }
}

function rowNumbers(): RowNumbers {
  return { count: 0, first: [] };
}

function note(rows: RowNumbers, row: number): void {
  rows.count += 1;
  if (rows.first.length < LISTED) rows.first.push(row);
}
