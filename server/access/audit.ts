import { chmod, type FileHandle, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { makeFolder } from './folder.ts';

/** Who did what and when, one line of JSON each, in a file for each month that is only ever added to. It names users,
 *  indicators, areas and files; nothing in it is about a child, and no figure is. */

export const AUDITED = [
  'log_in',
  'log_in_failed',
  'log_out',
  'log_out_everywhere',
  'view',
  'download',
  'upload',
  'ingest',
  'withdraw',
  'freeze',
  'publish',
  'export',
  'user_added',
  'user_removed',
] as const;

const entrySchema = z.strictObject({
  at: z.string(),
  event: z.enum(AUDITED),
  /** A local name, an issuer and a subject, or the account that a command ran as. */
  who: z.string(),
  role: z.string().optional(),
  address: z.string().optional(),
  route: z.string().optional(),
  indicator: z.string().optional(),
  area: z.string().optional(),
  detail: z.string().optional(),
});
export type Entry = z.infer<typeof entrySchema>;

const LONGEST_TEXT = 300;

export class AuditTrail {
  readonly #folder: string;

  constructor(
    home: string,
    private readonly clock: () => number,
  ) {
    this.#folder = join(home, 'audit');
  }

  async record(entry: Omit<Entry, 'at'>): Promise<void> {
    const at = new Date(this.clock()).toISOString();
    const line = `${JSON.stringify({ at, ...cut(entry) })}\n`;
    await this.#begin();
    const file = await open(join(this.#folder, `${at.slice(0, 7)}.jsonl`), 'a+', 0o660);
    try {
      const { size } = await file.stat();
      await file.appendFile(size === 0 || (await endsLine(file, size)) ? line : `\n${line}`);
      // The pipeline's user and the server's write to the same file, as members of one group.
      if (size === 0) await file.chmod(0o660).catch(() => {});
    } finally {
      await file.close();
    }
  }

  /** What was recorded, the oldest first. @param from @param to days, or the beginnings of times */
  async read({ from, to, user }: { from?: string; to?: string; user?: string } = {}): Promise<Entry[]> {
    const entries: Entry[] = [];
    for (const name of await monthsIn(this.#folder)) {
      if (name.slice(0, 7) < (from ?? '').slice(0, 7) || name.slice(0, 7) > (to ?? '9999-12').slice(0, 7))
        continue;
      const text = await readFile(join(this.#folder, name), 'utf8');
      entries.push(...text.split('\n').flatMap(entryOf));
    }
    return entries.filter(
      ({ at, who }) =>
        (from === undefined || at >= from) &&
        (to === undefined || at.slice(0, to.length) <= to) &&
        (user === undefined || who === user),
    );
  }

  async #begin(): Promise<void> {
    const isNew = await makeFolder(this.#folder, 0o770);
    if (isNew) await chmod(this.#folder, 0o2770).catch(() => {});
  }
}

async function monthsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => /^\d{4}-\d{2}\.jsonl$/.test(name)).sort();
}

/** Where a power cut or a full disk has cut a line off, the next must not become a part of it. */
async function endsLine(file: FileHandle, size: number): Promise<boolean> {
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() === '\n';
}

/** A line that was cut off by a power cut is passed over. */
function entryOf(line: string): Entry[] {
  try {
    const parsed = entrySchema.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}

/** Names come from outside: they may be long, and a line stays one line. */
function cut<T extends Record<string, unknown>>(entry: T): T {
  const short = Object.entries(entry).map(([key, value]) => [
    key,
    typeof value === 'string' ? value.slice(0, LONGEST_TEXT) : value,
  ]);
  return Object.fromEntries(short) as T;
}
