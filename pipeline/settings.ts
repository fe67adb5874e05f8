import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { fixedClock } from '../indicators/clock.ts';
import { CODE } from './code.ts';
import { closeToOthers, GROUPS_FOLDER, OWN_FOLDER } from './modes.ts';

/** What the pipeline is told by the environment. */
export interface Settings {
  home: Home;
  /** The partnership's folder in the catalogue. */
  partnership: string;
  personKey: string;
  /** A fixed clock: from WAGGLE_NOW, else the sample data's own; null for the real one. */
  now: Date | null;
  /** The home holds invented sample data. */
  sampleData: boolean;
  /** What Waggle’s own code is known by: figures that other code made are made anew. */
  code: string;
}

export interface Home {
  root: string;
  inbox: string;
  archive: string;
  quarantine: string;
  /** Scratch space for one run. */
  work: string;
  snapshots: string;
  warehouse: string;
}

/** A setting that cannot be used, in the reader's words. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

const environment = z.object({
  WAGGLE_HOME: z.string().min(1).default('./data'),
  WAGGLE_PARTNERSHIP: z.string().min(1).optional(),
  WAGGLE_PERSON_KEY: z
    .string()
    .min(16, 'WAGGLE_PERSON_KEY must have at least 16 characters, better 32 random ones.')
    .optional(),
  WAGGLE_NOW: fixedClock.optional(),
});

const sampleMarker = z.object({ now: z.string() });

/** Reads the settings and makes the home's folders. `projectRoot` is where the catalogue lies. A command that is not the
 *  pipeline's makes no folder and sees no key: it may run as a user who may not. One that reads no row needs no key. */
export async function readSettings(
  env: Record<string, string | undefined>,
  projectRoot: string,
  { pipeline = true, key = pipeline }: { pipeline?: boolean; key?: boolean } = {},
): Promise<Settings> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw new SettingsError(parsed.error.issues.map((issue) => issue.message).join('\n'));
  }
  const values = parsed.data;
  const root = resolve(values.WAGGLE_HOME);
  const home = pipeline ? await openHome(root) : homeAt(root);
  const sample = await readSampleMarker(home);
  return {
    home,
    partnership: resolve(projectRoot, values.WAGGLE_PARTNERSHIP ?? (await usualPartnership(projectRoot))),
    personKey: values.WAGGLE_PERSON_KEY ?? (key ? await ownPersonKey(home) : ''),
    now: values.WAGGLE_NOW ?? (sample ? new Date(sample.now) : null),
    sampleData: sample !== null,
    code: CODE,
  };
}

const packageFile = z.object({ config: z.object({ partnership: z.string() }) });

/** No council stands in the code: whose catalogue is used unless said is in package.json. */
async function usualPartnership(projectRoot: string): Promise<string> {
  const text = await readFile(join(projectRoot, 'package.json'), 'utf8');
  return packageFile.parse(JSON.parse(text)).config.partnership;
}

const FOLDERS = ['inbox', 'archive', 'quarantine', 'work', 'snapshots'] as const;

async function openHome(root: string): Promise<Home> {
  const paths = FOLDERS.map((name) => [name, join(root, name)] as const);
  try {
    for (const [name, path] of paths) {
      await mkdir(path, { recursive: true, mode: isOwn(name) ? OWN_FOLDER : GROUPS_FOLDER });
    }
  } catch (cause) {
    throw new SettingsError(
      `Waggle cannot make its folders in ${root}. Set WAGGLE_HOME to a folder that you may write to.`,
      { cause },
    );
  }
  for (const [name, path] of paths) if (isOwn(name)) await close(path);
  return homeAt(root);
}

function homeAt(root: string): Home {
  const paths = FOLDERS.map((name) => [name, join(root, name)] as const);
  return { ...folderPaths(paths), root, warehouse: join(root, 'warehouse.duckdb') };
}

/** A folder for the pipeline's user alone: it holds what people are in. */
function isOwn(name: Folder): boolean {
  return name === 'archive' || name === 'quarantine' || name === 'work';
}

/** Also where the folder was there before: made by hand, or put back from a copy. */
async function close(folder: string): Promise<void> {
  await closeToOthers(folder, OWN_FOLDER).catch((cause) => {
    throw new SettingsError(
      `Others may look into ${folder}, and Waggle may not change that. Make the folder its user’s own, with mode 0700.`,
      { cause },
    );
  });
}

type Folder = 'inbox' | 'archive' | 'quarantine' | 'work' | 'snapshots';

function folderPaths(paths: (readonly [Folder, string])[]): Record<Folder, string> {
  return Object.fromEntries(paths) as Record<Folder, string>;
}

/** Without WAGGLE_PERSON_KEY a home makes its own key once, so that a person stays the same person from month to month. To
 *  a home that has files already no new one is given: nobody in them would be known again. */
async function ownPersonKey(home: Home): Promise<string> {
  const path = join(home.root, 'person.key');
  const key = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => whyNoKey(path, error));
  if (key !== null) return key.trim();
  if (await hasDeliveries(home))
    throw new SettingsError(
      `${path} is missing: with it the people in the files of ${home.root} got their pseudonyms, and with a new key nobody would be known again. Put the file back from where it is kept, or set WAGGLE_PERSON_KEY as it was. If the key is lost for good, set WAGGLE_PERSON_KEY to a new one, for good, and run waggle rebuild.`,
    );
  await writeFile(path, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 }).catch(ignoreExisting);
  return (await readFile(path, 'utf8')).trim();
}

function whyNoKey(path: string, error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw new SettingsError(
    `${path} cannot be read (${error.code}). It is the pipeline’s alone: run this command as the account that runs the pipeline.`,
    { cause: error },
  );
}

async function hasDeliveries({ archive, warehouse }: Home): Promise<boolean> {
  return existsSync(warehouse) || (await readdir(archive)).length > 0;
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

/** Written beside sample data: their clock stands still, whatever the day. */
export async function markSampleData(home: Home, now: string): Promise<void> {
  await writeFile(join(home.root, 'sample-data.json'), `${JSON.stringify({ now })}\n`);
}

async function readSampleMarker(home: Home): Promise<{ now: string } | null> {
  const text = await readFile(join(home.root, 'sample-data.json'), 'utf8').catch(() => null);
  return text === null ? null : sampleMarker.parse(JSON.parse(text));
}
