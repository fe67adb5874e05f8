import { onTestFinished, vi } from 'vitest';
import { main } from '../../bin/cli.ts';

/** The command line in this very process: its exit code and what it says. */

interface Said {
  exitCode: number;
  stdout: string;
  stderr: string;
}

export async function waggleHere(words: string[], env: Record<string, string>): Promise<Said> {
  const said = { stdout: '', stderr: '' };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      said[stream] += String(text);
      return true;
    }),
  );
  onTestFinished(() => void vi.unstubAllEnvs());
  try {
    return { exitCode: await main(words), ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
  }
}
