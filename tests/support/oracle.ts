import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { PERSON_KEY, projectRoot, TODAY } from './home.ts';

/**
 * What a careful person reads in a file, by RFC 4180 and by nothing that the pipeline uses: the measure for “a file is
 * loaded exactly, or there is a finding that says what was not”.
 */

const fieldSchema = z.looseObject({
  name: z.string(),
  type: z.string(),
  aliases: z.array(z.string()).default([]),
  constraints: z
    .looseObject({
      required: z.boolean().default(false),
      enum: z.array(z.string()).optional(),
      minimum: z.number().optional(),
      maximum: z.number().optional(),
    })
    .prefault({}),
  person: z.boolean().default(false),
  area: z.boolean().default(false),
});
const layoutSchema = z.looseObject({
  fields: z.array(fieldSchema),
  primaryKey: z.array(z.string()),
  period: z.array(z.string()),
  missingValues: z.array(z.string()).default(['']),
});
export type Layout = z.infer<typeof layoutSchema>;
type LaidOutField = Layout['fields'][number];

/** A row as it is in the facts; every value as text. */
export type Fact = Record<string, string | null>;

interface ReadRow {
  /** As Excel numbers it. */
  row: number;
  cells: string[];
  /** What it says; null where a cell is no value that its column can have, or where cells are too few or too many. */
  fact: Fact | null;
  /** It has another number of cells than the header, or than the first rows agree on; whether its cells stand in their columns is anybody’s guess. */
  ragged: boolean;
}

export interface Reading {
  /** Why nobody can read it; all else is then of no meaning. */
  unreadable: string | null;
  /** Null where no row looks like a header. */
  header: { row: number; cells: string[]; fields: (string | null)[] } | null;
  /** Rows with content below the header, headers in other words among them. */
  rows: ReadRow[];
  /** A second header with other columns, or in another order: nobody can tell what the rows below it mean. */
  secondHeader: number | null;
  /** Rows without content above one that has some. */
  blank: number;
  endsWithBreak: boolean;
  /** Quotation marks that RFC 4180 does not allow where they stand, though one can guess. */
  oddQuotes: boolean;
}

export async function readLayout(extract: string): Promise<Layout> {
  const path = join(projectRoot, 'indicators', 'extracts', `${extract}.yaml`);
  return layoutSchema.parse(parse(await readFile(path, 'utf8')));
}

export function read(bytes: Buffer, delimiter: string, layout: Layout): Reading {
  const nothing: Reading = {
    unreadable: null,
    header: null,
    rows: [],
    secondHeader: null,
    blank: 0,
    endsWithBreak: true,
    oddQuotes: false,
  };
  const decoded = decode(bytes);
  if ('damage' in decoded) return { ...nothing, unreadable: decoded.damage };
  const text = decoded.text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  const { records, malformed, odd } = split(text, delimiter);
  const start = records.slice(0, 20).findIndex(({ cells }) => isHeader(cells, layout));
  const found = records[start];
  const reading = { ...nothing, endsWithBreak: text.endsWith('\n'), oddQuotes: odd };
  if (malformed) return { ...reading, unreadable: 'a quotation mark that does not end where its cell does' };
  if (!found) return reading;
  const header = { row: start + 1, cells: found.cells, fields: fieldsOf(found.cells, layout) };
  const below = records.slice(start + 1).map(({ cells }, index) => ({ row: start + index + 2, cells }));
  const withContent = below.filter(({ cells }) => cells.some((cell) => trim(cell) !== ''));
  const last = withContent.at(-1)?.row ?? 0;
  const second = withContent.find(
    ({ cells }) => isHeader(cells, layout) && fieldsOf(cells, layout).join() !== header.fields.join(),
  );
  return {
    ...reading,
    header,
    rows: readRows(withContent, header, layout),
    secondHeader: second?.row ?? null,
    blank: below.filter(({ row }) => row < last).length - withContent.filter(({ row }) => row < last).length,
  };
}

const HIGH_RUN = /[\u0080-\u00ff]+/g;

function decode(bytes: Buffer): { text: string } | { damage: string } {
  const mark = bytes.subarray(0, 3).toString('latin1');
  const encoding = mark.startsWith('\u00ff\u00fe')
    ? 'utf-16le'
    : mark.startsWith('\u00fe\u00ff')
      ? 'utf-16be'
      : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? { damage: 'a NUL' } : { text };
  } catch {
    if (encoding !== 'utf-8' || mark === '\u00ef\u00bb\u00bf') return { damage: `damaged ${encoding}` };
  }
  if (bytes.includes(0)) return { damage: 'a NUL' };
  const runs = bytes.toString('latin1').match(HIGH_RUN) ?? [];
  if (runs.some(isUtf8)) return { damage: 'letters in two encodings' };
  if (/[\u0081\u008d\u008f\u0090\u009d]/.test(runs.join(''))) return { damage: 'no letters in any encoding' };
  const text = bytes.toString('latin1');
  return { text: text.replace(/[\u0080-\u009f]/g, (byte) => C1[byte.charCodeAt(0) - 0x80] ?? '') };
}

/** Windows-1252 from 0x80 on; Node’s own decoder has its days. */
const C1 = [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'];

function isUtf8(run: string): boolean {
  return Buffer.from(Buffer.from(run, 'latin1').toString('utf8')).equals(Buffer.from(run, 'latin1'));
}

interface Records {
  records: { cells: string[] }[];
  malformed: boolean;
  odd: boolean;
}

/** The records of a text with one kind of line break, as RFC 4180 has them; spaces after a quoted cell are forgiven, and
 *  a quotation mark inside a cell without any is what it is. */
function split(text: string, delimiter: string): Records {
  const records: Records['records'] = [];
  let odd = false;
  let at = 0;
  while (at < text.length) {
    const cells: string[] = [];
    for (;;) {
      const quoted = text[at] === '"' ? readQuoted(text, at, delimiter) : null;
      if (quoted && quoted.end < 0) return { records, malformed: true, odd };
      const end = quoted ? quoted.end : endOfPlain(text, at, delimiter);
      const cell = quoted ? quoted.cell : text.slice(at, end);
      odd ||= quoted ? quoted.odd : cell.includes('"');
      cells.push(cell);
      at = end + 1;
      if (text[end] !== delimiter) break;
    }
    records.push({ cells });
  }
  return { records, malformed: false, odd };
}

function endOfPlain(text: string, from: number, delimiter: string): number {
  for (let at = from; at < text.length; at += 1) if (text[at] === delimiter || text[at] === '\n') return at;
  return text.length;
}

/** @returns `end` −1 where the cell does not end as it must. */
function readQuoted(text: string, from: number, delimiter: string) {
  let at = from + 1;
  let cell = '';
  for (;;) {
    const mark = text.indexOf('"', at);
    if (mark < 0) return { cell, end: -1, odd: true };
    cell += text.slice(at, mark);
    at = mark + 1;
    if (text[at] !== '"') break;
    cell += '"';
    at += 1;
  }
  const after = at;
  while (text[at] === ' ') at += 1;
  const ends = at >= text.length || text[at] === delimiter || text[at] === '\n';
  return { cell, end: ends ? at : -1, odd: at > after };
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function fieldsOf(cells: string[], layout: Layout): (string | null)[] {
  const fields = fieldsByHeading(layout);
  return cells.map((cell) => fields.get(letters(cell)) ?? null);
}

const headings = new WeakMap<Layout, Map<string, string>>();

/** Worked out once: every row is asked whether it is a header. The first field of a heading counts. */
function fieldsByHeading(layout: Layout): Map<string, string> {
  const known = headings.get(layout);
  if (known) return known;
  const all = layout.fields.flatMap(({ name, aliases }) =>
    [name, ...aliases].map((heading): [string, string] => [letters(heading), name]),
  );
  const fields = new Map(all.filter(([heading]) => heading).toReversed());
  headings.set(layout, fields);
  return fields;
}

/** More than half of the cells that have content are headings of the extract, and at least three. */
function isHeader(cells: string[], layout: Layout): boolean {
  const known = fieldsOf(cells, layout).filter(Boolean).length;
  return known >= 3 && known > cells.filter((cell) => trim(cell)).length / 2;
}

function trim(text: string): string {
  return text.replace(/^[ \t\u00a0]+/, '').replace(/[ \t\u00a0]+$/, '');
}

function readRows(
  rows: { row: number; cells: string[] }[],
  header: { cells: string[]; fields: (string | null)[] },
  layout: Layout,
): ReadRow[] {
  const headings = header.cells.length;
  const needed = header.cells.findLastIndex((cell) => trim(cell)) + 1;
  const lengths = new Set(rows.slice(0, 20).map(({ cells }) => cells.length));
  const [all = headings] = rows.length > 1 && lengths.size === 1 ? lengths : [headings];
  return rows.map(({ row, cells }) => {
    const content = cells.findLastIndex((cell) => trim(cell)) + 1;
    const readable = cells.length >= needed && content <= headings;
    const whole = cells.length === all || (cells.length < all && content >= needed);
    return {
      row,
      cells,
      fact: readable ? factOf(cells, header.fields, layout) : null,
      ragged: !readable || !whole,
    };
  });
}

/** What a row says by the columns of its header; the first column of a name counts. */
export function factOf(cells: string[], columns: (string | null)[], layout: Layout): Fact | null {
  const fact: Fact = {};
  for (const field of layout.fields) {
    const at = columns.indexOf(field.name);
    const text = trim(cells[at] ?? '');
    const value = at < 0 || layout.missingValues.includes(text) || text === '' ? null : meaning(text, field);
    if (value === undefined || (value === null && field.constraints.required)) return null;
    if (value !== null && layout.period.includes(field.name) && (value > TODAY || value < '1990'))
      return null;
    fact[field.name] = value;
  }
  return fact;
}

const AREAS: Record<string, string> = {
  north: 'dspl-1',
  dspl1: 'dspl-1',
  '1': 'dspl-1',
  south: 'dspl-2',
  dspl2: 'dspl-2',
  '2': 'dspl-2',
};

function meaning(text: string, field: LaidOutField): string | undefined {
  const { enum: codes, minimum = -Infinity, maximum = Infinity } = field.constraints;
  if (field.person) return createHmac('sha256', PERSON_KEY).update(text).digest('hex').slice(0, 32);
  if (field.area) return AREAS[letters(text)];
  if (codes) return codes.find((code) => letters(code) === letters(text));
  if (field.type === 'date') return dayOf(text);
  if (field.type === 'yearmonth') return /^\d{4}-\d\d$/.test(text) ? dayOf(`${text}-01`) : undefined;
  if (field.type !== 'integer') return text;
  const isNumber = /^[+-]?\d{1,15}$/.test(text);
  return isNumber && Number(text) >= minimum && Number(text) <= maximum ? String(Number(text)) : undefined;
}

function dayOf(text: string): string | undefined {
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  const iso = year ? `${year}-${`0${month}`.slice(-2)}-${`0${day}`.slice(-2)}` : text;
  if (!/^\d{4}-\d\d-\d\d$/.test(iso)) return undefined;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? undefined : iso;
}
