import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, readdir, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { environment, launcher } from '../support/command-line.ts';
import { type TestHome, testHome } from '../support/home.ts';
import { JULY } from './typed.ts';

/** `waggle serve` as it is typed, and what becomes of an upload there. */

async function addressOf({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('waggle serve has no output');
  for await (const line of createInterface(stdout)) {
    const said = /dashboard is at (http:\S+)\.$/.exec(line)?.[1];
    if (said) return said;
  }
  throw new Error('waggle serve ended without saying where the dashboard is');
}

async function serving(home: TestHome): Promise<string> {
  const env = environment(home, { PORT: '0' });
  const child = spawn(process.execPath, [launcher, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(async () => {
    child.kill('SIGINT');
    await once(child, 'exit');
  });
  return addressOf(child);
}

/** Loads a file on the page, and follows it to its end. */
async function upload(url: string) {
  const body = new FormData();
  body.append('files', new Blob([JULY]), 'complaints_2024-07.csv');
  const sent = await fetch(`${url}/api/v1/files`, { method: 'POST', body });
  const { run } = (await sent.json()) as { run: string };
  await (await fetch(`${url}${run}`, { headers: { accept: 'text/event-stream' } })).text();
  return (await fetch(`${url}${run}`)).json();
}

/** As where the pipeline has a user of its own. Nothing is forbidden to root, so there the home is another's. */
async function becomeAnothers({ home }: TestHome): Promise<void> {
  if (process.getuid?.() !== 0) return chmod(home.archive, 0o500);
  await rm(home.archive, { recursive: true });
  await chown(home.root, 65_534, 65_534);
}

it.each([
  ['by a signal', (child: ChildProcess) => child.kill('SIGTERM')],
  ['by the end of what began it', (child: ChildProcess) => child.disconnect()],
])(
  'the schedule that is told to stop while its first run is at work stops after it: %s',
  async (_how, tell) => {
    const env = environment(await testHome(), {});
    const stdio = ['ignore', 'pipe', 'inherit', 'ipc'] as const;
    const child = spawn(process.execPath, [launcher, 'schedule'], { env, stdio: [...stdio] });
    const [begun] = await once(child.stdout ?? child, 'data');
    expect(String(begun)).toContain('The inbox is looked at on the schedule');
    tell(child);
    expect(await once(child, 'exit')).toEqual([0, null]);
  },
);

it('an upload is loaded at once where the account that serves may load it', async () => {
  const home = await testHome();
  expect(await upload(await serving(home))).toMatchObject({
    state: 'done',
    files: [{ report: { outcome: 'accepted' } }],
  });
});

it('an upload waits for the schedule where the account that serves may not load it', async () => {
  const home = await testHome();
  await becomeAnothers(home);
  expect(await upload(await serving(home))).toMatchObject({ state: 'waiting', message: null });
  expect(await readdir(home.home.inbox)).toEqual(['complaints_2024-07.csv']);
});
