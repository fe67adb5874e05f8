import { groupBy } from '../../indicators/group.ts';
import { extractsBehind } from '../../indicators/measures.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { FileRecord } from '../../indicators/series.ts';
import type { UnlikeFiles } from '../../web/props/overview.ts';
import type { Figures } from '../figures.ts';
import { filesOf } from './files.ts';

/** Each row of such a file is sound, and yet part of it may be missing. */
const UNLIKE_THOSE_BEFORE = ['drift', 'replaced-rows'];

/** The months (or years) whose files the checks found unlike those before, by the indicators that are counted from them. */
export function unlikeIn(figures: Figures): Promise<UnlikeFiles> {
  const { remembered } = figures.snapshot;
  return remembered.once(`unlike ${figures.level}`, () => askUnlike(figures));
}

async function askUnlike(figures: Figures): Promise<UnlikeFiles> {
  if (figures.level !== 'full') return {};
  const { catalogue } = figures.snapshot;
  const byExtract = groupBy((await filesOf(figures)).filter(isUnlike), ({ extract }) => extract);
  const periodsBehind = ({ measure }: Indicator) =>
    extractsBehind(measure, catalogue).flatMap((name) => byExtract.get(name) ?? []);
  const all = catalogue.indicators.map((indicator) => [indicator.id, periodsIn(periodsBehind(indicator))]);
  return Object.fromEntries(all.filter(([, periods]) => periods?.length));
}

function isUnlike({ state, counts }: FileRecord): boolean {
  return state === 'accepted' && UNLIKE_THOSE_BEFORE.some((code) => counts[code]);
}

function periodsIn(files: FileRecord[]): string[] {
  return [...new Set(files.flatMap(({ period }) => period ?? []))].sort();
}
