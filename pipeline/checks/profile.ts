import { literal, quoted } from '../../indicators/expressions.ts';
import type { Field } from '../../indicators/extract-schema.ts';
import { isCoded, rowPeriod } from '../stage/cells.ts';
import { isBlank, type Staged } from '../stage/stage.ts';
import type { Row, Warehouse } from '../warehouse/warehouse.ts';
import { goodRows } from './check.ts';

/** How many rows of a period have a field in a category; the field '' counts all rows of the period. */
export interface ProfileRow {
  period: string;
  field: string;
  category: string;
  rows: number;
}

/** One period of a file: its rows, and for each field how many of them are in each category. */
export interface PeriodProfile {
  period: string;
  rows: number;
  mix: Map<string, Map<string, number>>;
}

/** Fields with codes have their codes as categories, others are blank or not: no free text is ever counted. */
export const BLANK = '';
const FILLED = 'filled';
/** The one category of a field that says how many people a row stands for: their sum. */
export const HEADS = 'heads';
/** The most that the ledger keeps of a sum. */
const MOST = 2_147_483_647;

/**
 * Counts a file's good rows. A file whose rows supersede by key carries rows of many old periods: it is one thing, of
 * its newest period.
 */
export async function profileOf(
  warehouse: Warehouse,
  staged: Staged,
  periods: string[],
): Promise<ProfileRow[]> {
  const rows = await goodRows(warehouse);
  const fields = staged.fields.filter(hasCategories);
  const counts = [
    groups(staged, periods, rows, '', `''`),
    ...fields.map((field) => groups(staged, periods, rows, field.name, category(field))),
    ...staged.fields
      .filter(({ heads }) => heads)
      .map(({ name }) => groups(staged, periods, rows, name, literal(HEADS), `sum(${quoted(name)})`)),
  ];
  const found = await warehouse.rows(counts.join(' UNION ALL '));
  return found.filter((row) => row.period !== null).map((row) => profileRow(row, staged));
}

function hasCategories(field: Field): boolean {
  if (field.varies || field.nowhere) return false;
  return isCoded(field) || !field.constraints?.required;
}

/** Of codes the texts are counted and then read: they are few, the rows are many. */
function category(field: Field): string {
  if (isCoded(field)) return quoted(`${field.name} text`);
  return `CASE WHEN ${isBlank(field)} THEN NULL ELSE ${literal(FILLED)} END`;
}

function groups(
  { extract }: Staged,
  periods: string[],
  rows: string,
  field: string,
  what: string,
  amount = 'count(*)',
): string {
  const [only, ...others] = extract.supersede === 'key' ? periods.slice(-1) : periods;
  if (only !== undefined && others.length === 0)
    return `
    SELECT ${literal(field)} AS field, ${literal(only)} AS period, ${what} AS category,
      least(${amount}, ${MOST})::INTEGER AS rows
    FROM ${rows} GROUP BY ALL`;
  return `
    SELECT ${literal(field)} AS field, ${rowPeriod(extract)} AS period, _category AS category,
      least(sum(_rows), ${MOST})::INTEGER AS rows
    FROM (
      SELECT ${extract.period.map(quoted).join(', ')}, ${what} AS _category, ${amount} AS _rows FROM ${rows} GROUP BY ALL
    ) GROUP BY ALL`;
}

function profileRow(row: Row, { codes }: Staged): ProfileRow {
  const field = String(row.field);
  const text = row.category === null ? BLANK : String(row.category);
  const code = codes.get(field)?.get(text) ?? text;
  return { period: String(row.period), field, category: code, rows: Number(row.rows) };
}

/** Rows of a profile by their periods, oldest first. Several texts of one code are one category. */
export function byPeriod(rows: ProfileRow[]): Map<string, PeriodProfile> {
  const profiles = new Map<string, PeriodProfile>();
  for (const { period, field, category, rows: count } of rows.toSorted(byName)) {
    const profile = profiles.get(period) ?? { period, rows: 0, mix: new Map() };
    profiles.set(period, profile);
    if (field === '') profile.rows += count;
    else addTo(profile.mix, field, category, count);
  }
  return profiles;
}

function addTo(mix: PeriodProfile['mix'], field: string, category: string, count: number): void {
  const categories = mix.get(field) ?? new Map<string, number>();
  categories.set(category, (categories.get(category) ?? 0) + count);
  mix.set(field, categories);
}

function byName(one: ProfileRow, other: ProfileRow): number {
  return (
    compare(one.period, other.period) ||
    compare(one.field, other.field) ||
    compare(one.category, other.category)
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
