import { createReadStream } from 'node:fs';
import { CARRIAGE_RETURN, DELIMITERS, LINE_FEED, Survey } from './survey.ts';

/** A file whose bytes are known to be text. */
export interface TextFile {
  path: string;
  encoding: Encoding;
  /** The first part of the text, the header in it, without a byte-order mark. */
  start: string;
  /** Excel and databases end the last row with a line break; a file cut short does not. */
  endsWithLineBreak: boolean;
  /** UTF-8, one kind of line break, no line without content, quotation marks where RFC 4180 has them: DuckDB can read
   *  the file as it is. */
  plain: boolean;
  /** How many rows with content there are in a plain file, the header among them. */
  records: number;
  /** How often each delimiter stands between cells in a plain file. */
  delimiters: Record<string, number>;
  outerSpaces: OuterSpaces;
}

/** What may stand around the text of some cell: nothing, spaces, or tabs and hard spaces too. */
export type OuterSpaces = 'none' | 'spaces' | 'wide';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** What cannot be read at all. The message is for the person who sent the file. */
export class FileError extends Error {
  override readonly name = 'FileError';

  constructor(
    readonly code: 'encoding-error' | 'source-error' | 'unknown-extract' | 'archive-error',
    message: string,
    readonly remedy: string,
    readonly row: number | null = null,
  ) {
    super(message);
  }
}

export const LONGEST_LINE_BYTES = 262_144;

const SAVE_AS_CSV = 'In Excel, choose “Save as” and then “CSV UTF-8 (comma delimited)”.';
const SEND_AGAIN = 'Export it again and send the whole file.';

/** Looks at every byte of a file once: which encoding it is in, and whether it is text at all. */
export async function readText(path: string): Promise<TextFile> {
  const survey = new Survey();
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) survey.add(chunk);
  survey.end();
  if (survey.size === 0) throw new FileError('source-error', 'The file is empty.', SEND_AGAIN);
  const encoding = encodingOf(survey);
  if (survey.longestLine > LONGEST_LINE_BYTES && !encoding.startsWith('utf-16'))
    throw tooLong(survey.longestLineAt);
  return {
    path,
    encoding,
    start: new TextDecoder(encoding).decode(survey.head, { stream: true }),
    endsWithLineBreak: endsWithLineBreak(survey.tail, encoding),
    plain: encoding === 'utf-8' && !survey.untidyLines && !survey.oddQuotes,
    records: survey.records,
    delimiters: Object.fromEntries(
      DELIMITERS.map((delimiter) => [delimiter, survey.delimiters[delimiter.charCodeAt(0)] ?? 0]),
    ),
    outerSpaces: survey.tabs || survey.hardSpaces ? 'wide' : survey.outerSpaces ? 'spaces' : 'none',
  };
}

/** What people send instead of CSV files, by its first bytes. */
const BINARY = [
  { start: 'PK\u0003\u0004', name: 'an Excel workbook or a zip file' },
  { start: '\u00d0\u00cf\u0011\u00e0', name: 'an old Excel workbook' },
  { start: '\u001f\u008b', name: 'a compressed file' },
  { start: '%PDF', name: 'a PDF document' },
];

function encodingOf(survey: Survey): Encoding {
  const { head } = survey;
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const start = head.subarray(0, 4).toString('latin1');
  const kind = BINARY.find((known) => start.startsWith(known.start));
  if (kind) throw notText(`The file is ${kind.name}, not a CSV file.`);
  if (survey.controls > survey.size / 50) throw notText('The file is not text.');
  if (survey.nulAtLine !== null) throw holdsNul(survey.nulAtLine);
  if (survey.utf8) return 'utf-8';
  const saysUtf8 = head.subarray(0, 3).toString('latin1') === '\u00ef\u00bb\u00bf';
  if (survey.undefinedInWindows1252 || survey.accentsInUtf8 || saysUtf8) {
    throw new FileError(
      'encoding-error',
      'The file’s letters are in more than one encoding: it is neither UTF-8 nor Windows-1252 throughout.',
      SAVE_AS_CSV,
    );
  }
  return 'windows-1252';
}

function notText(message: string, row: number | null = null): FileError {
  return new FileError('encoding-error', message, SAVE_AS_CSV, row);
}

export function holdsNul(line: number | null): FileError {
  return notText(`${lineWords(line)} holds a NUL, which is no text.`, line);
}

export function tooLong(line: number | null): FileError {
  return new FileError(
    'source-error',
    `${lineWords(line)} is longer than any row of an extract can be.`,
    'The line breaks may be lost, or the file is no CSV file. Export it again and send the whole file.',
    line,
  );
}

function lineWords(line: number | null): string {
  return line === null ? 'A line' : `Line ${line}`;
}

function endsWithLineBreak(tail: Buffer, encoding: Encoding): boolean {
  const unit = encoding === 'utf-16be' ? tail.at(-1) : encoding === 'utf-16le' ? tail.at(-2) : tail.at(-1);
  return unit === LINE_FEED || unit === CARRIAGE_RETURN;
}
