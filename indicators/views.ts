import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Checker } from './checker.ts';
import type { Extract, Field, View } from './extract-schema.ts';
import { type Fault, shown } from './source.ts';
import type { ViewShape } from './view-fence.ts';

/** Views: one SELECT each, in a file that has the view's name. */

interface WrittenView {
  file: string;
  name: string;
  sql: string;
}

export async function readViews(folder: string): Promise<WrittenView[]> {
  const path = join(folder, 'views');
  if (!existsSync(path)) return [];
  const names = (await readdir(path)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => ({
      file: join(path, name),
      name: basename(name, '.sql'),
      sql: (await readFile(join(path, name), 'utf8'))
        .replace(/^\uFEFF/, '')
        .replace(/;\s*$/, '')
        .trimEnd(),
    })),
  );
}

/** The views by name; null for one that has faults, or that reads an extract that has. */
export async function boundViews(
  written: WrittenView[],
  extracts: Extract[],
  unread: string[],
  checker: Checker,
  faults: Fault[],
): Promise<Map<string, View | null>> {
  const views = new Map<string, View | null>();
  for (const { file, name, sql } of written) {
    const say = (message: string, at = 0) => faults.push({ file: shown(file), ...lineAt(sql, at), message });
    const shape = await checker.view(sql, extracts);
    const taken = extracts.some((extract) => extract.name === name);
    if (taken) say(`an extract is called "${name}" too: give the view another name`);
    if ('fault' in shape && unread.length === 0) say(`the view ${shape.fault}`, shape.at);
    views.set(name, 'fault' in shape || taken ? null : viewOf(name, sql, shape, extracts));
  }
  return views;
}

/** Where the byte of a text stands that DuckDB has counted to. */
function lineAt(text: string, at: number): { line: number; column: number } {
  const lines = Buffer.from(text).subarray(0, at).toString().split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/** A column that has the name of an extract's area, or of its month, is one. */
function viewOf(name: string, sql: string, { columns, reads }: ViewShape, extracts: Extract[]): View {
  const read = extracts.filter((extract) => reads.includes(extract.name));
  const namesOf = (kind: (field: Field) => boolean) =>
    read.flatMap(({ fields }) => fields.filter(kind).map((field) => field.name));
  const areas = namesOf(({ area }) => area === true);
  const months = namesOf(({ type }) => type === 'yearmonth');
  return {
    name,
    sql,
    reads,
    title: read.map(({ title }) => title).join(', '),
    fields: columns.map((column) => ({
      ...fieldOf(column, areas.includes(column.name)),
      ...(column.type === 'DATE' && months.includes(column.name) && { type: 'yearmonth' as const }),
    })),
    derived: {},
    period: [],
  };
}

const FIELD_TYPES: Record<string, Field['type']> = { DATE: 'date', BIGINT: 'integer', DOUBLE: 'number' };

function fieldOf({ name, type }: { name: string; type: string }, area: boolean): Field & { sql: string } {
  return {
    name,
    type: FIELD_TYPES[type] ?? 'string',
    sql: type,
    ...(area && { area }),
    ...(type === 'UUID' && { person: true }),
  };
}
