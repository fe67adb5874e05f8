import { FRAMEWORKS, type FrameworkId } from '../../../indicators/partnership-schema.ts';
import type { Indicator } from '../../../indicators/schema.ts';
import type { OverviewRow } from '../../../indicators/series.ts';
import type { ItemChosen, OverviewFilter } from '../../props/overview.ts';
import { isRealChange, worsens } from '../../words.ts';

/** Which indicators a reader has asked for, and in which order they come. */

export interface Shown {
  indicator: Indicator;
  row: OverviewRow;
}

export const NOTHING_CHOSEN: Omit<OverviewFilter, 'area'> = {
  item: null,
  status: null,
  tier: null,
  special: false,
  q: '',
};

/** Whether anything but the area was asked for: then the page is a list of what fits, and no summary. */
export function isNarrowed({ item, status, tier, special, q }: OverviewFilter): boolean {
  return item !== null || status !== null || tier !== null || special || wordsOf(q).length > 0;
}

export function shownOf(indicators: Indicator[], rows: OverviewRow[]): Shown[] {
  const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  return rows.flatMap((row) => {
    const indicator = byId.get(row.indicator);
    return indicator ? [{ indicator, row }] : [];
  });
}

/** Those that fit, what is off track first; otherwise in the order given. */
export function thatFit(shown: Shown[], filter: OverviewFilter): Shown[] {
  const words = wordsOf(filter.q);
  return mostPressingFirst(
    shown.filter(
      ({ indicator, row }) =>
        (filter.item === null || serves(indicator, filter.item)) &&
        (filter.status === null || row.status === filter.status) &&
        (filter.tier === null || filter.tier === 'all' || indicator.tier === filter.tier) &&
        (!filter.special || isRealChange(row.variation)) &&
        hasWords(indicator, words),
    ),
  );
}

export function mostPressingFirst(shown: Shown[]): Shown[] {
  return shown.toSorted((one, other) => calmness(one.row) - calmness(other.row));
}

const MOST_TILES = 20;

/** Tiles for what a board acts on: a target, or a real change. Where all are few, for all; the others in short. */
export function asTiles(headline: Shown[]): { tiles: Shown[]; inShort: Shown[] } {
  if (headline.length <= MOST_TILES) return { tiles: headline, inShort: [] };
  const isTelling = ({ row }: Shown) => row.target !== null || isRealChange(row.variation);
  return { tiles: headline.filter(isTelling), inShort: headline.filter((shown) => !isTelling(shown)) };
}

function serves(indicator: Indicator, { framework, item }: ItemChosen): boolean {
  return itemsServed(indicator, framework).includes(item);
}

export function itemsServed(indicator: Indicator, framework: FrameworkId): string[] {
  return indicator[framework];
}

/** "bees:be-safe", as an address has it. */
export function itemParameter({ framework, item }: ItemChosen): string {
  return `${framework}:${item}`;
}

export function readItem(text: string): ItemChosen | null {
  const [, name, item] = /^([a-z]+):(.+)$/.exec(text) ?? [];
  const framework = FRAMEWORKS.find((one) => one === name);
  return framework && item ? { framework, item } : null;
}

const ORDER: OverviewRow['status'][] = [
  'off_track',
  'in_doubt',
  'on_track',
  'met',
  'no_target',
  'hidden',
  'no_figure',
  'awaiting_data',
];

/** What is off track, then what gets worse, then the rest by status. */
function calmness({ status, variation }: OverviewRow): number {
  if (status === 'off_track') return worsens(variation) ? -2 : -1;
  return worsens(variation) ? 0 : ORDER.indexOf(status);
}

function hasWords({ title, definition, phrase = '', id }: Indicator, words: string[]): boolean {
  const text = plain(`${title} ${definition} ${phrase} ${id}`);
  return words.every((word) => text.includes(word));
}

function wordsOf(q: string): string[] {
  return plain(q).split(/\s+/).filter(Boolean);
}

/** Without capitals and accents, and with straight apostrophes. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
}
