import type { Indicator } from '../../indicators/schema.ts';
import type { OverviewRow } from '../../indicators/series.ts';
import { pointPeriodWords } from '../../indicators/words.ts';
import { capitalised, changeWords, expectedWords, figureWords, VARIATION_WORDS } from '../words.ts';

/** What a leader should look at first, in sentences. */

export interface Matter {
  indicator: Indicator;
  row: OverviewRow;
  tone: 'bad' | 'good';
  sentence: string;
  detail: string;
}

export function mattersOf(
  indicators: Indicator[],
  rows: OverviewRow[],
): { concerns: Matter[]; good: Matter[] } {
  const pairs = rows.flatMap((row) => {
    const indicator = indicators.find(({ id }) => id === row.indicator);
    return indicator ? [{ indicator, row }] : [];
  });
  const concerns = pairs.filter(({ row }) => isConcern(row)).sort((a, b) => urgency(b) - urgency(a));
  const good = pairs.filter(({ row }) => isGood(row)).sort((a, b) => weight(b) - weight(a));
  return {
    concerns: concerns.map(({ indicator, row }) => ({
      indicator,
      row,
      tone: 'bad',
      ...concernWords(indicator, row),
    })),
    good: good.map(({ indicator, row }) => ({ indicator, row, tone: 'good', ...goodWords(indicator, row) })),
  };
}

function isConcern({ status, variation }: OverviewRow): boolean {
  return status === 'off_track' || worsens(variation);
}

function isGood(row: OverviewRow): boolean {
  return !isConcern(row) && (row.status === 'met' || improves(row.variation));
}

/** What a board answers for comes first; of that, what gets worse and misses its target. */
function urgency({ indicator, row: { status, variation } }: Pick<Matter, 'indicator' | 'row'>): number {
  const standing =
    (worsens(variation) ? 2 : 0) + (status === 'off_track' ? 1 : 0) - (improves(variation) ? 1 : 0);
  return 10 * weight({ indicator }) + standing;
}

function weight({ indicator }: Pick<Matter, 'indicator'>): number {
  return { headline: 2, core: 1, supporting: 0 }[indicator.tier];
}

function worsens(variation: OverviewRow['variation']): boolean {
  return variation === 'concern_high' || variation === 'concern_low';
}

function improves(variation: OverviewRow['variation']): boolean {
  return variation === 'improvement_high' || variation === 'improvement_low';
}

function concernWords(indicator: Indicator, row: OverviewRow): Pick<Matter, 'sentence' | 'detail'> {
  const start = worsens(row.variation) ? 'getting worse' : 'off track';
  const target = row.status === 'off_track' && row.target ? ` The target is ${row.target.text}.` : '';
  return {
    sentence: `${start}, at ${nowWords(indicator, row)}.${target}`,
    detail: detailWords(indicator, row),
  };
}

function goodWords(indicator: Indicator, row: OverviewRow): Pick<Matter, 'sentence' | 'detail'> {
  const sentence =
    row.status === 'met'
      ? `target met, with ${nowWords(indicator, row)}.${row.target ? ` The target is ${row.target.text}.` : ''}`
      : `improving, at ${nowWords(indicator, row)}.`;
  return { sentence, detail: detailWords(indicator, row) };
}

function nowWords({ unit }: Indicator, { latest }: OverviewRow): string {
  return latest ? `${figureWords(unit, latest)} in ${pointPeriodWords(latest)}` : 'no figure';
}

function detailWords({ unit }: Indicator, row: OverviewRow): string {
  const change = changeWords(unit, row.latest, row.previous);
  const expected = row.status === 'off_track' ? expectedWords(unit, row) : '';
  const variation = row.variation ? variationWords(row.variation) : '';
  return [capitalised(change), expected, variation].filter((part) => part !== '').join('. ');
}

/** Getting worse has been said already. */
function variationWords(variation: NonNullable<OverviewRow['variation']>): string {
  return worsens(variation) ? 'A real change' : VARIATION_WORDS[variation];
}
