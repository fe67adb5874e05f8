import { Problem } from '../problems.ts';
import type { SnapshotFile } from './folder.ts';
import { type Lease, openSnapshot, type Snapshot } from './snapshot.ts';

const OPEN_AT_MOST = 3;

/** The few older snapshots that somebody is looking at; the least recently asked for is closed first. */
export class OlderSnapshots {
  readonly #open = new Map<string, Promise<Snapshot>>();

  async lease(file: SnapshotFile): Promise<Lease> {
    const opening = this.#open.get(file.identity) ?? openSnapshot(file.path);
    this.#open.delete(file.identity);
    this.#open.set(file.identity, opening);
    // The lease is asked for before anything can be closed, so that it is always had first.
    const lease = opening.then((snapshot) => snapshot.lease());
    this.#closeOldest();
    return lease.catch(() => {
      this.#open.delete(file.identity);
      throw new Problem(404, `The snapshot “${file.id}” is damaged and cannot be shown.`);
    });
  }

  close(): void {
    for (const opening of this.#open.values()) retire(opening);
    this.#open.clear();
  }

  #closeOldest(): void {
    const [oldest] = this.#open;
    if (this.#open.size <= OPEN_AT_MOST || !oldest) return;
    this.#open.delete(oldest[0]);
    retire(oldest[1]);
  }
}

function retire(opening: Promise<Snapshot>): void {
  opening.then((snapshot) => snapshot.retire()).catch(() => {});
}
