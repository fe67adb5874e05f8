import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A file as UTF-8 text, ready to be read as CSV. */
export interface TextFile {
  path: string;
  /** The first part of the text, the header in it, without a byte-order mark. */
  start: string;
  /** Excel and databases end the last row with a line break; a file cut short does not. */
  endsWithLineBreak: boolean;
}

/** What cannot be read at all. The message is for the person who sent the file. */
export class FileError extends Error {
  override readonly name = 'FileError';

  constructor(
    readonly code: 'encoding-error' | 'source-error' | 'unknown-extract',
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}

const START_BYTES = 65_536;
const SAVE_AS_CSV = 'In Excel, choose “Save as” and then “CSV UTF-8 (comma delimited)”.';

/** Bytes to text: UTF-8 as it is; UTF-16 and Windows-1252 transcoded into the work folder. */
export async function readText(path: string, workFolder: string): Promise<TextFile> {
  const { head, tail, size } = await ends(path);
  if (size === 0)
    throw new FileError('source-error', 'The file is empty.', 'Export it again and send the whole file.');
  const encoding = await encodingOf(path, head);
  const text =
    encoding === 'utf-8' ? path : await transcode(path, encoding, join(workFolder, 'transcoded.csv'));
  return {
    path: text,
    start: new TextDecoder(encoding).decode(head, { stream: true }),
    endsWithLineBreak: /[\r\n]\0?$/.test(tail.toString('latin1')),
  };
}

async function ends(path: string) {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(size, START_BYTES));
    await file.read(head, 0, head.length, 0);
    const tail = Buffer.alloc(Math.min(size, 2));
    await file.read(tail, 0, tail.length, size - tail.length);
    return { head, tail, size };
  } finally {
    await file.close();
  }
}

async function encodingOf(
  path: string,
  head: Buffer,
): Promise<'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'> {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') {
    throw new FileError(
      'encoding-error',
      'The file is an Excel workbook or a zip file, not a CSV file.',
      SAVE_AS_CSV,
    );
  }
  if (head.includes(0)) throw new FileError('encoding-error', 'The file is not text.', SAVE_AS_CSV);
  return (await isUtf8(path)) ? 'utf-8' : 'windows-1252';
}

async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path)) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

async function transcode(path: string, encoding: string, target: string): Promise<string> {
  const decoder = new TextDecoder(encoding);
  const decode = new Transform({
    transform: (chunk, _encoding, done) => done(null, decoder.decode(chunk, { stream: true })),
    flush: (done) => done(null, decoder.decode()),
  });
  await pipeline(createReadStream(path), decode, createWriteStream(target));
  return target;
}
