import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import { sampleHome } from '../support/sample-home.ts';

export interface Table {
  columns: string[];
  rows: string[][];
}

export function readTable(path: string): Table {
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  const fastMode = !text.includes('"');
  const [columns = [], ...rows] = Papa.parse<string[]>(text, { skipEmptyLines: true, fastMode }).data;
  return { columns, rows };
}

/** The named columns of every row, in the order asked for. */
export function columnsOf({ columns, rows }: Table, ...names: string[]): string[][] {
  const positions = names.map((name) => columns.indexOf(name));
  return rows.map((row) => positions.map((position) => row[position] ?? ''));
}

/** The sample files of 15 January 2025, as their home has received them: the archive has their very bytes. */
export async function sampleFiles(): Promise<Folder> {
  const archive = join(await sampleHome(), 'archive');
  const notes = (await readdir(archive)).filter((name) => name.endsWith('.json'));
  const paths = new Map<string, string>();
  for (const note of notes) {
    const { names, sha256 }: { names: string[]; sha256: string } = JSON.parse(
      await readFile(join(archive, note), 'utf8'),
    );
    for (const name of names) paths.set(name, join(archive, `${sha256}.csv`));
  }
  return new Folder([...paths.keys()].sort(), (name) => paths.get(name) ?? name);
}

/** Sample files, read by extract and month. */
export class Folder {
  constructor(
    readonly names: readonly string[],
    readonly path: (name: string) => string,
  ) {}

  table(name: string): Table {
    return readTable(this.path(name));
  }

  /** The months of an extract in order, `2024-07`. */
  months(extract: string): string[] {
    const pattern = new RegExp(`^${extract}_(\\d{4}-\\d{2})\\.csv$`);
    return this.names.flatMap((name) => pattern.exec(name)?.[1] ?? []).toSorted();
  }

  month(extract: string, month: string, ...names: string[]): string[][] {
    return columnsOf(this.table(`${extract}_${month}.csv`), ...names);
  }

  /** All months' rows one after the other, as an analyst's system would load them. */
  all(extract: string, ...names: string[]): string[][] {
    return this.months(extract).flatMap((month) => this.month(extract, month, ...names));
  }

  /** The newest row for each key, the key being the first column. */
  newest(extract: string, ...names: string[]): string[][] {
    return [...new Map(this.all(extract, ...names).map((row) => [row[0], row])).values()];
  }
}
