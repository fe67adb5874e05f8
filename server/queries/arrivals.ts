import type { Arrivals } from '../../web/props/overview.ts';
import type { Figures } from '../figures.ts';
import { qualityOf } from './quality.ts';
import { unlikeIn } from './unlike.ts';

/** Which of the regular files should be here and are not, which indicators wait for them, and which files that are here
 *  are unlike those before them. */
export async function arrivalsOf(figures: Figures, today: string): Promise<Arrivals> {
  const [{ monthly, late, gaps }, unlike] = await Promise.all([qualityOf(figures, today), unlikeIn(figures)]);
  const waiting = gaps.indicators.filter(({ state }) => state === 'late');
  return { expected: monthly.length, late, waiting: waiting.map(({ indicator }) => indicator), unlike };
}
