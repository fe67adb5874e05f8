import { frameworkIds } from '../../indicators/frameworks.ts';
import type { Catalogue, Indicator } from '../../indicators/schema.ts';

/** Indicators that are read together. */
export interface Group {
  id: string;
  title: string;
  description: string | null;
  indicators: Indicator[];
}

/** Every indicator once: under the first item that it names of the partnership's first framework, or under none. */
export function groupsOf({ partnership, indicators }: Catalogue): Group[] {
  const [first] = frameworkIds(partnership);
  const items = (first && partnership.frameworks[first]?.items) ?? [];
  const groups = items.map(({ id, title, description }): Group => {
    const own = indicators.filter((indicator) => first && indicator[first][0] === id);
    return { id, title, description, indicators: own };
  });
  const placed = new Set(groups.flatMap((group) => group.indicators));
  const others = indicators.filter((indicator) => !placed.has(indicator));
  const title = items.length > 0 ? 'Other measures' : 'Measures';
  return [...groups, { id: 'others', title, description: null, indicators: others }].filter(
    (group) => group.indicators.length > 0,
  );
}
