import type { Arrivals } from '../../web/props/overview.ts';
import type { Figures } from '../figures.ts';
import { qualityOf } from './quality.ts';

/** Which of the regular files should be here and are not, and which indicators wait for them. */
export async function arrivalsOf(figures: Figures, today: string): Promise<Arrivals> {
  const { monthly, late, gaps } = await qualityOf(figures, today);
  const waiting = gaps.indicators.filter(({ state }) => state === 'late');
  return { expected: monthly.length, late, waiting: waiting.map(({ indicator }) => indicator) };
}
