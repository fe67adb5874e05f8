import { onTestFinished, vi } from 'vitest';

/** Until its test ends DuckDB works with as many threads as a server’s may be, where most tests let it have one. */
export function asOnAServer(): void {
  vi.stubEnv('SLURM_CPUS_ON_NODE', '4');
  onTestFinished(() => void vi.unstubAllEnvs());
}
