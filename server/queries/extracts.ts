import { type Delivered, delivers, expectedMonths, newestOf, nextDueOn } from '../../indicators/freshness.ts';
import type { LateExtract } from '../../web/props/overview.ts';
import type { MonthlyExtract, Quality } from '../../web/props/quality.ts';
import type { Figures } from '../figures.ts';

const DAY_MS = 86_400_000;

/** Which extracts come month by month, which otherwise, which never did; and which of them are late. */
export async function extractsIn(
  { snapshot }: Figures,
  today: string,
): Promise<Pick<Quality, 'monthly' | 'late' | 'yearly' | 'never'>> {
  const { extracts, partnership } = snapshot.catalogue;
  const delivered = await snapshot.rows<Delivered>(
    'SELECT file, extract, state, received_at, covered FROM file ORDER BY received_at DESC, arrival DESC',
  );
  const come = new Set(delivered.filter(delivers).map(({ extract }) => extract));
  const known = extracts.map((extract) => {
    const { name, title, source } = extract;
    const { latest, due_on } = newestOf(extract, delivered, partnership.calendar);
    const months = expectedMonths(extract, delivered, today, partnership.calendar);
    const awaited = { due_on, next_due_on: nextDueOn(extract, latest, today) };
    return { name, title, source, months, latest, ...awaited };
  });
  const monthly = known.filter(({ months }) => months.length > 0);
  return {
    monthly,
    late: monthly.flatMap((one) => lateOf(one, one.due_on, today)),
    yearly: known.filter(({ name, months }) => months.length === 0 && come.has(name)),
    never: known.filter(({ name }) => !come.has(name)),
  };
}

/** A month that a later file touches already is missing, and yet it is late as long as nothing tells all of it. */
function lateOf(
  { name, title, months }: MonthlyExtract,
  due_on: string | null,
  today: string,
): LateExtract[] {
  if (due_on === null) return [];
  const late = months.filter(
    (one) => one.due_on >= due_on && (one.state === 'late' || one.state === 'missing'),
  );
  const [first] = late;
  if (!first) return [];
  const days = Math.round((Date.parse(today) - Date.parse(first.due_on)) / DAY_MS);
  return [{ name, title, months: late.map(({ month }) => month), days }];
}
