import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const BYTE_ORDER_MARK = '\uFEFF';

export interface SampleFile {
  name: string;
  rows: number;
  text: string;
}

export type Newline = '\n' | '\r\n';

export function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const ROWS_PER_BATCH = 500;

// Joined in batches: short strings that live long cost more in garbage collection than all else together.
export function csvFile(
  name: string,
  columns: readonly string[],
  rows: Iterable<string>,
  newline: Newline,
): SampleFile {
  const batches: string[] = [];
  let batch = [columns.join(',')];
  let written = 0;
  for (const row of rows) {
    written += 1;
    batch.push(row);
    if (batch.length < ROWS_PER_BATCH) continue;
    batches.push(batch.join(newline));
    batch = [];
  }
  return { name, rows: written, text: [...batches, ...batch, ''].join(newline) };
}

/** Whoever watches the folder sees the whole file or none. */
export async function writeWhole(directory: string, name: string, text: string): Promise<void> {
  const unfinished = join(directory, `.${name}.part`);
  await writeFile(unfinished, text);
  await rename(unfinished, join(directory, name));
}
