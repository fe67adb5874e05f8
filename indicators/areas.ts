import type { Area } from './partnership-schema.ts';
import type { Catalogue } from './schema.ts';

/** The whole of the partnership's area, as an area of its own. */
export const COUNTY = 'county';

/** A supplier's spelling without what suppliers vary: capitals, spaces, punctuation. */
export function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Every name of an area, in plain spelling. */
export function areaNames(area: Area): string[] {
  return [...new Set([area.id, area.name, area.short, ...area.aliases].map(plain))];
}

export function areaIds(catalogue: Catalogue): string[] {
  return [COUNTY, ...catalogue.partnership.areas.map((area) => area.id)];
}
