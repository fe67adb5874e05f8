import { COUNTY } from '../indicators/areas.ts';
import { type Role, scopeFor, sightOf } from './access/scope.ts';
import { overviewOf } from './queries/overview.ts';
import { profilesOf } from './queries/profile.ts';
import type { Snapshot } from './snapshots/snapshot.ts';
import type { SnapshotStore } from './snapshots/store.ts';

/** Whoever waits for the new figures is answered first. */
const AFTER_MS = 2_000;
/** They see every area; for others there is little to work out. */
const ROLES: readonly Role[] = ['analyst', 'leader'];

/** When a snapshot has become current, works out what the overview and the areas’ pages show of it: whoever asked first
 *  would wait a second or two. Answers how to stop. */
export function workOutBeforehand(store: SnapshotStore): () => void {
  let timer: NodeJS.Timeout | undefined;
  // What fails here fails again for who asks for it, and they are told.
  const begin = () => void workOut(store).catch(() => {});
  store.events.on('swap', () => {
    clearTimeout(timer);
    timer = setTimeout(begin, AFTER_MS).unref();
  });
  return () => clearTimeout(timer);
}

async function workOut(store: SnapshotStore): Promise<void> {
  const { snapshot, release } = await store.lease();
  try {
    for (const role of ROLES) await workOutFor(role, snapshot, () => store.current === snapshot);
  } finally {
    release();
  }
}

/** One area after another: a request that comes meanwhile waits for one of them at most. */
async function workOutFor(role: Role, snapshot: Snapshot, isCurrent: () => boolean): Promise<void> {
  const { partnership } = snapshot.catalogue;
  const sight = sightOf(scopeFor(role), partnership);
  const figures = { snapshot: snapshot.seenBy(sight), level: sight.level };
  for (const area of [COUNTY, ...partnership.areas.map(({ id }) => id)]) {
    if (!isCurrent()) return;
    await overviewOf(figures, area);
  }
  await profilesOf(figures);
}
