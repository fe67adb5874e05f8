import { freshnessOf } from '../indicators/freshness.ts';
import { localDay } from '../indicators/periods.ts';
import type { FileReport } from '../indicators/series.ts';
import { catchUp, reload } from './catch-up.ts';
import { compute } from './compute/compute.ts';
import { digest, fingerprintsOf } from './compute/fingerprints.ts';
import type { Effects } from './effects.ts';
import { endRebuild, inWorkshop } from './in-workshop.ts';
import { type Standing, take } from './intake.ts';
import { refuseWithout } from './missing.ts';
import { overtaken } from './overtaken.ts';
import { changes } from './publish/changes.ts';
import { compareWithEarlier, publishedFiles, unchangedSince } from './publish/earlier.ts';
import { planReports } from './publish/plan.ts';
import { publish } from './publish/publish.ts';
import { newestSnapshot } from './publish/snapshot-folder.ts';
import { isLost, type Note, readNote } from './receive/archive.ts';
import type { Delivery } from './receive/delivery.ts';
import { inboxFiles } from './receive/inbox.ts';
import { clearAway, existing, receive, sizeOf, stampOf, type Unreadable } from './receive/receive.ts';
import { deleteOldFiles } from './receive/retention.ts';
import { endTry, MOST_TRIES, type Tries, tried, triesOf } from './receive/tries.ts';
import { untold } from './receive/untold.ts';
import { type RunReport, recorded, type Unfinished } from './runs.ts';
import type { Home, Settings } from './settings.ts';
import type { Stopwatch } from './stopwatch.ts';
import { defineFacts } from './warehouse/facts.ts';
import { lastPublished, notePublished } from './warehouse/last-published.ts';
import * as ledger from './warehouse/ledger.ts';
import { leftOut } from './warehouse/left-out.ts';
import type { Warehouse } from './warehouse/warehouse.ts';
import type { Workshop } from './workshop.ts';

/** One run: what lies in the inbox (or the files named) goes in, figures come out. */
export async function run(settings: Settings, effects: Effects, named: string[] = []): Promise<RunReport> {
  const clear = named.length === 0;
  // Looked for while the warehouse opens: whether a file still grows takes a moment to see.
  const looked = clear
    ? inboxFiles(settings.home.inbox)
    : existing(named).then((paths) => ({ paths, left: [] }));
  looked.catch(() => {});
  return inWorkshop(settings, effects, (workshop) =>
    recorded(workshop, async (time) => {
      const { paths, left } = await looked;
      const report = await bringUpToDate(workshop, time, paths, clear);
      return { ...report, unreadable: [...left, ...report.unreadable] };
    }),
  );
}

/** Of the files that the archive has lost, those that did not come again in this very run. */
function stillLost(lost: FileReport[], reports: (FileReport | Unfinished)[]): FileReport[] {
  return lost.filter(({ sha256 }) => !reports.some((report) => report.sha256 === sha256));
}

/** All that has been delivered goes in, what has broken off before last of all, and the figures come out. */
export async function bringUpToDate(
  workshop: Workshop,
  time: Stopwatch['time'],
  paths: string[],
  clear: boolean,
): Promise<RunReport> {
  const caughtUp = await time('catch_up', () => catchUp(workshop));
  const published = await publishedFiles(workshop.settings.home);
  // Numbers of files that the archive has lost stay theirs: it may be put back.
  const lastArrival = Math.max(caughtUp.lastArrival, ...published.map(({ arrival }) => arrival));
  const taken = await time('take_in', () => takeIn(workshop, paths, lastArrival, clear));
  await refuseWithout(workshop, published);
  const suspects = caughtUp.suspects.filter(({ sha256 }) => !taken.received.has(sha256));
  const brokenOff = [...caughtUp.suspects, ...caughtUp.unfinished];
  const shown = shownOf(published, brokenOff);
  if (clear)
    await forgetOldMarks(
      workshop.settings.home,
      new Set([...taken.received, ...brokenOff.map(({ sha256 }) => sha256)]),
    );
  const first = shown.size > 0 ? NOTHING_NEW : await publishIfChanged(workshop, time);
  const again = await time('take_in', () => takeSuspects(workshop, suspects, taken.suspects));
  const reports = [...caughtUp.unfinished, ...taken.reports, ...again];
  const unfinished = reports.filter((one): one is Unfinished => !isFinished(one));
  const waits = unfinished.some(({ sha256 }) => shown.has(sha256));
  const isMore = suspects.length + taken.suspects.length > 0;
  const second = isMore && !waits ? await publishIfChanged(workshop, time) : NOTHING_NEW;
  if (workshop.catalogue.partnership.retention)
    await time('delete_old_files', () => deleteOldFiles(workshop));
  const sentences = await overtaken(workshop, reports);
  for (const line of sentences) workshop.effects.log(line);
  const files = await toTell(workshop, stillLost(caughtUp.lost, reports), reports);
  await endRebuild(workshop.settings.home, workshop.effects, files.some(isLost));
  return {
    files,
    unfinished,
    unreadable: taken.unreadable,
    repaired: workshop.repaired,
    snapshot: second.snapshot ?? first.snapshot,
    changes: [...first.changes, ...second.changes],
    overtaken: sentences,
  };
}

/** The reports of this run, with those that an earlier one left untold. */
async function toTell(
  { settings, warehouse }: Workshop,
  lost: FileReport[],
  reports: (FileReport | Unfinished)[],
): Promise<FileReport[]> {
  const earlier = await untold(settings.home, warehouse, [...lost, ...reports]);
  return [...lost, ...earlier, ...reports.filter(isFinished)];
}

/** Those of some files that the dashboard counts: their months stay on it until each has had all its tries. */
function shownOf(published: { sha256: string }[], files: { sha256: string }[]): Set<string> {
  const counted = new Set(published.map(({ sha256 }) => sha256));
  return new Set(files.map(({ sha256 }) => sha256).filter((sha256) => counted.has(sha256)));
}

function isFinished(said: FileReport | Unfinished): said is FileReport {
  return !('reason' in said);
}

interface Arrived extends Standing {
  delivery: Delivery;
  path: string;
  /** What the file was known by before it was read. */
  stamp: string | null;
}

interface Taken {
  reports: (FileReport | Unfinished)[];
  suspects: Arrived[];
  unreadable: Unreadable[];
  received: Set<string>;
}

/** Files that broke off an earlier run are put last: they must not stand in the way of the others. */
async function takeIn(
  workshop: Workshop,
  paths: string[],
  lastArrival: number,
  clear: boolean,
): Promise<Taken> {
  const { settings, warehouse, effects } = workshop;
  const known = await ledger.known(warehouse);
  let arrival = lastArrival;
  const sizes = await Promise.all(paths.map(sizeOf));
  const progress = effects.progress('Loading files', sum(sizes));
  const taken: Taken = { reports: [], suspects: [], unreadable: [], received: new Set() };
  for (const [index, path] of paths.entries()) {
    const size = sizes[index] ?? 0;
    progress.begin(size);
    arrival += 1;
    const stamp = await stampOf(path);
    const delivery = await receive(settings.home, path, arrival, effects.now());
    if (delivery && 'code' in delivery) taken.unreadable.push(delivery);
    else if (delivery)
      await takeOrPutLast(workshop, { delivery, path, stamp, resumed: false, waits: clear }, known, taken);
    progress.step(size);
  }
  progress.end();
  return taken;
}

async function takeOrPutLast(
  workshop: Workshop,
  arrived: Arrived,
  known: Map<string, ledger.Known>,
  { reports, suspects, received }: Taken,
): Promise<void> {
  const { home } = workshop.settings;
  const { sha256 } = arrived.delivery;
  received.add(sha256);
  const tries = await triesAgain(home, sha256);
  if (tries.count > 0) suspects.push(await inItsPlace(home, arrived, tries));
  else reports.push(await takeOne(workshop, arrived, known));
}

/** A file that was set aside after all its tries has them again once it is sent again. */
async function triesAgain(home: Home, sha256: string): Promise<Tries> {
  const tries = await triesOf(home, sha256);
  if (tries.count <= MOST_TRIES) return tries;
  await endTry(home, sha256);
  return triesOf(home, sha256);
}

/** A file that waited in the inbox while its run broke off keeps its place in the order of arrival. */
async function inItsPlace(home: Home, arrived: Arrived, { arrival }: Tries): Promise<Arrived> {
  const { delivery, waits } = arrived;
  if (!waits || arrival === 0) return arrived;
  const note = await readNote(home, delivery.sha256);
  const resumed = note?.arrival === arrival && note.file === delivery.file;
  const receivedAt = resumed ? note.receivedAt : delivery.receivedAt;
  return { ...arrived, delivery: { ...delivery, arrival, receivedAt }, resumed };
}

async function takeOne(
  workshop: Workshop,
  { delivery, path, stamp, ...standing }: Arrived,
  known: Map<string, ledger.Known>,
): Promise<FileReport | Unfinished> {
  const said = await take(workshop, delivery, known, standing);
  if (isFinished(said)) {
    await endTry(workshop.settings.home, delivery.sha256);
    if (standing.waits) await clearAway(path, stamp);
  }
  workshop.effects.reached('cleared');
  return said;
}

async function takeSuspects(
  workshop: Workshop,
  notes: Note[],
  arrived: Arrived[],
): Promise<(FileReport | Unfinished)[]> {
  if (notes.length + arrived.length === 0) return [];
  const reports: (FileReport | Unfinished)[] = [];
  for (const note of notes) {
    const said = await reload(workshop, note);
    if (said) reports.push(said);
  }
  const known = await ledger.known(workshop.warehouse);
  for (const one of arrived) reports.push(await takeOne(workshop, one, known));
  return reports;
}

/** Marks of files that have been dealt with since: a crash came between the last step and the mark. */
async function forgetOldMarks(home: Home, open: Set<string>): Promise<void> {
  for (const sha256 of await tried(home)) if (!open.has(sha256)) await endTry(home, sha256);
}

type Published = Pick<RunReport, 'snapshot' | 'changes'>;
const NOTHING_NEW: Published = { snapshot: null, changes: [] };

export async function publishIfChanged(
  { settings, catalogue, warehouse, effects }: Workshop,
  time: Stopwatch['time'],
  { anew = false } = {},
): Promise<Published> {
  await time('define_facts', () => defineFacts(warehouse, catalogue));
  const today = localDay(effects.now(), catalogue.partnership.calendar);
  const files = await ledger.files(warehouse, catalogue.extracts);
  const fingerprints = await fingerprintsOf(warehouse, catalogue, today, settings.code);
  const fingerprint = digest([catalogue, settings.sampleData, files, [...fingerprints]]);
  if (!anew && (await isPublished(settings.home, warehouse, fingerprint))) return NOTHING_NEW;
  for (const line of await leftOut(warehouse, catalogue.extracts)) effects.log(line);
  const unchanged = await unchangedSince(settings.home, fingerprints);
  const indicators = catalogue.indicators.filter(({ id }) => !unchanged.indicators.has(id));
  const progress = effects.progress('Working out indicators', indicators.length);
  const computed = await time('compute', () =>
    compute(warehouse, { ...catalogue, indicators }, today, progress),
  );
  progress.end();
  effects.reached('computed');
  const changed = await time('compare', async () => {
    const earlier = await compareWithEarlier(settings.home, computed, unchanged.indicators, effects.log);
    return earlier ? changes(earlier, { catalogue, files, code: settings.code }) : [];
  });
  const findings = await ledger.findings(warehouse);
  const publication = {
    ...{ catalogue, computed, unchanged, fingerprints, changes: changed, files, findings },
    freshness: catalogue.extracts.map((extract) =>
      freshnessOf(extract, files, catalogue.partnership.calendar),
    ),
    plan: await planReports(warehouse, catalogue),
    publishedAt: effects.now(),
    code: settings.code,
    sampleData: settings.sampleData,
  };
  const note = (id: string) => notePublished(warehouse, { fingerprint, snapshot: id });
  const snapshot = await time('publish', () => publish(settings.home, publication, effects, note));
  return { snapshot, changes: changed };
}

/** Whether the newest snapshot was made from the same. A crash may have come between its note and itself. */
async function isPublished(home: Home, warehouse: Warehouse, fingerprint: string): Promise<boolean> {
  const noted = await lastPublished(warehouse);
  return noted?.fingerprint === fingerprint && noted.snapshot === (await newestSnapshot(home));
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
