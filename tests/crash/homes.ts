import { cp, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { howItEnded, INGEST, type Order, type Pipelines } from './pipeline.ts';
import { type Operation, sha256 } from './scenario.ts';

/** Folders for homes, and what somebody does in them. */

export async function newHome(folder: string, name: string): Promise<string> {
  const home = await mkdtemp(join(folder, `${name}-`));
  await mkdir(join(home, 'inbox'));
  return home;
}

export async function copyOf(home: string, folder: string, name: string): Promise<string> {
  const copy = await mkdtemp(join(folder, `${name}-`));
  await cp(home, copy, { recursive: true });
  return copy;
}

/** Puts files into the inbox, changed last long ago: a run would wait to see whether they grow. */
export async function drop(home: string, files: Record<string, string | Buffer>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const path = join(home, 'inbox', name);
    await writeFile(path, content);
    await utimes(path, 0, 0);
  }
}

/** Puts an operation's files where they belong and gives the command that is then to be run. */
export async function prepare(home: string, operation: Operation): Promise<Order> {
  const { inbox = {}, named = {}, command = 'ingest', withdrawn } = operation;
  await drop(home, inbox);
  const sent = `${home}-sent`;
  await mkdir(sent, { recursive: true });
  for (const [name, content] of Object.entries(named)) await writeFile(join(sent, name), content);
  const words = withdrawn ? [sha256(withdrawn)] : Object.keys(named).map((name) => join(sent, name));
  return { command, words, end: null };
}

/** What somebody does after a crash: the same again, unless it has been done as far as it can be. */
export async function again(home: string, order: Order): Promise<Order> {
  const [sha = ''] = order.words;
  if (order.command === 'withdraw' && (await noteOf(home, sha))?.state === 'withdrawn') return INGEST;
  return order;
}

async function noteOf(home: string, sha: string): Promise<{ state: string } | null> {
  const text = await readFile(join(home, 'archive', `${sha}.json`), 'utf8').catch(() => null);
  return text === null ? null : JSON.parse(text);
}

/** How often the work on a file has broken off in a row; three times make it a poison file. */
export async function mostTries(home: string): Promise<number> {
  const names = (await readdir(join(home, 'archive'))).filter((name) => name.endsWith('.tries'));
  const counts = await Promise.all(names.map((name) => readFile(join(home, 'archive', name), 'utf8')));
  return Math.max(0, ...counts.map((text) => Number.parseInt(text, 10) || 0));
}

export async function discard(home: string): Promise<void> {
  await rm(home, { recursive: true, force: true });
  await rm(`${home}-sent`, { recursive: true, force: true });
}

/** Does all of these, one after the other, undisturbed. */
export async function live(pipelines: Pipelines, home: string, operations: Operation[]): Promise<void> {
  for (const operation of operations) {
    const ended = await pipelines.run(home, await prepare(home, operation));
    if (ended.code !== 0) throw new Error(`${operation.title}: ${howItEnded(ended)}`);
  }
}
