import { rm } from 'node:fs/promises';
import { placesOf, plain } from '../../indicators/areas.ts';
import { literal, quoted, sqlType } from '../../indicators/expressions.ts';
import type { Extract, Field } from '../../indicators/extract-schema.ts';
import { thisFile } from '../../indicators/fence.ts';
import { type PublishedNames, publishedNames } from '../../indicators/published-names.ts';
import type { Catalogue } from '../../indicators/schema.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { cellText, decoded, isCoded, type PersonKey, tidiedText, typedCell } from './cells.ts';
import type { Recognised } from './recognise.ts';
import { FileError, LONGEST_LINE_BYTES, type TextFile } from './text.ts';
import { type RaggedRows, type RowNumbers, type Tidied, tidy } from './tidy.ts';

/**
 * A file's rows in the temporary view `staged`: `row`, the number that a person sees, and for every field its value
 * and, where that is another thing than the text, `<name> text`: all texts of codes, and those that are no value.
 */
export interface Staged {
  extract: Extract;
  /** The fields that the file has a column for. */
  fields: Field[];
  codes: Codes;
  /** The ids of the catalogue's indicators. */
  indicators: string[];
  /** What the catalogue knows of published figures. */
  published: PublishedNames;
  headerRow: number;
  /** All rows with content, also those that cannot be read column by column. */
  rows: number;
  /** What the file's last column is; null where it is none of the extract's. */
  lastField: Field | null;
  endsWithLineBreak: boolean;
  ragged: RaggedRows;
  blank: RowNumbers;
  unnamed: number[];
  cutAt: number | null;
}

/** Small enough that both halves of a monthly file are read at once. */
const BUFFER_BYTES = 1_048_576;

/** Reads a file strictly: the header we verified, every column as text, nothing guessed and nothing padded. */
export async function stage(
  warehouse: Warehouse,
  text: TextFile,
  file: Recognised,
  catalogue: Catalogue,
  key: PersonKey,
  workFolder: string,
): Promise<Staged> {
  const read = isPlain(text, file) && (await readPlain(warehouse, text, file, key));
  const tidied = read ? AS_IT_IS : await readTidied(warehouse, await tidy(text, file, key, workFolder));
  const fields = file.columns.filter((field) => field !== null);
  const codes = await readCodes(warehouse, fields, catalogue);
  await defineStaged(warehouse, file, fields, codes, read);
  const [counted] = await warehouse.rows('SELECT count(*)::INTEGER AS rows FROM cells');
  const { ragged, blank, unnamed, cutAt } = tidied;
  return {
    extract: file.extract,
    fields,
    codes,
    indicators: catalogue.indicators.map(({ id }) => id),
    published: publishedNames(catalogue),
    headerRow: file.headerRow,
    rows: Number(counted?.rows ?? 0) + ragged.short.count + ragged.long.count,
    lastField: file.columns.at(-1) ?? null,
    endsWithLineBreak: text.endsWithLineBreak,
    ragged,
    blank,
    unnamed,
    cutAt,
  };
}

const NONE: RowNumbers = { count: 0, first: [] };
const AS_IT_IS: Omit<Tidied, 'path' | 'fields'> = {
  ragged: { expected: 0, short: NONE, long: NONE, separators: null },
  blank: NONE,
  unnamed: [],
  cutAt: null,
};

/** DuckDB takes a row with empty cells too many for a whole one, so that a comma in a text could shift cells unseen. */
function isPlain(text: TextFile, { delimiter, headerRow, labels }: Recognised): boolean {
  const isEven = text.delimiters[delimiter] === (labels.length - 1) * text.records;
  return text.plain && isEven && headerRow === 1 && labels.every((label) => label !== '');
}

/** Reads the file itself. False where it is not as plain as it looked: it is then tidied first, row by row. */
async function readPlain(
  warehouse: Warehouse,
  text: TextFile,
  file: Recognised,
  key: PersonKey,
): Promise<boolean> {
  const columns = file.labels.map((_, index) => `${literal(`c${index}`)}: 'VARCHAR'`);
  const fields = file.columns.flatMap((field, index) =>
    field ? [{ field, text: cellText(`c${index}`, field, file.extract, key, text.outerSpaces) }] : [],
  );
  try {
    await readCells(warehouse, text.path, columns, file.delimiter, true, fields);
  } catch (error) {
    if (isCsvError(error)) return false;
    throw error;
  }
  const [read] = await warehouse.rows('SELECT count(*)::INTEGER AS rows FROM cells');
  return Number(read?.rows) === text.records - 1;
}

async function readTidied(warehouse: Warehouse, tidied: Tidied): Promise<Tidied> {
  const columns = [
    `'row': 'INTEGER'`,
    ...tidied.fields.map((_, index) => `${literal(`c${index}`)}: 'VARCHAR'`),
  ];
  const fields = tidied.fields.map((field, index) => ({ field, text: tidiedText(`c${index}`, field) }));
  try {
    await readCells(warehouse, tidied.path, columns, ',', false, fields);
    await rm(tidied.path);
  } catch (error) {
    // Not passed on: its message quotes the row.
    if (!isCsvError(error)) throw error;
    throw new FileError(
      'source-error',
      'The file cannot be read as CSV.',
      'Export it again as CSV UTF-8 and send the whole file.',
    );
  }
  return tidied;
}

function isCsvError(error: unknown): boolean {
  return error instanceof Error && /^(Invalid Input|Conversion|Not implemented) Error/.test(error.message);
}

/** The temporary table `cells`: for every loaded field its value, or its text where that is a code; and `texts`. */
async function readCells(
  warehouse: Warehouse,
  path: string,
  columns: string[],
  delimiter: string,
  header: boolean,
  fields: { field: Field; text: string }[],
): Promise<void> {
  const options = [
    `columns = {${columns.join(', ')}}`,
    `delim = ${literal(delimiter)}`,
    `header = ${header}, auto_detect = false, quote = '"', escape = '"', strict_mode = true`,
    `null_padding = false, buffer_size = ${BUFFER_BYTES}, max_line_size = ${LONGEST_LINE_BYTES}`,
  ];
  const number = header ? '' : '"row", ';
  const texts = fields.map(({ field, text }) => `${text} AS ${quoted(field.name)}`);
  const known = fields.map(({ field }) => field);
  await warehouse.run(`
    CREATE OR REPLACE TEMP TABLE cells AS
    SELECT ${number}${[...known.map(kept), notUnderstoodTexts(known)].join(', ')}
    FROM (
      SELECT ${number}${known.map(understood).join(', ')}
      FROM (SELECT ${number}${texts.join(', ')} FROM read_csv(${thisFile(path)}, ${options.join(', ')}))
    )`);
}

function understood(field: Field): string {
  const name = quoted(field.name);
  if (isCoded(field)) return `${name} AS ${textOf(field)}`;
  return isTyped(field) ? `${typedCell(field)} AS ${name}, ${name} AS ${textOf(field)}` : name;
}

function kept(field: Field): string {
  return isCoded(field) ? textOf(field) : quoted(field.name);
}

/** The typed columns' texts in one list, kept only for rows in which one of them is no value: nearly all rows have none. */
function notUnderstoodTexts(fields: Field[]): string {
  const typed = fields.filter(isTyped);
  if (typed.length === 0) return 'NULL::VARCHAR[] AS texts';
  return `CASE WHEN ${typed.map(isNotUnderstood).join(' OR ')} THEN [${typed.map(textOf).join(', ')}] END AS texts`;
}

/** How the distinct texts of a column with a code list, or of area names, are to be read. */
type Codes = Map<string, Map<string, string>>;

/** More different texts than a column of codes has; of free text there may be as many as rows. */
const FEW = 1000;

/** Codes and area names are few: each distinct text is looked up once, however many rows have it. */
async function readCodes(warehouse: Warehouse, fields: Field[], catalogue: Catalogue): Promise<Codes> {
  const coded = fields
    .filter(isCoded)
    .map((field) => ({ field, codes: codesOf(field, catalogue) }))
    .filter(({ codes }) => codes.size > 0);
  if (coded.length === 0) return new Map();
  const selects = coded.map(
    ({ field }) =>
      `SELECT ${literal(field.name)} AS field, text FROM (SELECT DISTINCT ${textOf(field)} AS text FROM cells LIMIT ${FEW + 1})`,
  );
  const rows = await warehouse.rows(selects.join(' UNION ALL '));
  const found = await Promise.all(
    coded.map(async ({ field, codes }) => {
      const texts = rows.filter((row) => row.field === field.name).map(({ text }) => String(text));
      const known = texts.length > FEW ? await textsThatAre(warehouse, field, codes) : texts;
      const read = known.flatMap((text) => {
        const code = codes.get(plain(text));
        return code === undefined ? [] : [[text, code] as const];
      });
      return [field.name, new Map(read)] as const;
    }),
  );
  return new Map(found);
}

/** Of a column of very many texts, those that are codes; the others stay in the database. */
async function textsThatAre(
  warehouse: Warehouse,
  field: Field,
  codes: ReadonlyMap<string, string>,
): Promise<string[]> {
  // The limit keeps DuckDB from making every row's text plain before it looks which texts differ.
  const rows = await warehouse.rows(`
    SELECT text FROM (SELECT DISTINCT ${textOf(field)} AS text FROM cells LIMIT ${Number.MAX_SAFE_INTEGER})
    WHERE ${plainSql('text')} IN (${[...codes.keys()].map(literal).join(', ')})`);
  return rows.map(({ text }) => String(text));
}

/** What `plain` does, in SQL. */
function plainSql(text: string): string {
  return `regexp_replace(lower(${text}), '[^\\p{L}\\p{N}]+', '', 'g')`;
}

/** The code for every plain spelling that a column may have. */
function codesOf(field: Field, { partnership }: Catalogue): Map<string, string> {
  if (field.area || field.place) return new Map(placesOf(field, partnership));
  return new Map((field.constraints?.enum ?? []).map((code) => [plain(code), code]));
}

/** A field that the file has no column for is not known in any row, unless the name says it. */
async function defineStaged(
  warehouse: Warehouse,
  { extract, dayOfName }: Recognised,
  fields: Field[],
  codes: Codes,
  numbered: boolean,
): Promise<void> {
  const typed = fields.filter(isTyped);
  const columns = extract.fields.flatMap((field) => {
    const name = quoted(field.name);
    const text = textOf(field);
    if (!fields.includes(field)) return [`${absentValue(field, dayOfName)} AS ${name}`];
    if (isCoded(field)) return [`${decoded(text, codes.get(field.name) ?? new Map())} AS ${name}`, text];
    return isTyped(field) ? [name, `texts[${typed.indexOf(field) + 1}] AS ${text}`] : [name];
  });
  const row = numbered ? 'rowid::INTEGER + 2 AS row' : '"row"';
  await warehouse.run(
    `CREATE OR REPLACE TEMP VIEW staged AS SELECT ${row}, ${columns.join(', ')} FROM cells`,
  );
}

function absentValue(field: Field, dayOfName: string | null): string {
  return field.from_name && dayOfName ? `DATE ${literal(dayOfName)}` : `NULL::${sqlType(field)}`;
}

export function isTyped(field: Field): boolean {
  return !field.person && !isCoded(field) && field.type !== 'string';
}

export function textOf(field: Field): string {
  return quoted(`${field.name} text`);
}

/** SQL over `staged`: the cell is empty. */
export function isBlank(field: Field): string {
  const name = quoted(field.name);
  const text = textOf(field);
  if (isCoded(field)) return `${text} IS NULL`;
  return isTyped(field) ? `${name} IS NULL AND ${text} IS NULL` : `${name} IS NULL`;
}

/** SQL over `staged`: the cell has a text that is no value of the field's. */
export function isNotUnderstood(field: Field): string {
  return `${quoted(field.name)} IS NULL AND ${textOf(field)} IS NOT NULL`;
}

/** SQL over `staged`: what to show of the cell. */
export function shown(field: Field): string {
  const name = quoted(field.name);
  const text = textOf(field);
  if (isCoded(field)) return text;
  if (field.type === 'yearmonth') return `coalesce(${text}, strftime(${name}, '%Y-%m'))`;
  return isTyped(field) ? `coalesce(${text}, CAST(${name} AS VARCHAR))` : name;
}
