import { type FSWatcher, watch } from 'node:fs';
import { FROZEN_ENDING } from '../../indicators/frozen.ts';
import { snapshotNumber } from '../../indicators/snapshot.ts';

const POLL_MILLISECONDS = 15_000;

/** Calls back when a snapshot may have appeared in a folder, or been frozen; answers how to stop. */
export type Watch = (folder: string, changed: () => void) => () => void;

/** The file system's own notice, and a slow look for folders that appear later or give none (network shares). */
export const watchFolder: Watch = (folder, changed) => {
  let watcher: FSWatcher | null = null;
  const listen = () => {
    watcher ??= startWatching(folder, changed, () => {
      watcher = null;
    });
  };
  listen();
  const poll = setInterval(() => {
    listen();
    changed();
  }, POLL_MILLISECONDS);
  poll.unref();
  return () => {
    clearInterval(poll);
    watcher?.close();
  };
};

function startWatching(folder: string, changed: () => void, stopped: () => void): FSWatcher | null {
  try {
    const watcher = watch(folder, { persistent: false }, (_event, name) => {
      if (name === null || snapshotNumber(name) !== null || name.endsWith(FROZEN_ENDING)) changed();
    });
    watcher.on('error', () => {
      watcher.close();
      stopped();
    });
    return watcher;
  } catch {
    return null;
  }
}
