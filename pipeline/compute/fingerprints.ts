import { createHash } from 'node:crypto';
import type { Extract } from '../../indicators/extract-schema.ts';
import { feedersOf } from '../../indicators/feeds.ts';
import { extractsBehind, relationsBehind } from '../../indicators/measures.ts';
import { type Term, weekOf } from '../../indicators/periods.ts';
import type { Catalogue, Indicator } from '../../indicators/schema.ts';
import { loadings, warehouseId } from '../warehouse/last-published.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/** Of each indicator, by its id, a digest of all that its series are worked out from: where it is the same as it was, so
 *  are they. */
export type Fingerprints = ReadonlyMap<string, string>;

/**
 * Rather too much goes in than too little: all of the partnership and of the indicator’s definition, all of each extract
 * and view that anything of it comes from, each loading of their files, the code, and which periods are over.
 */
export async function fingerprintsOf(
  warehouse: Warehouse,
  { partnership, terms, views, extracts, indicators }: Catalogue,
  today: string,
  code: string,
): Promise<Fingerprints> {
  const loaded = await loadings(warehouse);
  const common = digest([code, await warehouseId(warehouse), partnership, terms]);
  const state = new Map(extracts.map((extract) => [extract, digest([extract, loaded.get(extract.name)])]));
  return new Map(
    indicators.map((indicator) => {
      const relations = relationsBehind(indicator.measure);
      const used = views.filter(({ name }) => relations.includes(name));
      const from = extractsOf(indicator, { views, extracts }).map((extract) => state.get(extract));
      return [indicator.id, digest([common, indicator, used, from, periodsOver(indicator, today, terms)])];
    }),
  );
}

export function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/** The extracts that an indicator’s figures and its comparators’ come from, with those that feed them. */
function extractsOf(
  { measure, benchmarks }: Indicator,
  { views, extracts }: Pick<Catalogue, 'views' | 'extracts'>,
): Extract[] {
  const compared = benchmarks.flatMap((benchmark) => ('extract' in benchmark ? [benchmark.extract] : []));
  const found = new Set<Extract>();
  const add = (extract: Extract) => {
    if (found.has(extract)) return;
    found.add(extract);
    feedersOf(extract, extracts).forEach(add);
  };
  const names = [...extractsBehind(measure, { views }), ...compared];
  extracts.filter(({ name }) => names.includes(name)).forEach(add);
  return [...found];
}

/** Which of an indicator’s periods are over on a day: of months and what is made of them, the month tells. */
function periodsOver({ grains }: Indicator, today: string, terms: readonly Term[]): unknown[] {
  return [
    today.slice(0, 7),
    grains.includes('week') && weekOf(today).id,
    grains.includes('term') && terms.map(({ start, end }) => [start <= today, end < today]),
  ];
}
