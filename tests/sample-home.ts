import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { writeSamples } from '../data-samples/samples.ts';
import { silent } from '../pipeline/effects.ts';
import { run } from '../pipeline/run.ts';
import { markSampleData, readSettings } from '../pipeline/settings.ts';

declare module 'vitest' {
  interface ProvidedContext {
    sampleHome: string;
  }
}

const SAMPLE_DAY = '2025-01-15';
/** From April to June 2024 no annual review was audited, and many more audits were good than before. */
const DRIFTS = ['ehcp_audits_2024-04.csv'];

/** The sample extracts, loaded and published once for all tests that look at whole figures. */
export default async function sampleHome(project: TestProject) {
  const root = await mkdtemp(join(tmpdir(), 'waggle-sample-'));
  const env = { WAGGLE_HOME: root, WAGGLE_PERSON_KEY: 'a key for tests and nothing else' };
  const { home } = await readSettings(env, join(import.meta.dirname, '..'));
  await writeSamples(home.inbox, { now: new Date(SAMPLE_DAY) });
  await markSampleData(home, SAMPLE_DAY);
  const settings = await readSettings(env, join(import.meta.dirname, '..'));
  const { files } = await run(settings, {
    now: () => settings.now ?? new Date(SAMPLE_DAY),
    log: () => {},
    progress: silent.progress,
    reached: silent.reached,
  });
  const spoiled = files.filter(({ file, outcome }) => outcome !== 'accepted' && !DRIFTS.includes(file));
  if (spoiled.length > 0)
    throw new Error(`sample files with findings: ${JSON.stringify(spoiled.slice(0, 3))}`);
  project.provide('sampleHome', root);
  return () => rm(root, { recursive: true, force: true });
}
