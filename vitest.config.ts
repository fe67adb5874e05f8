import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests that look at the sample data wait until these are loaded: see tests/sample-home.ts. Others have begun by then. */
class SamplesLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const waits = ({ moduleId }: TestSpecification) =>
      /\bsample(Home|Dashboard|Files)\(\)/.test(readFileSync(moduleId, 'utf8'));
    const sorted = await super.sort(files);
    return [...sorted.filter((file) => !waits(file)), ...sorted.filter(waits)];
  }
}

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/sample-home.ts'],
    sequence: { sequencer: SamplesLast },
    // A third of a test’s time goes by in waiting for the disk and for other processes.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    // A worker that has read Waggle's code once goes on with the next file.
    isolate: false,
    // DuckDB begins as many threads as this says there are cores. The workers have them all at work already, and a small
    // query in several threads costs a fifth more; what is large, and what is another process, still has several.
    env: { SLURM_CPUS_ON_NODE: '1' },
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
});
