import type { Arrivals, LateExtract } from '../../web/props/overview.ts';
import type { MonthlyExtract } from '../../web/props/quality.ts';
import type { Figures } from '../figures.ts';
import { qualityOf } from './quality.ts';

const DAY_MS = 86_400_000;

/** Which of the regular files should be here and are not. */
export async function arrivalsOf(figures: Figures, today: string): Promise<Arrivals> {
  const { monthly } = await qualityOf(figures, today);
  return { expected: monthly.length, late: monthly.flatMap((extract) => lateOf(extract, today)) };
}

function lateOf({ name, title, months }: MonthlyExtract, today: string): LateExtract[] {
  const late = months.filter(({ state }) => state === 'late');
  const [first] = late;
  if (!first) return [];
  const days = Math.round((Date.parse(today) - Date.parse(first.due_on)) / DAY_MS);
  return [{ name, title, months: late.map(({ month }) => month), due_on: first.due_on, days }];
}
