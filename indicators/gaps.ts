import { frameworkIds } from './frameworks.ts';
import { extractsBehind } from './measures.ts';
import type { FrameworkId } from './partnership-schema.ts';
import type { Catalogue, Indicator } from './schema.ts';

/** Which indicators have data, which wait for a file that is late, and which have never had any. */

type GapState = 'arrived' | 'late' | 'never';

/** The newest period of an extract, and the day by which the next is due; null where none is expected. */
export interface Freshness {
  extract: string;
  latest: string | null;
  due_on: string | null;
}

/** Whether a file should be here and is not. Every count of what is late goes by this. @param today an ISO day */
export function isLate({ due_on }: Pick<Freshness, 'due_on'>, today: string): boolean {
  return due_on !== null && due_on < today;
}

interface Gap {
  indicator: string;
  title: string;
  state: GapState;
  /** The extracts that its figures come from, those that keep it waiting first. */
  extracts: string[];
}

export type GapCounts = Record<GapState, number>;

export interface Gaps {
  indicators: Gap[];
  all: GapCounts;
  frameworks: Partial<Record<FrameworkId, (GapCounts & { id: string; title: string })[]>>;
}

/** @param withFigures the indicators that show a figure for the county @param today an ISO day */
export function gapsOf(
  catalogue: Catalogue,
  freshness: readonly Freshness[],
  withFigures: ReadonlySet<string>,
  today: string,
): Gaps {
  const byExtract = new Map(freshness.map((one) => [one.extract, one]));
  const keepsWaiting = (extract: string) => isLate(byExtract.get(extract) ?? { due_on: null }, today);
  const gaps = catalogue.indicators.map((indicator): Gap => {
    const behind = extractsBehind(indicator.measure, catalogue);
    const never = behind.filter((extract) => !byExtract.get(extract)?.latest);
    const late = behind.filter(keepsWaiting);
    const waiting = withFigures.has(indicator.id) ? late : [...never, ...late];
    return {
      indicator: indicator.id,
      title: indicator.title,
      state: !withFigures.has(indicator.id) ? 'never' : late.length > 0 ? 'late' : 'arrived',
      extracts: [...new Set([...waiting, ...behind])],
    };
  });
  return { indicators: gaps, all: countsOf(gaps), frameworks: byFramework(catalogue, gaps) };
}

function byFramework({ partnership, indicators }: Catalogue, gaps: Gap[]): Gaps['frameworks'] {
  const stateOf = new Map(gaps.map((gap) => [gap.indicator, gap]));
  const entries = frameworkIds(partnership).flatMap((framework) => {
    const items = partnership.frameworks[framework]?.items;
    if (!items) return [];
    const counts = items.map(({ id, title }) => {
      const own = indicators.filter((indicator) => itemsOf(indicator, framework).includes(id));
      return { id, title, ...countsOf(own.flatMap((indicator) => stateOf.get(indicator.id) ?? [])) };
    });
    return [[framework, counts] as const];
  });
  return Object.fromEntries(entries);
}

function itemsOf(indicator: Indicator, framework: FrameworkId): string[] {
  return indicator[framework];
}

function countsOf(gaps: readonly Gap[]): GapCounts {
  const count = (state: GapState) => gaps.filter((gap) => gap.state === state).length;
  return { arrived: count('arrived'), late: count('late'), never: count('never') };
}
