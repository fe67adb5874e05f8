import type { Freshness } from '../../indicators/gaps.ts';
import type { Arrivals } from '../../web/props/overview.ts';
import type { Figures } from '../figures.ts';
import { gapsIn } from './plan.ts';

/** How the regular files stand, and which indicators wait for a late one. */
export async function arrivalsOf(figures: Figures, today: string): Promise<Arrivals> {
  const { snapshot } = figures;
  const [gaps, freshness] = await Promise.all([
    gapsIn(figures, today),
    (await snapshot.has('freshness')) ? snapshot.rows<Freshness>('SELECT * FROM freshness') : [],
  ]);
  const titles = new Map(snapshot.catalogue.extracts.map(({ name, title }) => [name, title]));
  const regular = freshness.flatMap(({ extract, due_on }) =>
    due_on === null ? [] : [{ title: titles.get(extract) ?? extract, due_on }],
  );
  return {
    regular: regular.length,
    late: regular.filter(({ due_on }) => due_on < today),
    waiting: new Set(
      gaps.indicators.filter(({ state }) => state === 'late').map(({ indicator }) => indicator),
    ),
  };
}
