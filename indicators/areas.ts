import type { Extract, Field } from './extract-schema.ts';
import type { Area, Partnership } from './partnership-schema.ts';
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

/** What stands for each place that a column may name: the localities, and where it names places the county too. */
export function placesOf(field: Field, { county, areas }: Partnership): [name: string, id: string][] {
  if (!field.area && !field.place) return [];
  const localities = areas.flatMap((area) =>
    areaNames(area).map((name): [string, string] => [name, area.id]),
  );
  return field.place ? [[plain(county), COUNTY], [plain(COUNTY), COUNTY], ...localities] : localities;
}

/** Where a partnership has no localities, rows need not say in which one they are: they count for the whole. */
export function unplaced(extract: Extract): Extract {
  const fields = extract.fields.map((field): Field => {
    if (!field.area) return field;
    const { required: _required, ...constraints } = field.constraints ?? {};
    return { ...field, constraints, nowhere: true };
  });
  return { ...extract, fields };
}

export function areaIds(catalogue: Catalogue): string[] {
  return [COUNTY, ...catalogue.partnership.areas.map((area) => area.id)];
}
