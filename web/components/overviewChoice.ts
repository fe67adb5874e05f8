import type { Catalogue, Indicator } from '../../indicators/schema.ts';
import type { OverviewRow } from '../../indicators/series.ts';
import type { OverviewChoice } from '../props/overview.ts';
import { hasWords, searchWords } from '../search.ts';
import type { Status } from '../words.ts';

/** An indicator with its row of the overview. */
export interface Shown {
  indicator: Indicator;
  row: OverviewRow;
}

const TIERS: Indicator['tier'][] = ['headline', 'core', 'supporting'];
const PRESSING: Status[] = ['off_track', 'on_track', 'met', 'no_target', 'awaiting_data'];

export function isChosen({ item, status, tier, special, q }: OverviewChoice): boolean {
  return item !== null || status !== null || tier !== null || special || q.trim() !== '';
}

/** What fits the choice: headline indicators first, and of each tier those off track first. */
export function chosenRows(catalogue: Catalogue, rows: OverviewRow[], choice: OverviewChoice): Shown[] {
  const words = searchWords(choice.q);
  const byId = new Map(catalogue.indicators.map((indicator) => [indicator.id, indicator]));
  return rows
    .flatMap((row) => {
      const indicator = byId.get(row.indicator);
      return indicator ? [{ indicator, row }] : [];
    })
    .filter((shown) => fits(shown, choice) && hasWords(shown.indicator, words))
    .sort((one, other) => place(one) - place(other));
}

function fits({ indicator, row }: Shown, { item, status, tier, special }: OverviewChoice): boolean {
  return (
    (item === null || (indicator[item.framework] as string[]).includes(item.id)) &&
    (status === null || row.status === status) &&
    (tier === null || tier === 'all' || indicator.tier === tier) &&
    (!special || isSpecial(row))
  );
}

/** Whether the last point is beyond what chance would explain. */
export function isSpecial({ variation }: OverviewRow): boolean {
  return variation !== null && variation !== 'common_cause';
}

function place({ indicator, row }: Shown): number {
  return TIERS.indexOf(indicator.tier) * PRESSING.length + PRESSING.indexOf(row.status);
}
