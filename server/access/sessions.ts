import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { makeFolder } from './folder.ts';
import { isRole, type Role } from './scope.ts';

/** Who is logged in, in files of their own beside the snapshots, so that a restart logs nobody out. The cookie holds a
 *  secret; the file is named by its hash, so that who reads the folder can be nobody. The time of a file is when its
 *  session was last used: unlike its text, it cannot be written back after another request has removed the file. */

const IDLE_MINUTES = 60;
export const LONGEST_HOURS = 12;
/** How stale the time of last use may be, so that not every request writes it. */
const SEEN_EVERY_MS = 60_000;

const role = z.custom<Role>((value) => typeof value === 'string' && isRole(value));

const sessionSchema = z.object({
  /** The same for all sessions of one person: a local name, or an issuer and a subject. */
  user: z.string(),
  /** As the pages greet them. */
  name: z.string(),
  role,
  begun: z.number(),
});
export type Session = z.infer<typeof sessionSchema> & { seen: number };

export class SessionStore {
  constructor(
    private readonly folder: string,
    private readonly clock: () => number,
  ) {}

  /** Begins a session and answers its secret, which is kept nowhere here. */
  async begin(who: Pick<Session, 'user' | 'name' | 'role'>): Promise<string> {
    const secret = randomBytes(32).toString('base64url');
    const now = this.clock();
    await makeFolder(this.folder, 0o700);
    await this.#write(fileOf(secret), { ...who, begun: now });
    await this.sweep();
    return secret;
  }

  /** The session of a secret, if it has neither ended, nor lain idle, nor gone on for too long. */
  async find(secret: string): Promise<Session | null> {
    if (!/^[\w-]{43}$/.test(secret)) return null;
    const session = await this.#read(fileOf(secret));
    if (session === null) return null;
    const now = this.clock();
    if (hasEnded(session, now)) {
      await this.end(secret);
      return null;
    }
    if (now - session.seen > SEEN_EVERY_MS) await this.#use(fileOf(secret), now);
    return session;
  }

  async end(secret: string): Promise<void> {
    await rm(join(this.folder, fileOf(secret)), { force: true });
  }

  /** Logs a person out everywhere. */
  async endAllOf(user: string): Promise<void> {
    await this.#removeIf((session) => session.user === user);
  }

  /** Logs out everybody of a name, as pages greet them or as the audit trail knows them. @returns how many sessions ended */
  async endAllCalled(name: string): Promise<number> {
    let ended = 0;
    await this.#removeIf((session) => {
      const isTheirs = [session.name, session.user, session.user.replace(/^local /, '')].includes(name);
      if (isTheirs) ended += 1;
      return isTheirs;
    });
    return ended;
  }

  /** Removes what has ended. */
  async sweep(): Promise<void> {
    const now = this.clock();
    await this.#removeIf((session) => hasEnded(session, now));
  }

  async #removeIf(unwanted: (session: Session) => boolean): Promise<void> {
    for (const name of await this.#names()) {
      const session = await this.#read(name);
      if (session === null || unwanted(session)) await rm(join(this.folder, name), { force: true });
    }
  }

  /** A folder that may not be read is not one without sessions: whoever logs somebody out must know. */
  async #names(): Promise<string[]> {
    const names = await readdir(this.folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    return names.filter((name) => name.endsWith('.json'));
  }

  /** Null where there is none, or one that a crash has left half written. */
  async #read(name: string): Promise<Session | null> {
    const path = join(this.folder, name);
    const found = await Promise.all([readFile(path, 'utf8'), stat(path)]).catch(() => null);
    if (found === null) return null;
    const [text, { mtimeMs }] = found;
    const parsed = sessionSchema.safeParse(asJson(text));
    return parsed.success ? { ...parsed.data, seen: Math.round(mtimeMs) } : null;
  }

  async #write(name: string, session: z.infer<typeof sessionSchema>): Promise<void> {
    const aside = `${name}.${randomBytes(6).toString('hex')}.tmp`;
    await writeFile(join(this.folder, aside), JSON.stringify(session), { mode: 0o600 });
    await this.#use(aside, session.begun);
    await rename(join(this.folder, aside), join(this.folder, name));
  }

  /** A session that has been ended meanwhile stays so. */
  async #use(name: string, now: number): Promise<void> {
    const time = new Date(now);
    await utimes(join(this.folder, name), time, time).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }
}

function hasEnded({ begun, seen }: Session, now: number): boolean {
  return now - seen > IDLE_MINUTES * 60_000 || now - begun > LONGEST_HOURS * 3_600_000;
}

function fileOf(secret: string): string {
  return `${createHash('sha256').update(secret).digest('hex')}.json`;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
