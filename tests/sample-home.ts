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
  const refused = files.filter((file) => file.outcome !== 'accepted');
  if (refused.length > 0)
    throw new Error(`sample files with findings: ${JSON.stringify(refused.slice(0, 3))}`);
  project.provide('sampleHome', root);
  return () => rm(root, { recursive: true, force: true });
}
