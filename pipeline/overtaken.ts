import { listWords, periodWords } from '../indicators/words.ts';
import * as ledger from './warehouse/ledger.ts';
import type { Workshop } from './workshop.ts';

/** Which of several files counts that came in one run for the same month, in sentences: a correction and what it corrects
 *  may lie in the inbox together. */
export async function overtaken(
  { warehouse, catalogue }: Workshop,
  came: { sha256: string }[],
): Promise<string[]> {
  const replaced = catalogue.extracts.filter(({ supersede }) => supersede === 'period');
  const names = new Set(replaced.map(({ name }) => name));
  const shared = await ledger.sharedPeriods(
    warehouse,
    came.map(({ sha256 }) => sha256),
  );
  return shared
    .filter(({ extract }) => names.has(extract))
    .map(({ extract, period, files }) => {
      const earlier = files.slice(0, -1);
      const count = earlier.length === 1 ? 'counts' : 'count';
      return `${files.length} files came for ${periodWords(period)} of ${extract}. ${files.at(-1)} counts: it came last. ${listWords(earlier)} no longer ${count}.`;
    });
}
