import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { access, constants, mkdir, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const ROOM_NEEDED_BYTES = 1 << 30;

/** Where the homes lie: in memory where there is some, since what a process has written stays when it is killed. */
export async function roomyFolder(): Promise<string> {
  if (!existsSync(MEMORY)) return tmpdir();
  const [isOurs, { bavail, bsize }] = await Promise.all([
    access(MEMORY, constants.W_OK).then(
      () => true,
      () => false,
    ),
    statfs(MEMORY),
  ]);
  return isOurs && bavail * bsize > ROOM_NEEDED_BYTES ? MEMORY : tmpdir();
}

/** A disk of its own, which can be filled. */
export interface SmallDisk {
  folder: string;
  /** Leaves so many bytes free. */
  fill(free: number): Promise<void>;
  empty(): Promise<void>;
  remove(): void;
}

/** Null where this account may not mount one. */
export async function smallDisk(folder: string, bytes: number): Promise<SmallDisk | null> {
  await mkdir(folder);
  if ((await command('mount', '-t', 'tmpfs', '-o', `size=${bytes}`, 'waggle-crash', folder)) !== 0)
    return null;
  // Lazily: a process that was killed may take a moment to let go of its files.
  const unmount = () => void spawnSync('umount', ['--lazy', folder], { stdio: 'ignore' });
  process.once('exit', unmount);
  const ballast = join(folder, 'ballast');
  const free = async () => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  };
  return {
    folder,
    fill: async (left) =>
      writeFile(ballast, Buffer.alloc(Math.max(0, (await free()) - left))).catch(unlessFull),
    empty: () => writeFile(ballast, ''),
    remove: () => {
      process.off('exit', unmount);
      unmount();
    },
  };
}

/** The dashboard may have taken the last of the room meanwhile. */
function unlessFull(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOSPC') throw error;
}

async function command(program: string, ...words: string[]): Promise<number> {
  const child = spawn(program, words, { stdio: 'ignore' });
  const ended = once(child, 'exit').then(([code]) => Number(code ?? 1));
  return Promise.race([ended, once(child, 'error').then(() => 1)]);
}
