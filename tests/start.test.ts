import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMPLAINTS, testPartnership } from './support/partnership.ts';

const PROJECT = join(import.meta.dirname, '..');
const HEADER =
  'audit_id,audited_on,dspl_area,plan_type,tool,grade,child_voice_grade,education_advice_grade,health_advice_grade,social_care_advice_grade\n';

let folder: string;
let waggle: ChildProcess;
let url: string;

/** The whole of Waggle as `npm start` runs it, with a schedule that ticks every second. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waggle-start-'));
  await cp(join(PROJECT, 'indicators'), join(folder, 'indicators'), { recursive: true });
  const partnership = join(folder, 'indicators', 'hertfordshire', 'partnership.yaml');
  const yaml = await readFile(partnership, 'utf8');
  await writeFile(partnership, yaml.replace(/^schedule: .*$/m, "schedule: '* * * * * *'"));
  const home = join(folder, 'home');
  await cp(
    join(PROJECT, 'data-samples', 'examples', 'complaints.csv'),
    join(home, 'inbox', 'complaints.csv'),
    { preserveTimestamps: true },
  );
  waggle = spawn(process.execPath, [join(PROJECT, 'bin', 'waggle.js'), 'start'], {
    env: {
      ...process.env,
      WAGGLE_HOME: home,
      WAGGLE_PARTNERSHIP: join(folder, 'indicators', 'hertfordshire'),
      WAGGLE_NOW: '2024-09-01',
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  url = await addressSaid(waggle);
});
afterAll(async () => {
  waggle.kill('SIGINT');
  await once(waggle, 'exit');
  await rm(folder, { recursive: true, force: true });
});

async function addressSaid({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('waggle start has no output');
  for await (const line of createInterface(stdout)) {
    const said = /dashboard is at (http:\S+)/.exec(line)?.[1];
    if (said) return said;
  }
  throw new Error('waggle start ended without saying where the dashboard is');
}

async function drop(name: string, text: string): Promise<void> {
  const half = join(folder, name);
  await writeFile(half, text);
  await utimes(half, 0, 0);
  await rename(half, join(folder, 'home', 'inbox', name));
}

async function auditedGood(): Promise<unknown> {
  const address = `${url}/api/v1/indicators/ehcp-audited-good/series?grain=month`;
  const response = await fetch(address);
  if (!response.ok) return response.status;
  const { points } = await response.json();
  return points.map(({ period, numerator, denominator }: Record<string, unknown>) => [
    period,
    numerator,
    denominator,
  ]);
}

const soon = { timeout: 25_000, interval: 200 };

it('another partnership starts with nothing, and not with the samples of the one that is shipped', async () => {
  const other = await testPartnership({ complaints: COMPLAINTS });
  const home = join(folder, 'other');
  const started = spawn(process.execPath, [join(PROJECT, 'bin', 'waggle.js'), 'start'], {
    env: { ...process.env, WAGGLE_HOME: home, WAGGLE_PARTNERSHIP: other.folder, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await addressSaid(started);
  started.kill('SIGINT');
  await once(started, 'exit');
  expect(await readdir(home)).not.toContain('sample-data.json');
});

describe('while Waggle runs', () => {
  it('a file dropped into the inbox is on the page a tick later, and so is the next', async () => {
    await drop(
      'ehcp_audits_2024-07.csv',
      `${HEADER}a1,2024-07-03,DSPL 2,new,,good,,,,\na2,2024-07-09,DSPL 1,new,,inadequate,,,,\n`,
    );
    await expect.poll(auditedGood, soon).toEqual([['2024-07', 1, 2]]);
    const page = await (await fetch(`${url}/indicators/ehcp-audited-good`)).text();
    expect(page).toContain('50%');

    await drop('ehcp_audits_2024-08.csv', `${HEADER}a3,2024-08-05,DSPL 2,amended,,outstanding,,,,\n`);
    await expect.poll(auditedGood, soon).toEqual([
      ['2024-07', 1, 2],
      ['2024-08', 1, 1],
    ]);
  });

  it('a bad file changes no figure and is listed with what is wrong', async () => {
    const before = await auditedGood();
    await drop('ehcp_audits_2024-06.csv', `${HEADER}a9,31 June,DSPL 2,new,,good,,,,\n`);
    const rejected = async () => {
      const { files } = await (await fetch(`${url}/api/v1/files`)).json();
      return files.find(({ file }: { file: string }) => file === 'ehcp_audits_2024-06.csv')?.state;
    };
    await expect.poll(rejected, soon).toBe('rejected');
    expect(await auditedGood()).toEqual(before);
  });
});
