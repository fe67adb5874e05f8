import { extractsBehind, leavesOf, PUBLISHED } from './measures.ts';
import type { Catalogue } from './schema.ts';
import { comparatorNames } from './words.ts';

/** What rows of published figures may name. */
export interface PublishedNames {
  measures: string[];
  /** Those of them that are shares of 0 to 1, or the distance between two. */
  shares: string[];
  /** Percentages that may be above 1. */
  growths: string[];
  comparators: string[];
  /** The indicators of which nothing is sent as a figure, each with the extracts that it is worked out from. */
  counted: Map<string, string[]>;
}

export function publishedNames(
  catalogue: Pick<Catalogue, 'indicators' | 'partnership' | 'views'>,
): PublishedNames {
  const { indicators, partnership } = catalogue;
  const leaves = indicators.flatMap(({ measure }) => leavesOf(measure));
  const measures = leaves.flatMap((leaf) => (leaf.kind === 'published' ? [leaf.measure] : []));
  const percentages = indicators.flatMap(({ measure, unit }) =>
    measure.kind === 'published' && unit === 'percent' ? [measure] : [],
  );
  const named = (isShare: boolean) =>
    percentages.filter(({ share = true }) => share === isShare).map(({ measure }) => measure);
  const compared = indicators
    .flatMap(({ benchmarks }) => benchmarks)
    .flatMap((benchmark) => ('comparator' in benchmark ? [benchmark.comparator] : []));
  const comparators = [...Object.keys(comparatorNames(partnership.region)), ...compared];
  const counted = indicators
    .map(({ id, measure }) => [id, extractsBehind(measure, catalogue)] as const)
    .filter(([id, extracts]) => !measures.includes(id) && !extracts.includes(PUBLISHED));
  return {
    measures: [...new Set(measures)],
    ...{ shares: named(true), growths: named(false) },
    comparators: [...new Set(comparators)],
    counted: new Map(counted),
  };
}
