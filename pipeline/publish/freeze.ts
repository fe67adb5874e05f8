import { rename, writeFile } from 'node:fs/promises';
import { close, openFenced } from '../../indicators/fence.ts';
import { type Frozen, frozenIn, frozenPath, isSameName, nameFault } from '../../indicators/frozen.ts';
import type { SnapshotInfo } from '../../indicators/series.ts';
import type { Effects } from '../effects.ts';
import { openToOthers } from '../modes.ts';
import { type Home, type Settings, SettingsError } from '../settings.ts';
import { newestSnapshot, snapshotPath } from './snapshot-folder.ts';

/** A snapshot that cannot be frozen, in the reader's words. */
class FreezeError extends Error {
  override readonly name = 'FreezeError';
}

/** Labels the newest snapshot as what a board was shown: it is kept for good, and can be opened by its name. */
export async function freeze({ home }: Settings, effects: Effects, given: string): Promise<SnapshotInfo> {
  const name = given.trim().replaceAll(/\s+/g, ' ');
  const fault = nameFault(name);
  if (fault)
    throw new SettingsError(
      `“${name}” ${fault}. Write a name of letters, figures and spaces, at most 60, such as: Board January 2025`,
    );
  const id = await newestSnapshot(home);
  if (id === null) throw new FreezeError('Nothing has been published yet, so there is nothing to freeze.');
  refuseSecond(await frozenIn(home.snapshots), id, name);
  const info = await readInfo(home, id);
  const frozen: Frozen = { name, frozen_at: effects.now().toISOString() };
  await label(home, id, frozen);
  return { ...info, ...frozen };
}

function refuseSecond(frozen: Map<string, Frozen | null>, id: string, name: string): void {
  for (const [other, label] of frozen) {
    if (label && isSameName(label.name, name))
      throw new FreezeError(
        `${other} was frozen as “${label.name}” on ${label.frozen_at.slice(0, 10)} already. Nothing was changed; choose another name for these figures.`,
      );
  }
  if (!frozen.has(id)) return;
  const known = frozen.get(id)?.name;
  throw new FreezeError(
    known
      ? `${id} is frozen already, as “${known}”. Open it by that name; newer figures are frozen once they have been published.`
      : `${id} is frozen already, but its name cannot be read. Remove ${id}.frozen.json from the snapshots, then freeze it again.`,
  );
}

/** Also shows that the snapshot can be read: a damaged one is no proof of what a board saw. */
async function readInfo(home: Home, id: string): Promise<SnapshotInfo> {
  try {
    const opened = await openFenced(snapshotPath(home, id), [], { access_mode: 'READ_ONLY' });
    try {
      const read = await opened.connection.runAndReadAll(
        'SELECT id, published_at, data_to::VARCHAR AS data_to, name FROM snapshot',
      );
      const [info] = read.getRowObjects();
      return info as unknown as SnapshotInfo;
    } finally {
      close(opened);
    }
  } catch (cause) {
    throw new FreezeError(
      `${id} is damaged and cannot be frozen. Publish anew with: npx waggle publish, then freeze that one.`,
      { cause },
    );
  }
}

/** Written aside and renamed, so that a server that looks meanwhile finds the whole label or none. */
async function label(home: Home, id: string, frozen: Frozen): Promise<void> {
  const path = frozenPath(home.snapshots, id);
  const half = `${path}.half`;
  try {
    await writeFile(half, `${JSON.stringify(frozen)}\n`);
    await openToOthers(half);
    await rename(half, path);
  } catch (cause) {
    throw new FreezeError(
      `The name could not be written into ${home.snapshots} (${cause instanceof Error ? cause.message : cause}). Nothing was frozen.`,
      { cause },
    );
  }
}
