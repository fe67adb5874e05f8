import { type ChildProcess, execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { program } from '../bin/built.js';
import { projectRoot } from '../bin/project.ts';
import type { FileReport } from '../indicators/series.ts';
import { doorOf } from './support/sample-home.ts';

declare module 'vitest' {
  interface ProvidedContext {
    sampleHome: string;
  }
}

/** From April to June 2024 no annual review was audited, and many more audits were good than before. */
const DRIFTS = ['ehcp_audits_2024-04.csv'];

/** The sample extracts, loaded and published once for all tests that look at whole figures. That takes a minute, in which
 *  other tests run: those that look at them ask at the door, and are answered once it is done. */
export default async function setUp(project: TestProject) {
  // Before any test may want it: two that build at once would be in each other's way.
  await program();
  const root = await mkdtemp(join(tmpdir(), 'waggle-sample-'));
  const running = new Set<ChildProcess>();
  const loaded = load(root, running).then(
    () => '',
    (error) => `The sample data could not be loaded. ${error}`,
  );
  const server = createServer((asking) => void loaded.then((wrong) => asking.end(wrong)));
  await once(server.listen(doorOf(root)), 'listening');
  project.provide('sampleHome', root);
  return async () => {
    server.close();
    for (const child of running) child.kill();
    await loaded;
    await rm(root, { recursive: true, force: true });
  };
}

async function load(root: string, running: Set<ChildProcess>): Promise<void> {
  await waggle(root, running, 'samples');
  const said = await waggle(root, running, 'ingest', '--json');
  const { files }: { files?: FileReport[] } = JSON.parse(said);
  if (!files) throw new Error(said);
  const spoiled = files.filter(({ file, outcome }) => outcome !== 'accepted' && !DRIFTS.includes(file));
  if (spoiled.length > 0)
    throw new Error(`sample files with findings: ${JSON.stringify(spoiled.slice(0, 3))}`);
}

function waggle(root: string, running: Set<ChildProcess>, ...words: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      [join(projectRoot, 'bin', 'waggle.js'), ...words],
      {
        env: {
          PATH: process.env.PATH,
          WAGGLE_HOME: root,
          WAGGLE_PERSON_KEY: 'a key for tests and nothing else',
        },
        maxBuffer: Number.POSITIVE_INFINITY,
      },
      (error, stdout) => {
        running.delete(child);
        // What it says tells more than that a file was refused.
        if (error && stdout === '') reject(error);
        else resolve(stdout);
      },
    );
    running.add(child);
  });
}
