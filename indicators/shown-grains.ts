import { disclosurePolicy } from './partnership-schema.ts';
import type { Catalogue, Indicator } from './schema.ts';
import { GRAINS, type Grain, type Level } from './series.ts';

/** The catalogue as it is for a level: an indicator has the grains of which there are figures. */
export function catalogueShown(catalogue: Catalogue, level: Level): Catalogue {
  if (level === 'full') return catalogue;
  const { grains } = disclosurePolicy(catalogue.partnership);
  return { ...catalogue, indicators: catalogue.indicators.map((indicator) => withGrains(indicator, grains)) };
}

/** Where none of its grains is shown, it keeps them: it then has no figures, and says why. */
function withGrains(indicator: Indicator, allowed: readonly Grain[]): Indicator {
  const grains = indicator.grains.filter((grain) => allowed.includes(grain));
  if (isPublishedAnyway(indicator) || grains.length === 0) return indicator;
  const [finest = indicator.tile_grain] = grains.toSorted((one, other) => place(one) - place(other));
  const tile = grains.includes(indicator.tile_grain) ? indicator.tile_grain : finest;
  return { ...indicator, grains, tile_grain: tile };
}

/** Whether an indicator has figures at a level, once there are data. */
export function isShownAtAll(indicator: Indicator, { partnership }: Catalogue, level: Level): boolean {
  const { grains } = disclosurePolicy(partnership);
  return (
    level === 'full' ||
    isPublishedAnyway(indicator) ||
    indicator.grains.some((grain) => grains.includes(grain))
  );
}

/** Figures that others publish, with symbols of their own. */
function isPublishedAnyway({ measure }: Indicator): boolean {
  return measure.kind === 'published' || measure.kind === 'rank';
}

function place(grain: Grain): number {
  return GRAINS.indexOf(grain);
}

/** The finest grain of which most is shown, from the one that is wanted; that one where none is. */
export function readableGrain(
  indicator: Pick<Indicator, 'grains'>,
  wanted: Grain,
  statuses: (grain: Grain) => readonly string[],
): Grain {
  const coarser = indicator.grains
    .filter((grain) => place(grain) > place(wanted))
    .toSorted((one, other) => place(one) - place(other));
  const isReadable = (grain: Grain) => {
    const all = statuses(grain).filter((status) => status !== 'missing');
    return all.filter((status) => status === 'suppressed').length * 2 <= all.length && all.length > 0;
  };
  return [wanted, ...coarser].find(isReadable) ?? wanted;
}
