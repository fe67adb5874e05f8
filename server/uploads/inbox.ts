import { createHash, randomUUID } from 'node:crypto';
import { constants, createWriteStream } from 'node:fs';
import { chmod, copyFile, link, mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isLitter, QUIET_MS } from '../../indicators/inbox.ts';
import type { UploadedFile } from '../../web/props/upload.ts';
import { Problem } from '../problems.ts';

/** The one door by which the server hands files to the pipeline: whole, under a name of their own, over nothing else. */

const LONGEST_NAME = 150;
/** Nobody sees files whose names begin with a point. */
const ASIDE = '.upload-';
/** Far longer than any request may take. */
const LEFT_AFTER_MS = 3_600_000;
// The pipeline's user reads it as a member of the server's group.
const FOR_THE_GROUP = 0o640;
// Of paths, of globs, of shells and of other systems' file names, and all control characters.
const NOT_IN_A_NAME = /[/\\:*?"<>|[\]{}~$`'!&;\p{C}]/u;

/** A file that is coming in. */
export interface Incoming {
  filename: string;
  file: Readable & { truncated?: boolean };
}

/** A file beside its place, not yet under its name: the pipeline does not look at names that begin with a point. */
interface Aside {
  path: string;
  place: string;
  saved: UploadedFile;
}

export class Inbox {
  constructor(
    private readonly folder: string,
    private readonly mostBytes: number,
    private readonly clock: () => number = Date.now,
  ) {}

  /** Puts all files into the inbox, or none. */
  async take(incoming: AsyncIterable<Incoming>): Promise<UploadedFile[]> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await this.#removeLeftBehind();
    const asides: Aside[] = [];
    try {
      for await (const one of incoming) await this.#writeAside(one, asides);
      if (asides.length === 0) throw new Problem(400, 'No file was chosen. Choose one or more CSV files.');
      await putInPlace(asides);
    } catch (error) {
      throw explained(error);
    } finally {
      for (const { path } of asides) await rm(path, { force: true });
    }
    return asides.map(({ saved }) => saved);
  }

  /** Whether a file of this name waits to be loaded. */
  async holds(name: string): Promise<boolean> {
    return (await stat(join(this.folder, name)).catch(() => null)) !== null;
  }

  /** What a server that was killed had begun to take in: rows about children, which nobody would miss. */
  async #removeLeftBehind(): Promise<void> {
    const names = (await readdir(this.folder)).filter((name) => name.startsWith(ASIDE));
    for (const path of names.map((name) => join(this.folder, name))) {
      const found = await stat(path).catch(() => null);
      if (found && this.clock() - found.mtimeMs > LEFT_AFTER_MS) await rm(path, { force: true });
    }
  }

  async #writeAside({ filename, file }: Incoming, asides: Aside[]): Promise<void> {
    const name = safeName(filename);
    const path = join(this.folder, `${ASIDE}${randomUUID()}`);
    const saved = { file: name, sha256: '', bytes: 0, report: null };
    asides.push({ path, place: join(this.folder, name), saved });
    const hash = createHash('sha256');
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        saved.bytes += chunk.length;
        done(null, chunk);
      },
    });
    await pipeline(file, counted, createWriteStream(path, { flags: 'wx', mode: FOR_THE_GROUP, flush: true }));
    // Whatever the umask; some network folders know no modes.
    await chmod(path, FOR_THE_GROUP).catch(() => {});
    // It is whole before it has its name: no run need wait to see whether it grows.
    const before = new Date(this.clock() - QUIET_MS);
    await utimes(path, before, before).catch(() => {});
    if (file.truncated)
      throw new Problem(
        413,
        `“${name}” is larger than ${megabytes(this.mostBytes)}. Put it into the inbox folder.`,
      );
    saved.sha256 = hash.digest('hex');
  }
}

/** Refuses what is not the plain name of a file. */
function safeName(given: string): string {
  const name = given.normalize('NFC').trim();
  if (name === '') throw new Problem(400, 'A file came without a name. Choose one or more CSV files.');
  const isPlain =
    !NOT_IN_A_NAME.test(name) && !name.startsWith('.') && !name.startsWith('-') && basename(name) === name;
  const shown = name.slice(0, 60);
  if (isPlain && isLitter(name))
    throw new Problem(
      400,
      `“${shown}” is what a program keeps for itself or has not brought to its end. Choose the CSV file.`,
    );
  if (isPlain && Buffer.byteLength(name) <= LONGEST_NAME) return name;
  throw new Problem(
    400,
    isPlain
      ? `The name “${shown}…” is too long. Give the file a shorter one, such as attendance_2024-07.csv.`
      : `A file cannot be called “${shown}” here. Use letters, digits, spaces, brackets ( ), - and _, as in attendance_2024-07.csv.`,
  );
}

/** A link is made whole or not at all, and never over another file, which a rename would be. */
async function putInPlace(asides: Aside[]): Promise<void> {
  const placed: string[] = [];
  try {
    for (const { path, place } of asides) {
      await link(path, place).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') throw alreadyThere(place);
        // Some network folders know no links.
        return copyFile(path, place, constants.COPYFILE_EXCL);
      });
      placed.push(place);
    }
  } catch (error) {
    for (const place of placed) await rm(place, { force: true });
    throw error;
  }
}

function alreadyThere(place: string): Problem {
  return new Problem(
    409,
    `A file called “${basename(place)}” is in the inbox already and waits to be loaded. Try again in a minute, or give this one another name.`,
  );
}

function explained(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EEXIST') return new Problem(409, 'Two of the files have the same name. Nothing was kept.');
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new Problem(507, 'There is no room left on the disk. Nothing was kept; ask who runs Waggle.');
  return error;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 ** 2)} MB`;
}
