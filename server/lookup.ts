import { areaIds } from '../indicators/areas.ts';
import { breakdownGrains } from '../indicators/breakdowns.ts';
import type { Area, Framework, FrameworkId } from '../indicators/partnership-schema.ts';
import type { Catalogue, Indicator } from '../indicators/schema.ts';
import type { Grain } from '../indicators/series.ts';
import { orList, suggestion } from './advice.ts';
import { Problem } from './problems.ts';

/** Finds what an address names in the catalogue, or says what it might have meant. */

export function indicatorCalled(catalogue: Catalogue, id: string): Indicator {
  const found = catalogue.indicators.find((indicator) => indicator.id === id);
  return found ?? unknown('indicator', id, idsOf(catalogue.indicators));
}

/** Checks that an area exists: the county, or one of its localities. */
export function areaCalled(catalogue: Catalogue, id: string): string {
  const valid = areaIds(catalogue);
  return valid.includes(id) ? id : unknown('area', id, valid);
}

export function localityCalled(catalogue: Catalogue, id: string): Area {
  const { areas } = catalogue.partnership;
  return areas.find((area) => area.id === id) ?? unknown('area', id, idsOf(areas));
}

export function frameworkCalled(catalogue: Catalogue, id: FrameworkId): Framework {
  const { frameworks, name } = catalogue.partnership;
  const found = frameworks[id];
  if (!found)
    throw new Problem(404, `${name} does not group its indicators by “${id}”.`, Object.keys(frameworks));
  return found;
}

export function itemCalled(framework: Framework, id: string): string {
  const valid = idsOf(framework.items);
  return valid.includes(id) ? id : unknown(framework.item, id, valid);
}

/** Checks that an indicator is counted by this grain. */
export function grainFor(indicator: Indicator, grain: Grain): Grain {
  if (indicator.grains.includes(grain)) return grain;
  const detail = `“${indicator.title}” is not counted by ${grain}; use ${orList(indicator.grains)}.`;
  throw new Problem(400, detail, indicator.grains);
}

/** Checks that an indicator is broken down by this column. */
export function breakdownFor({ title, breakdowns }: Indicator, by: string): string {
  if (breakdowns.includes(by)) return by;
  const detail =
    breakdowns.length === 0
      ? `“${title}” is not broken down by anything.`
      : `“${title}” is not broken down by “${by}”; use ${orList(breakdowns)}.`;
  throw new Problem(400, detail, breakdowns);
}

/** The grain of a breakdown: the one asked for, or that of the indicator's tile. */
export function breakdownGrainFor(indicator: Indicator, grain?: Grain): Grain {
  const grains = breakdownGrains(indicator);
  const wanted = grain ?? indicator.tile_grain;
  if (grains.includes(wanted)) return wanted;
  const detail = `“${indicator.title}” is not broken down by ${wanted}; use ${orList(grains)}.`;
  throw new Problem(400, detail, grains);
}

/** The grain in which an indicator's trend is drawn: by month if it is counted so. */
export function trendGrain(indicator: Indicator): Grain {
  return indicator.grains.includes('month') ? 'month' : indicator.tile_grain;
}

function idsOf(things: { id: string }[]): string[] {
  return things.map((thing) => thing.id);
}

function unknown(kind: string, id: string, valid: string[]): never {
  throw new Problem(404, `There is no ${kind} “${id}”. ${suggestion(id, valid)}`, valid);
}
