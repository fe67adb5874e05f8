import type { EarlierFile } from './publish/earlier.ts';
import { noted } from './receive/archive.ts';
import { countingNames, deliveredMonths } from './warehouse/deliveries.ts';
import * as ledger from './warehouse/ledger.ts';
import { StorageError } from './warehouse/storage-errors.ts';
import type { Workshop } from './workshop.ts';

const MOST_NAMED = 5;

/**
 * Refuses to publish where the archive has been lost and the warehouse does not have its rows either: figures of what is
 * left would take the place of good ones. Retention keeps a file's facts, and a withdrawal its note.
 * @param published the files whose months the newest snapshot counts
 */
export async function refuseWithout(workshop: Workshop, published: EarlierFile[]): Promise<void> {
  const { home } = workshop.settings;
  const missing = (await missingFiles(workshop, published)).map(({ file }) => file);
  if (missing.length === 0) return;
  const what = missing.length === 1 ? '1 file' : `${missing.length} files`;
  throw new StorageError(
    `${what} of which the published figures are made can be found neither in ${home.archive} nor in the warehouse: ${listed(missing)}. Nothing was published, and the dashboard shows what it showed before. Put the archive back from a backup, or deliver the files again. To begin anew without them, on purpose, move the snapshots out of ${home.snapshots} first.`,
  );
}

/** Those that nobody knows any more; or all, where the archive has the raw file of none. Facts that were kept in a raw
 *  file's stead and no longer fit are told of one by one. */
async function missingFiles(
  { settings: { home }, warehouse, catalogue }: Workshop,
  published: EarlierFile[],
): Promise<EarlierFile[]> {
  const extracts = new Map(catalogue.extracts.map((extract) => [extract.name, extract]));
  const counted = published.filter(
    ({ state, extract }) => state === 'accepted' && extracts.has(extract ?? ''),
  );
  const lost = catalogue.partnership.retention ? new Set<string>() : await ledger.lostFiles(warehouse);
  if (counted.length > 0 && counted.every(({ sha256 }) => lost.has(sha256))) return counted;
  const there = new Set([...(await noted(home)), ...(await ledger.known(warehouse)).keys()]);
  const gone = counted.filter(({ sha256 }) => !there.has(sha256));
  if (gone.length === 0) return [];
  const names = await countingNames(warehouse);
  const months = await deliveredMonths(warehouse, catalogue.partnership.calendar);
  const isMadeGood = ({ file, extract, covered }: EarlierFile) =>
    names.has(file) ||
    (extracts.get(extract ?? '')?.supersede === 'period' &&
      covered.length > 0 &&
      covered.every((month) => months.get(extract ?? '')?.has(month)));
  return gone.filter((file) => !isMadeGood(file));
}

function listed(files: string[]): string {
  const rest = files.length - MOST_NAMED;
  return [...files.slice(0, MOST_NAMED), ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ');
}
