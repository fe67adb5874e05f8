import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { editorSchemas } from '../../indicators/editor-schemas.ts';
import { environment, launcher, runWaggle } from '../support/command-line.ts';
import { openTestHome, type TestHome, testHome } from '../support/home.ts';
import {
  COMPLAINTS,
  openPartnership,
  type TestPartnership,
  testPartnership,
} from '../support/partnership.ts';
import { complaint, csv } from '../support/rows.ts';

/** What the command line does with the catalogue, and without a good one. */

const INDICATOR = 'testshire/indicators/complaints.yaml';
const NOTHING_CHANGES =
  'Until they are put right nothing is loaded: files wait in the inbox, and the dashboard shows its last good figures.';
const month = (name: string, ...ids: string[]) => csv(...ids.map((id) => complaint(id, `${name}-01`)));

describe('waggle catalogue docs', () => {
  it('writes one page that names every indicator, and says where', async () => {
    const home = await testHome();
    const { folder, path } = await testPartnership({
      complaints: { ...COMPLAINTS, title: 'Complaints & co' },
    });
    const file = path('pages/measures.html');
    const env = { WAGGLE_PARTNERSHIP: folder };
    const { exitCode, lines } = await runWaggle(home, ['catalogue', 'docs', '--out', file], env);
    expect([exitCode, lines]).toEqual([0, [`The definitions of 1 indicator are in ${file}.`]]);
    const page = await readFile(file, 'utf8');
    expect(page).toMatch(/^<!doctype html>\n<html lang="en-GB">/);
    expect(page).toContain('<h3>Complaints &amp; co</h3>');
    expect(page).toContain('1 measure, as defined on 15 January 2025.');

    const asJson = await runWaggle(home, ['catalogue', 'docs', '--out', file, '--json'], env);
    expect(JSON.parse(asJson.stdout)).toEqual({ file, indicators: 1 });
  });

  it('writes nothing of a catalogue with faults', async () => {
    const home = await testHome();
    const { folder, path, edit } = await testPartnership({ complaints: COMPLAINTS });
    await edit(INDICATOR, 'tier: core', 'tier: top');
    const words = ['catalogue', 'docs', '--out', path('pages/measures.html')];
    const { exitCode, stderr } = await runWaggle(home, words, { WAGGLE_PARTNERSHIP: folder });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('"tier" must be one of: headline, core, supporting');
    expect(await readdir(path(''))).not.toContain('pages');
  });

  it('alone takes --out', async () => {
    const home = await testHome();
    const { exitCode, stderr } = await runWaggle(home, ['status', '--out', 'x.html']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^waggle status writes no file that --out could name\.\n/);
  });
});

describe('waggle catalogue schema', () => {
  it('writes the schemas beside the extracts', async () => {
    const home = await testHome();
    const { folder, path } = await testPartnership({ complaints: COMPLAINTS });
    const { exitCode, lines } = await runWaggle(home, ['catalogue', 'schema'], {
      WAGGLE_PARTNERSHIP: folder,
    });
    expect([exitCode, lines]).toEqual([0, [`5 schemas are in ${path('json-schema')}.`]]);
    for (const [name, text] of editorSchemas()) {
      expect(await readFile(path(`json-schema/${name}`), 'utf8')).toBe(text);
    }
  });
});

describe('a catalogue with faults starts nothing', () => {
  let home: TestHome;
  let testshire: TestPartnership;
  let env: Record<string, string>;
  let faults: string;
  beforeAll(async () => {
    home = await openTestHome();
    testshire = await openPartnership({ complaints: { ...COMPLAINTS, grains: ['month'] } });
    env = { WAGGLE_PARTNERSHIP: testshire.folder };
    await home.drop('complaints_2024-07.csv', month('2024-07', 'C1', 'C2'));
    await runWaggle(home, ['ingest'], env);
    await testshire.edit(INDICATOR, 'tier: core', 'tier: top');
    await home.drop('complaints_2024-08.csv', month('2024-08', 'C3'));
    faults = `The catalogue has a fault:\n${testshire.path(INDICATOR)}:5:1 "tier" must be one of: headline, core, supporting\n`;
  });
  afterAll(async () => {
    await home.remove();
    await testshire.remove();
  });

  it.each([['ingest'], ['rebuild']])('waggle %s says why, and the last good snapshot stays', async (word) => {
    const { exitCode, stdout, stderr } = await runWaggle(home, [word], env);
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `${faults}${NOTHING_CHANGES}\n`,
    });
    expect(await home.snapshots()).toEqual(['snapshot-000001.duckdb']);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '2' });
    expect(await readdir(home.home.inbox)).toEqual(['complaints_2024-08.csv']);
  });

  it('a quiet run of the schedule says why too', async () => {
    const { exitCode, stderr } = await runWaggle(home, ['ingest', '--quiet'], env);
    expect([exitCode, stderr]).toEqual([1, `${faults}${NOTHING_CHANGES}\n`]);
  });

  it('waggle serve says why, and shows the last good figures', async () => {
    const server = spawn(process.execPath, [launcher, 'serve'], {
      env: environment(home, { ...env, PORT: '0' }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(async () => {
      server.kill('SIGINT');
      await once(server, 'exit');
    });
    let said = '';
    server.stderr.on('data', (text) => {
      said += text;
    });
    for await (const line of createInterface(server.stdout)) {
      const url = /dashboard is at (http:\S+)\.$/.exec(line)?.[1];
      if (!url) continue;
      const response = await fetch(new URL('/api/v1/indicators/complaints/series?grain=month', url));
      const { points } = await response.json();
      expect(points).toMatchObject([{ period: '2024-07', numerator: 2 }]);
      break;
    }
    expect(said).toContain(`${faults}${NOTHING_CHANGES}`);
  });

  it('once the fault is put right, what waited is loaded', async () => {
    await testshire.edit(INDICATOR, 'tier: top', 'tier: core');
    const { exitCode, lines } = await runWaggle(home, ['ingest'], env);
    expect([exitCode, lines[0]]).toEqual([0, '1 file loaded, 1 row.']);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '2', '2024-08': '1' });
  });
});
