import type { Checker } from '../checker.ts';
import type { Extract, Relation, View } from '../extract-schema.ts';
import type { RowMeasure } from '../measure-schema.ts';
import { didYouMean } from '../nearest.ts';
import { FRAMEWORKS, type Partnership } from '../partnership-schema.ts';
import type { Term } from '../periods.ts';
import type { Plan } from '../plan-schema.ts';
import type { WrittenIndicator } from '../schema.ts';
import { id as idSchema } from '../schema-parts.ts';
import { type Fault, idOf, type Source } from '../source.ts';
import { extractFaults } from './extracts.ts';
import { feedFaults } from './feeds.ts';
import { measureFaults } from './measures.ts';
import { benchmarkFaults } from './open-data.ts';
import { operandFaults, ownMeasures } from './operands.ts';
import { partnershipFaults } from './partnership.ts';
import { actionFaults, planFaults, termFaults } from './plan.ts';
import type { Relations } from './relations.ts';
import { percentFaults, targetFaults } from './targets.ts';
import { unitFaults } from './units.ts';

interface Sources {
  partnership: Source<Partnership> | null;
  calendar: Source<{ terms: Term[] }> | null;
  /** Whether there is a calendar, be it with faults. */
  hasTerms: boolean;
  plan: Source<Plan> | null;
  extracts: Source<Extract>[];
  /** The names of extracts whose files have faults, or whose derived columns have. */
  unread: string[];
  indicators: Source<WrittenIndicator>[];
  /** The ids of all indicators, of those too whose files have faults. */
  ids: string[];
  views: ReadonlyMap<string, View | null>;
}

/** What no single file can show: names that point nowhere, names used twice, expressions that do not fit. */
export async function crossCheck(sources: Sources, checker: Checker): Promise<Fault[]> {
  const { partnership, calendar, plan, extracts, unread, indicators, ids, views } = sources;
  const relations: Relations = new Map<string, Relation | null>([
    ...extracts.map((source) => [source.value.name, source.value] as const),
    ...unread.map((name) => [name, null] as const),
    ...views,
  ]);
  const faults = await Promise.all([
    partnership ? partnershipFaults(partnership, ids) : [],
    calendar ? termFaults(calendar) : [],
    plan && hasFrameworks(partnership) ? planFaults(plan, partnership.value, ids) : [],
    ...extracts.map((source) => extractFaults(source, checker)),
    feedFaults(
      extracts.filter(({ value }) => !unread.includes(value.name)),
      unread,
      checker,
    ),
    ...indicators.flatMap((source) => indicatorFaults(source, sources, relations, checker)),
  ]);
  return faults.flat();
}

/** What depends on a key that has a fault of its own is looked at when that is mended. */
function indicatorFaults(
  source: Source<WrittenIndicator>,
  { partnership, hasTerms, plan, indicators, ids }: Sources,
  relations: Relations,
  checker: Checker,
): (Fault[] | Promise<Fault[]>)[] {
  const { unread } = source;
  return [
    nameFaults(source),
    unread.has('measure') ? [] : measureFaults(source, relations, checker),
    operandFaults(source, indicators, ids),
    benchmarkFaults(source, relations, checker),
    hasFrameworks(partnership) ? frameworkFaults(source, partnership.value) : [],
    unread.has('baseline') ? [] : targetFaults(source),
    percentFaults(source),
    unread.has('unit') || unread.has('measure') ? [] : unitFaults(source),
    unread.has('grains') ? [] : grainFaults(source, hasTerms, relations),
    plan ? actionFaults(source, plan.value) : [],
  ];
}

function hasFrameworks(partnership: Source<Partnership> | null): partnership is Source<Partnership> {
  return partnership !== null && !partnership.unread.has('frameworks');
}

/** An indicator's file name is its id, and stands in addresses. */
function nameFaults({ file, fault }: Source<WrittenIndicator>): Fault[] {
  const named = idSchema.safeParse(idOf(file));
  return named.success
    ? []
    : named.error.issues.map(({ message }) => fault([], `the file’s name: ${message}`));
}

function grainFaults(
  { value, fault }: Source<WrittenIndicator>,
  hasTerms: boolean,
  relations: Relations,
): Fault[] {
  const faults: Fault[] = [];
  if (value.tile_grain && !value.grains.includes(value.tile_grain)) {
    faults.push(fault(['tile_grain'], `"${value.tile_grain}" is not among the indicator’s grains`));
  }
  const term = value.grains.indexOf('term');
  if (term >= 0 && value.measure.kind !== 'published' && !hasTerms) {
    faults.push(fault(['grains', term], 'figures by term need the school terms in calendar.yaml'));
  }
  const week = value.grains.indexOf('week');
  const monthly = week >= 0 && ownMeasures(value.measure).find((measure) => isMonthly(measure, relations));
  if (monthly) {
    const { extract, date } = monthly;
    const message = `figures by week need days, and "${date}" of ${extract} has only months`;
    faults.push(fault(['grains', week], message));
  }
  return faults;
}

function isMonthly({ extract, date }: RowMeasure, relations: Relations): boolean {
  return relations.get(extract)?.fields.find(({ name }) => name === date)?.type === 'yearmonth';
}

function frameworkFaults({ value, fault }: Source<WrittenIndicator>, partnership: Partnership): Fault[] {
  return FRAMEWORKS.flatMap((framework) => {
    const items = partnership.frameworks[framework]?.items.map((item) => item.id);
    if (!items) {
      const message = `the partnership has no framework "${framework}": partnership.yaml says which it has`;
      return value[framework].length > 0 ? [fault([framework], message)] : [];
    }
    return value[framework].flatMap((id, index) =>
      items.includes(id)
        ? []
        : [
            fault(
              [framework, index],
              `"${id}" is not one of the partnership’s ${framework}${didYouMean(id, items)}`,
            ),
          ],
    );
  });
}
