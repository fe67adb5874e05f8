import { groupBy } from '../indicators/group.ts';
import { monthsWords, periodWords } from '../indicators/period-words.ts';
import { isMonth } from '../indicators/periods.ts';
import { listWords } from '../indicators/words.ts';
import { sharedPeriods } from './warehouse/deliveries.ts';
import type { Workshop } from './workshop.ts';

/** Which of several files counts that came in one run for the same months, a sentence for each such lot of files: a
 *  correction and what it corrects may lie in the inbox together. */
export async function overtaken(
  { warehouse, catalogue }: Workshop,
  came: { sha256: string }[],
): Promise<string[]> {
  const replaced = catalogue.extracts.filter(({ supersede }) => supersede === 'period');
  const names = new Set(replaced.map(({ name }) => name));
  const shared = await sharedPeriods(
    warehouse,
    came.map(({ sha256 }) => sha256),
  );
  const ofReplaced = shared.filter(({ extract }) => names.has(extract));
  const byFiles = groupBy(ofReplaced, ({ extract, files }) => JSON.stringify([extract, files]));
  return [...byFiles.values()].map((own) => {
    const files = own[0]?.files ?? [];
    return `For ${periodsWords(own.map(({ period }) => period))}, ${files.at(-1)} counts instead of ${listWords(files.slice(0, -1))}: it came last.`;
  });
}

function periodsWords(periods: string[]): string {
  return periods.every(isMonth) ? monthsWords(periods) : listWords(periods.map(periodWords));
}
