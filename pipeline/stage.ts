import { areaNames, plain } from '../indicators/areas.ts';
import { literal, quoted, sqlType } from '../indicators/expressions.ts';
import type { Catalogue, Extract, Field } from '../indicators/schema.ts';
import { type Codes, cellText, type PersonKey, typedCell } from './cells.ts';
import type { Recognised } from './recognise.ts';
import { FileError, type TextFile } from './text.ts';
import type { Warehouse } from './warehouse.ts';

/**
 * A file's rows in the temporary table `staged`: `row`, the number that a person sees, and for every field its value
 * and, where the value is not the text itself, the text, as `<name> text`.
 */
export interface Staged {
  extract: Extract;
  /** The fields that the file has a column for. */
  fields: Field[];
  rows: number;
  /** What the file's last column is; null where it is none of the extract's. */
  lastField: Field | null;
  endsWithLineBreak: boolean;
  /** Rows that could not be read as rows at all. */
  unreadable: UnreadableRow[];
}

export interface UnreadableRow {
  row: number;
  kind: string;
  expected: number;
}

/** Rejects are counted whole up to here; a file with more is beyond reading row by row. */
const MOST_REJECTS = 100_000;

/** Small enough that both halves of a monthly file are read at once. */
const BUFFER_BYTES = 1_048_576;
const LONGEST_LINE_BYTES = 262_144;

/** Reads a file strictly: the header we verified, every column as text, nothing guessed and nothing padded. */
export async function stage(
  warehouse: Warehouse,
  text: TextFile,
  file: Recognised,
  catalogue: Catalogue,
  key: PersonKey,
): Promise<Staged> {
  const fields = file.columns.filter((field) => field !== null);
  await warehouse.run('DROP TABLE IF EXISTS reject_errors');
  await warehouse.run('DROP TABLE IF EXISTS reject_scans');
  await readRows(warehouse, text, file, key);
  await readValues(warehouse, file, fields, await readCodes(warehouse, fields, catalogue));
  const [counted] = await warehouse.rows('SELECT count(*)::INTEGER AS rows FROM staged');
  return {
    extract: file.extract,
    fields,
    rows: Number(counted?.rows ?? 0),
    lastField: file.columns.at(-1) ?? null,
    endsWithLineBreak: text.endsWithLineBreak,
    unreadable: await unreadableRows(warehouse, file.labels.length),
  };
}

async function readRows(
  warehouse: Warehouse,
  text: TextFile,
  file: Recognised,
  key: PersonKey,
): Promise<void> {
  const columns = file.labels.map((_, index) => `${literal(`c${index}`)}: 'VARCHAR'`);
  const selected = file.columns.flatMap((field, index) =>
    field ? [`${cellText(`c${index}`, field, file.extract, key)} AS ${quoted(field.name)}`] : [],
  );
  const options = [
    `columns = {${columns.join(', ')}}`,
    `delim = ${literal(file.delimiter)}`,
    `header = true, auto_detect = false, quote = '"', escape = '"', strict_mode = true`,
    `null_padding = false, store_rejects = true, rejects_limit = ${MOST_REJECTS}`,
    `buffer_size = ${BUFFER_BYTES}, max_line_size = ${LONGEST_LINE_BYTES}`,
  ];
  try {
    await warehouse.run(
      `CREATE OR REPLACE TEMP TABLE texts AS SELECT ${selected.join(', ')} FROM read_csv(${literal(text.path)}, ${options.join(', ')})`,
    );
  } catch (cause) {
    throw unreadable(cause);
  }
}

function unreadable(cause: unknown): unknown {
  if (!(cause instanceof Error && /csv|line|utf/i.test(cause.message))) return cause;
  return new FileError(
    'source-error',
    `The file cannot be read as CSV: ${cause.message.split('\n')[0]}`,
    'Export it again as CSV UTF-8 and send the whole file.',
  );
}

async function unreadableRows(warehouse: Warehouse, expected: number): Promise<UnreadableRow[]> {
  const rows = await warehouse.rows(
    'SELECT line::INTEGER AS row, min(error_type)::VARCHAR AS kind FROM reject_errors GROUP BY line ORDER BY line',
  );
  return rows.map((row) => ({ row: Number(row.row), kind: String(row.kind), expected }));
}

/** Codes and area names are few: each distinct text is looked up once, however many rows have it. */
async function readCodes(warehouse: Warehouse, fields: Field[], catalogue: Catalogue): Promise<Codes> {
  const coded = fields.filter(isCoded);
  if (coded.length === 0) return new Map();
  const selects = coded.map(
    ({ name }) =>
      `SELECT DISTINCT ${literal(name)} AS field, ${quoted(name)} AS text FROM texts WHERE ${quoted(name)} IS NOT NULL`,
  );
  const rows = await warehouse.rows(selects.join(' UNION ALL '));
  return new Map(
    coded.map((field) => {
      const lookUp = field.area ? areaLookup(catalogue) : enumLookup(field);
      const texts = rows.filter((row) => row.field === field.name).map((row) => String(row.text));
      const known = texts.flatMap((text) => {
        const code = lookUp(text);
        return code === undefined ? [] : [[text, code] as const];
      });
      return [field.name, new Map(known)];
    }),
  );
}

function areaLookup(catalogue: Catalogue): (text: string) => string | undefined {
  const ids = new Map(
    catalogue.partnership.areas.flatMap((area) => areaNames(area).map((name) => [name, area.id])),
  );
  return (text) => ids.get(plain(text));
}

function enumLookup(field: Field): (text: string) => string | undefined {
  const codes = new Map((field.constraints?.enum ?? []).map((code) => [plain(code), code]));
  return (text) => codes.get(plain(text));
}

/** From texts to values. A field that the file has no column for is not known in any row, unless the name says it. */
async function readValues(
  warehouse: Warehouse,
  { extract, dayOfName }: Recognised,
  fields: Field[],
  codes: Codes,
): Promise<void> {
  const cells = extract.fields.flatMap((field) => {
    const name = quoted(field.name);
    if (!fields.includes(field)) return [`${absentValue(field, dayOfName)} AS ${name}`];
    const value = `${typedCell(field, codes)} AS ${name}`;
    return isInterpreted(field) ? [value, `${name} AS ${textOf(field)}`] : [value];
  });
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE staged AS SELECT rowid::INTEGER + 2 AS row, ${cells.join(', ')} FROM texts`,
  );
  await warehouse.run('DROP TABLE texts');
}

function absentValue(field: Field, dayOfName: string | null): string {
  return field.from_name && dayOfName ? `DATE ${literal(dayOfName)}` : `NULL::${sqlType(field)}`;
}

/** Whether a field's value is another thing than its text: a date, a number, a code, an area. */
function isInterpreted(field: Field): boolean {
  return !field.person && (field.type !== 'string' || isCoded(field));
}

export function textOf(field: Field): string {
  return isInterpreted(field) ? quoted(`${field.name} text`) : quoted(field.name);
}

function isCoded(field: Field): boolean {
  return Boolean(field.area || field.constraints?.enum);
}
