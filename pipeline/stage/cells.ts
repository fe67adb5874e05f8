import { createHash, createHmac } from 'node:crypto';
import { literal, quoted } from '../../indicators/expressions.ts';
import type { Extract, Field } from '../../indicators/extract-schema.ts';
import type { OuterSpaces } from './text.ts';

/** From a cell's text to its value: in SQL for files that DuckDB reads as they are, in code for those tidied first. */

/** A text without the spaces, tabs and hard spaces around it. Not by a regular expression: one that looks for spaces at
 *  the end begins anew at each space within. */
export function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && OUTER_SPACES.includes(text.charAt(start))) start += 1;
  while (end > start && OUTER_SPACES.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

const OUTER_SPACES = ' \t\u00a0';

/** The text of a cell without what means "no value". A person's identifier leaves this step as a pseudonym. */
export function cellText(
  label: string,
  field: Field,
  { missingValues }: Extract,
  key: PersonKey,
  outerSpaces: OuterSpaces,
): string {
  const text = trimSql(quoted(label), outerSpaces);
  // Not IN: DuckDB makes a join of it, and rows that pass a join in several threads lose their order, and so their numbers.
  const missing = new Set(['', ...missingValues].map((value) => `WHEN ${literal(value)} THEN NULL`));
  const known = `CASE ${text} ${[...missing].join(' ')} ELSE ${text} END`;
  return field.person
    ? `CASE WHEN ${isShortened(known)} THEN ${SHORTENED_PERSON} ELSE ${pseudonym(known, key)} END`
    : known;
}

/** What Excel makes of a long number, as 8.23E+12: most of its digits are lost. */
export function isShortened(text: string): string {
  return `regexp_full_match(${text}, '${SHORTENED.source}')`;
}

const SHORTENED = /[0-9]([.,][0-9]+)?[Ee][+][0-9]{1,3}/;

/** It stands for every person whose identifier has been shortened. */
const NOBODY = '0'.repeat(32);
export const SHORTENED_PERSON = `'${NOBODY}'::UUID`;

/** Trimming takes DuckDB its time, several times as long for more than spaces, so only what there is is trimmed. */
function trimSql(text: string, outerSpaces: OuterSpaces): string {
  if (outerSpaces === 'none') return text;
  return outerSpaces === 'spaces' ? `trim(${text})` : `trim(${text}, ${literal(OUTER_SPACES)})`;
}

export interface PersonKey {
  secret: Buffer;
  inner: string;
  outer: string;
}

const BLOCK_BYTES = 64;

/** The key of HMAC-SHA-256 (RFC 2104), and its two padded forms as blobs that DuckDB can put before a text. */
export function personKey(secret: string): PersonKey {
  const key = Buffer.alloc(BLOCK_BYTES);
  const bytes = Buffer.from(secret, 'utf8');
  (bytes.length > BLOCK_BYTES ? createHash('sha256').update(bytes).digest() : bytes).copy(key);
  return { secret: bytes, inner: blob(key, 0x36), outer: blob(key, 0x5c) };
}

function blob(key: Buffer, pad: number): string {
  return `unhex('${Buffer.from(key.map((byte) => byte ^ pad)).toString('hex')}')`;
}

/** HMAC-SHA-256 of an identifier, its first 128 bits (RFC 2104, section 5, allows the half). */
function pseudonym(text: string, key: PersonKey): string {
  const inner = `unhex(sha256(${key.inner} || encode(${text})))`;
  return `CAST(substr(sha256(${key.outer} || ${inner}), 1, 32) AS UUID)`;
}

/** The same pseudonym, made here. */
export function pseudonymOf(text: string, { secret }: PersonKey): string {
  if (new RegExp(`^(${SHORTENED.source})$`).test(text)) return NOBODY;
  return createHmac('sha256', secret).update(text, 'utf8').digest('hex').slice(0, 32);
}

/** The text of a cell that has been tidied already. */
export function tidiedText(label: string, field: Field): string {
  const text = `nullif(${quoted(label)}, '')`;
  return field.person ? `CAST(${text} AS UUID)` : text;
}

/** The value of a cell's text, NULL where the text is no such value. */
export function typedCell(field: Field): string {
  const name = quoted(field.name);
  switch (field.type) {
    case 'date':
      return date(name);
    case 'yearmonth':
      return `CASE WHEN regexp_full_match(${name}, '[0-9]{4}-[0-9]{2}') THEN TRY_CAST(${name} || '-01' AS DATE) END`;
    case 'year':
      return `CASE WHEN regexp_full_match(${name}, '[12][0-9]{3}([0-9]{2})?') THEN ${name} END`;
    case 'period':
      return `CASE WHEN ${isPeriod(name)} THEN ${name} END`;
    case 'integer':
      return `CASE WHEN regexp_full_match(${name}, '[+-]?[0-9]+') THEN TRY_CAST(${name} AS BIGINT) END`;
    case 'number':
      return `CASE WHEN regexp_full_match(${name}, '[+-]?([0-9]{1,15}([.][0-9]*)?|[.][0-9]+)') THEN TRY_CAST(${name} AS DOUBLE) END`;
    case 'string':
      return name;
  }
}

/** What `parsePeriod` knows. The last week of a year is that of the 28th of December. */
function isPeriod(name: string): string {
  const shape =
    '[0-9]{4}-(0[1-9]|1[0-2]|W[0-9]{2})|R[0-9]{4}-(0[1-9]|1[0-2])|(FY|AY|CY)[0-9]{4}|FY[0-9]{4}Q[1-4]|AY[0-9]{4}T[1-3]';
  const week = `TRY_CAST(regexp_extract(${name}, 'W(.*)', 1) AS INTEGER)`;
  const lastWeek = `week(TRY_CAST(left(${name}, 4) || '-12-28' AS DATE))`;
  return `regexp_full_match(${name}, '${shape}') AND coalesce(${week} BETWEEN 1 AND ${lastWeek}, true)`;
}

/** 2024-07-31, as nearly all are, or 31/07/2024. A year of two digits is no date: DuckDB would take 24 for the year 24. */
function date(name: string): string {
  const iso = `regexp_full_match(${name}, '[0-9]{4}-[0-9]{2}-[0-9]{2}')`;
  const british = `regexp_full_match(${name}, '[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}')`;
  return `CASE WHEN ${iso} THEN TRY_CAST(${name} AS DATE)
    WHEN ${british} THEN CAST(try_strptime(${name}, '%d/%m/%Y') AS DATE) END`;
}

/** Whether a column's texts stand for few values: codes of a list, or areas. */
export function isCoded(field: Field): boolean {
  return Boolean(field.area || field.place || field.constraints?.enum);
}

/** The code that each of a column's distinct texts stands for. */
export function decoded(text: string, known: ReadonlyMap<string, string>): string {
  if (known.size === 0) return 'NULL::VARCHAR';
  const cases = [...known].map(([label, code]) => `WHEN ${literal(label)} THEN ${literal(code)}`);
  return `CASE ${text} ${cases.join(' ')} END`;
}

/** Which period a row of the extract belongs to: its month, its year, or the name of a period. */
export function rowPeriod(extract: Extract): string {
  const fields = extract.period.map((name) => extract.fields.find((field) => field.name === name));
  const dated = fields.every((field) => field?.type === 'date' || field?.type === 'yearmonth');
  const columns = extract.period.map(quoted);
  return dated ? `strftime(greatest(${columns.join(', ')}), '%Y-%m')` : `CAST(${columns[0]} AS VARCHAR)`;
}
