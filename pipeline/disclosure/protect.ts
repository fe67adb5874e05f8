import type { DuckDBConnection } from '@duckdb/node-api';
import { COUNTY } from '../../indicators/areas.ts';
import { groupBy } from '../../indicators/group.ts';
import type { CombinedMeasure, Measure } from '../../indicators/measure-schema.ts';
import { leavesOf } from '../../indicators/measures.ts';
import { type DisclosurePolicy, disclosurePolicy } from '../../indicators/partnership-schema.ts';
import type { Catalogue, Indicator } from '../../indicators/schema.ts';
import { assemble } from '../compute/assemble.ts';
import type { Figures } from '../compute/bench.ts';
import type { BrokenDown } from '../compute/breakdowns.ts';
import { combinedFigures } from '../compute/combined.ts';
import type { Computed } from '../compute/compute.ts';
import { pointOf } from '../compute/points.ts';
import { type Built, buildTables, keyOf, type Measured } from './build.ts';
import { countsOf } from './counts.ts';
import { groupOf, type TrueFigure } from './figures.ts';
import { followCounty } from './follow.ts';
import { Solver } from './linear.ts';
import { keepPattern, type PatternCell, patternOf, readPattern } from './pattern.ts';
import { hiddenAmong, rememberShown, type ToldBefore, toldBefore } from './published.ts';
import { readTold, type Told } from './read.ts';
import { byNamesOfNow } from './renamed.ts';
import { allHidden, grainsShown, publishedAsTold, shownFigures } from './shown.ts';
import { suppress } from './suppress.ts';
import type { CountTable } from './table.ts';

/** What a snapshot shows to whom not everything may be shown. */
interface Protected {
  shown: Shown[];
  cells: PatternCell[];
  /** Indicators of which nothing is shown, because no way was found to show a part of it. */
  withheld: Indicator[];
  /** What went wrong while it was looked for. */
  faults: string[];
}

type Shown = Pick<Computed, 'indicator' | 'series' | 'breakdowns' | 'counted'>;

/** What is asked for by all indicators. */
interface Bench {
  catalogue: Catalogue;
  policy: DisclosurePolicy;
  told: Told;
  built: Built;
  before: ToldBefore;
}

/**
 * Every indicator's series again, made of the counts that are not hidden and of nothing else.
 * @param earlier the snapshots before, newest first: what the last one hid stays hidden, and what it showed counts as known
 */
export async function protectedFigures(
  connection: DuckDBConnection,
  catalogue: Catalogue,
  earlier: readonly string[],
  log: (line: string) => void,
): Promise<Protected> {
  const told = await readTold(connection);
  const policy = disclosurePolicy(catalogue.partnership);
  const before = await readPattern(earlier, log);
  const built = buildTables(
    catalogue.indicators.flatMap((one) => measuredOf(one, told, policy)),
    policy,
    catalogue.views,
  );
  const { indicators } = catalogue;
  const named = byNamesOfNow(before.cells, before, indicators, [...told.figures.values()].flat());
  const cells = rememberShown(named, before.figures, indicators);
  keepPattern(built, cells);
  if (hiddenIn(built.tables) > 0) hideWhatTells(built, await Solver.load());
  const bench = { catalogue, policy, told, built, before: toldBefore(before.figures, cells, policy) };
  return {
    shown: catalogue.indicators.map((indicator) => shownOf(indicator, bench)),
    cells: patternOf(built, cells),
    faults: built.tables.flatMap(({ withheld, fault }) => (withheld && fault !== null ? [fault] : [])),
    withheld: catalogue.indicators.filter((one) => isWithheld(one, built)),
  };
}

function hiddenIn(tables: readonly CountTable[]): number {
  return tables.reduce(
    (sum, { cells }) => sum + [...cells.values()].filter(({ hidden }) => hidden).length,
    0,
  );
}

/** Areas first: what the county’s figures are, groups have to go by. Where groups hide more of the county’s, so again. */
function hideWhatTells({ tables }: Built, solver: Solver): void {
  const areas = tables.filter(({ by }) => by === null);
  const groups = tables.filter(({ by }) => by !== null);
  suppress(areas, solver);
  for (let hidden = -1; hidden < hiddenIn(tables); ) {
    hidden = hiddenIn(tables);
    followCounty(areas, groups);
    suppress(tables, solver);
  }
}

function isWithheld({ measure }: Indicator, { byKey }: Built): boolean {
  const { numerator, denominator } = countsOf(measure);
  return [numerator, denominator].some((name) => name && byKey.get(keyOf(name, null))?.withheld);
}

/** What boards look at first is hidden last. */
const WORTH: Record<Indicator['tier'], number> = { headline: 3, core: 1.5, supporting: 1 };

export function measuredOf(
  { id, tier, measure, grains }: Indicator,
  told: Told,
  policy: DisclosurePolicy,
): Measured[] {
  const ofFew = ({ place, start, end }: TrueFigure) => {
    const rows = told.rowsIn(id, place, start, end);
    return rows !== null && rows > 0 && rows < policy.minimum_people;
  };
  const shownBy = (by: string | null) => ({
    ...{ measure, by, worth: WORTH[tier] },
    grains: grainsShown(grains, policy, by),
  });
  const areas = { ...shownBy(null), figures: told.figures.get(id) ?? [], ofFew };
  const groups = [...(told.groups.get(id) ?? [])];
  const inGroups = groups.map(([by, figures]) => ({
    ...{ ...shownBy(by), figures },
    ofFew: ({ place, period }: TrueFigure) => told.peopleIn(id, by, place, period) < policy.minimum_people,
  }));
  return [areas, ...inGroups];
}

function shownOf(indicator: Indicator, bench: Bench): Shown {
  const { catalogue, told } = bench;
  const figures = figuresOf(indicator.measure, indicator, bench);
  const benchmarks = told.benchmarks.get(indicator.id) ?? [];
  const { partnership } = catalogue;
  const arrived = (told.figures.get(indicator.id) ?? []).length > 0;
  const series = assemble({ indicator, partnership, ...figures, benchmarks, setAside: () => 0, arrived });
  return { indicator, series, breakdowns: breakdownsOf(indicator, bench), counted: [] };
}

type Teller = Pick<Indicator, 'id' | 'grains' | 'unit'>;

function figuresOf(measure: Measure, { id, grains, unit }: Teller, bench: Bench): Figures {
  const { policy, told, built, before } = bench;
  const own = told.figures.get(id) ?? [];
  const localities = bench.catalogue.partnership.areas.map((area) => area.id);
  switch (measure.kind) {
    case 'gap':
    case 'ratio':
    case 'growth':
      return combinedOf(measure, grains, bench) ?? allHidden(grainsShown(grains, policy, null), own);
    case 'published':
      return publishedAsTold(grains, own, hiddenAmong({ measure, unit }, own, policy, before, localities));
    case 'rank':
      return publishedAsTold(grains, own);
    default:
      return shownFigures(measure, grainsShown(grains, policy, null), own, null, built, policy);
  }
}

/** What is worked out from others’ figures is worked out from those of them that are shown; null where no indicator shows
 *  them for themselves. */
function combinedOf(measure: CombinedMeasure, grains: Indicator['grains'], bench: Bench): Figures | null {
  const { indicators } = bench.catalogue;
  const tellers = new Map(indicators.map((one) => [JSON.stringify(one.measure), one]));
  if (leavesOf(measure).some((leaf) => !tellers.has(JSON.stringify(leaf)))) return null;
  return combinedFigures(measure, (operand) => {
    const { id = '', unit = 'count' } = tellers.get(JSON.stringify(operand)) ?? {};
    return figuresOf(operand, { id, grains, unit }, bench);
  });
}

function breakdownsOf(indicator: Indicator, { told, built, policy }: Bench): BrokenDown[] {
  const { measure, grains } = indicator;
  return [...(told.groups.get(indicator.id) ?? [])].flatMap(([by, figures]) => {
    const shown = shownFigures(measure, grainsShown(grains, policy, by), figures, by, built, policy);
    const groups = [...groupBy(figures, ({ place }) => place).keys()];
    return groups.flatMap((place) =>
      shown.grains.map(({ grain, periods }) => ({
        ...{ by, group: groupOf(place), grain },
        points: periods.map((period) =>
          pointOf({ ...indicator, targets: [] }, COUNTY, period, shown.count(period.id, place)),
        ),
      })),
    );
  });
}
