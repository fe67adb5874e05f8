import { noted } from './archive.ts';
import type { EarlierFile } from './earlier.ts';
import type { Workshop } from './intake.ts';
import * as ledger from './ledger.ts';
import { StorageError } from './storage-errors.ts';

const MOST_NAMED = 5;

/**
 * Refuses to publish where the archive has been lost and the warehouse does not have its rows either: figures of what is
 * left would take the place of good ones. Retention keeps a file's note, and so does a withdrawal.
 * @param published the files whose months the newest snapshot counts
 */
export async function refuseWithout(
  { settings: { home }, warehouse }: Workshop,
  published: EarlierFile[],
): Promise<void> {
  const there = new Set([...(await noted(home)), ...(await ledger.known(warehouse)).keys()]);
  const gone = published.filter(({ sha256, state }) => state === 'accepted' && !there.has(sha256));
  if (gone.length === 0) return;
  const delivered = await ledger.deliveredMonths(warehouse);
  const isMade = ({ extract, covered }: EarlierFile) =>
    covered.length > 0 && covered.every((month) => delivered.get(extract ?? '')?.has(month));
  const missing = gone.filter((file) => !isMade(file)).map(({ file }) => file);
  if (missing.length === 0) return;
  const what = missing.length === 1 ? '1 file' : `${missing.length} files`;
  throw new StorageError(
    `${what} of which the published figures are made can be found neither in ${home.archive} nor in the warehouse: ${listed(missing)}. Nothing was published, and the dashboard shows what it showed before. Put the archive back from a backup, or deliver the files again. To begin anew without them, on purpose, move the snapshots out of ${home.snapshots} first.`,
  );
}

function listed(files: string[]): string {
  const rest = files.length - MOST_NAMED;
  return [...files.slice(0, MOST_NAMED), ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ');
}
