import { writeSamples } from '../data-samples/samples.ts';
import type { Effects, Progress } from '../pipeline/effects.ts';
import { markSampleData, type Settings } from '../pipeline/settings.ts';

/** The day on which the sample data stand still, unless WAGGLE_NOW says another. */
const SAMPLE_CLOCK = '2025-01-15';

/** Says beside the inbox that it has sample data, and writes them there. */
export async function samples(settings: Settings, effects: Effects) {
  const now = settings.now ?? new Date(SAMPLE_CLOCK);
  // First: whoever is stopped amid the writing has sample data too.
  await markSampleData(settings.home, now.toISOString().slice(0, 10));
  let progress: Progress | undefined;
  let before = 0;
  const written = await writeSamples(settings.home.inbox, {
    now,
    progress: (done, total) => {
      progress ??= effects.progress('Writing sample extracts', total);
      progress.step(done - before);
      before = done;
    },
  });
  progress?.end();
  return written;
}
