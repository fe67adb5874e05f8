import { groupBy } from '../../indicators/group.ts';
import { extractsBehind } from '../../indicators/measures.ts';
import { parsePeriod } from '../../indicators/periods.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { UnlikeFiles } from '../../web/props/overview.ts';
import type { Figures } from '../figures.ts';

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
  const byExtract = groupBy(await doubtedIn(figures), ({ extract }) => extract);
  const periodsBehind = ({ measure }: Indicator) =>
    extractsBehind(measure, catalogue).flatMap((name) => byExtract.get(name) ?? []);
  const all = catalogue.indicators.map((indicator) => [indicator.id, periodsIn(periodsBehind(indicator))]);
  return Object.fromEntries(all.filter(([, periods]) => periods?.length));
}

interface Doubted {
  extract: string;
  /** The period that the finding is about; earlier releases wrote an amount. */
  value: string | null;
  /** The file's newest. */
  period: string | null;
}

function doubtedIn({ snapshot }: Figures): Promise<Doubted[]> {
  const codes = UNLIKE_THOSE_BEFORE.map((code) => `'${code}'`).join(', ');
  return snapshot.rows<Doubted>(
    `SELECT DISTINCT extract, value, period FROM finding JOIN file USING (sha256)
     WHERE code IN (${codes}) AND state = 'accepted' AND extract IS NOT NULL`,
  );
}

function periodsIn(all: Doubted[]): string[] {
  const periods = all.flatMap(({ value, period }) => (value && parsePeriod(value) ? value : (period ?? [])));
  return [...new Set(periods)].sort();
}
