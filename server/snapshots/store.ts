import { EventEmitter } from 'node:events';
import { type Frozen, frozenIn, isSameName } from '../../indicators/frozen.ts';
import type { SnapshotInfo } from '../../indicators/series.ts';
import { snapshotNumber } from '../../indicators/snapshot.ts';
import { suggestion } from '../advice.ts';
import { Cache } from '../cache.ts';
import { nothingPublished, Problem } from '../problems.ts';
import { type SnapshotFile, snapshotFile, snapshotFiles } from './folder.ts';
import { OlderSnapshots } from './older.ts';
import { type Lease, openSnapshot, type Snapshot } from './snapshot.ts';
import { type Watch, watchFolder } from './watch.ts';

/** To close one takes some milliseconds in which nobody is answered: not when all have just asked for the next. */
const RETIRED_AFTER_MS = 500;

interface StoreOptions {
  log(line: string): void;
  watch?: Watch;
}

/** The published snapshots: the newest readable one is current, and a newer one takes its place when it appears. */
export class SnapshotStore {
  /** `swap` when another snapshot has become current. */
  readonly events = new EventEmitter<{ swap: [id: string] }>();
  readonly #older = new OlderSnapshots();
  readonly #infos = new Cache(1_000);
  readonly #damaged = new Map<string, string>();
  #frozen = new Map<string, Frozen | null>();
  #current: { file: SnapshotFile; snapshot: Snapshot } | null = null;
  readonly #retiring = new Map<Snapshot, NodeJS.Timeout>();
  #look: Promise<void> = Promise.resolve();
  #lookQueued = false;
  #stopWatching = () => {};

  constructor(
    private readonly folder: string,
    private readonly options: StoreOptions,
  ) {}

  async open(): Promise<void> {
    const changed = () => void this.refresh().catch((error) => this.options.log(`${this.folder}: ${error}`));
    this.#stopWatching = (this.options.watch ?? watchFolder)(this.folder, changed);
    await this.refresh();
  }

  get current(): Snapshot | null {
    return this.#current?.snapshot ?? null;
  }

  /** The newest snapshots that could not be read, by id. */
  get damaged(): string[] {
    return [...this.#damaged.values()];
  }

  /** As `lease`, of the latest without waiting; null where there is none, or another is asked for. */
  leaseLatest(asked: string | undefined): Lease | null {
    return asked === undefined ? (this.current?.lease() ?? null) : null;
  }

  /** Holds a snapshot open for one request: the current one, or another by its id or the name it was frozen under. */
  async lease(asked?: string): Promise<Lease> {
    if (asked === undefined && !this.current) throw nothingPublished();
    const id = asked === undefined ? this.current?.info.id : await this.#idOf(asked);
    const { current } = this;
    if (current && id === current.info.id) return current.lease();
    const number = snapshotNumber(id ?? '');
    const file = number === null ? null : await snapshotFile(this.folder, number);
    if (!file) throw await this.#unknown(asked ?? '');
    const lease = await this.#older.lease(file);
    lease.snapshot.label(this.#frozen.get(file.id) ?? null);
    return lease;
  }

  async #idOf(asked: string): Promise<string> {
    if (snapshotNumber(asked) !== null) return asked;
    const known = idCalled(this.#frozen, asked);
    if (known) return known;
    // Frozen a moment ago, perhaps, and not noticed yet.
    await this.#readFrozen();
    return idCalled(this.#frozen, asked) ?? asked;
  }

  async #readFrozen(): Promise<void> {
    this.#frozen = await frozenIn(this.folder);
    this.current?.label(this.#frozen.get(this.current.info.id) ?? null);
  }

  /** What is known of every readable snapshot, newest first. */
  async list(): Promise<SnapshotInfo[]> {
    const files = await snapshotFiles(this.folder);
    await this.#readFrozen();
    const infos: SnapshotInfo[] = [];
    for (const file of files) {
      if (this.#damaged.has(file.identity)) continue;
      const info = await this.#infos.once(file.identity, () => readInfo(file)).catch(() => null);
      if (info) infos.push({ ...info, ...this.#frozen.get(file.id) });
    }
    return infos;
  }

  /** Looks for a newer snapshot. Looks are taken one after another, and one that is waiting serves all who ask. */
  refresh(): Promise<void> {
    if (this.#lookQueued) return this.#look;
    this.#lookQueued = true;
    const look = () => {
      this.#lookQueued = false;
      return this.#takeNewest();
    };
    this.#look = this.#look.then(look, look);
    return this.#look;
  }

  async close(): Promise<void> {
    this.#stopWatching();
    await this.#look.catch(() => {});
    this.#retireNow();
    this.#current?.snapshot.retire();
    this.#current = null;
    this.#older.close();
  }

  #retireSoon(snapshot: Snapshot): void {
    const retire = () => {
      this.#retiring.delete(snapshot);
      snapshot.retire();
    };
    this.#retiring.set(snapshot, setTimeout(retire, RETIRED_AFTER_MS).unref());
  }

  #retireNow(): void {
    for (const [snapshot, timer] of this.#retiring) {
      clearTimeout(timer);
      snapshot.retire();
    }
    this.#retiring.clear();
  }

  async #takeNewest(): Promise<void> {
    await this.#takeNewestFile();
    await this.#readFrozen();
  }

  async #takeNewestFile(): Promise<void> {
    const files = await snapshotFiles(this.folder);
    this.#forgetDamagedExcept(files);
    for (const file of files) {
      if (file.identity === this.#current?.file.identity) return;
      if (await this.#tryToTake(file)) return;
    }
  }

  async #tryToTake(file: SnapshotFile): Promise<boolean> {
    try {
      const snapshot = await openWhole(file);
      const previous = this.current;
      if (previous) await snapshot.prepareFor(previous);
      this.#current = { file, snapshot };
      this.#damaged.delete(file.identity);
      if (previous) this.#retireSoon(previous);
      this.events.emit('swap', snapshot.info.id);
      return true;
    } catch (error) {
      this.#reportDamaged(file, error);
      return false;
    }
  }

  /** Said once for each file, though it is tried again whenever there is a look: the fault may have been passing. */
  #reportDamaged(file: SnapshotFile, error: unknown): void {
    if (this.#damaged.has(file.identity)) return;
    this.#damaged.set(file.identity, file.id);
    this.options.log(`${file.path} cannot be read (${error}); the figures before it stay on the pages.`);
  }

  #forgetDamagedExcept(files: SnapshotFile[]): void {
    const there = new Set(files.map((file) => file.identity));
    for (const identity of this.#damaged.keys()) if (!there.has(identity)) this.#damaged.delete(identity);
  }

  async #unknown(id: string): Promise<Problem> {
    const names = [...this.#frozen.values()].flatMap((frozen) => frozen?.name ?? []);
    const ids = [...names, ...(await snapshotFiles(this.folder)).map((file) => file.id)];
    return new Problem(404, `There is no snapshot “${id}”. ${suggestion(id, ids)}`, ids);
  }
}

async function openWhole(file: SnapshotFile): Promise<Snapshot> {
  const snapshot = await openSnapshot(file.path);
  try {
    await snapshot.readThrough();
    return snapshot;
  } catch (error) {
    snapshot.retire();
    throw error;
  }
}

async function readInfo(file: SnapshotFile): Promise<SnapshotInfo> {
  const snapshot = await openSnapshot(file.path);
  snapshot.retire();
  return snapshot.info;
}

function idCalled(frozen: Map<string, Frozen | null>, name: string): string | undefined {
  return [...frozen].find(([, label]) => label && isSameName(label.name, name))?.[0];
}
