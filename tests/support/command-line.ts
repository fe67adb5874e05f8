import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { PERSON_KEY, projectRoot, type TestHome, TODAY } from './home.ts';

/** The command line as it is typed: another process, its exit code and what it prints. */

export interface Said {
  exitCode: number;
  lines: string[];
  stdout: string;
  stderr: string;
}

export function runWaggle(home: TestHome, words: string[], env: Record<string, string> = {}): Promise<Said> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [launcher, ...words],
      { env: environment(home, env) },
      (error, stdout, stderr) => {
        const exitCode = error ? Number(error.code) : 0;
        resolve({ exitCode, stdout, stderr, lines: stdout.trimEnd().split('\n') });
      },
    );
  });
}

export const launcher = join(projectRoot, 'bin', 'waggle.js');

/** Nothing of the environment that the tests run in, but where programs lie. */
export function environment({ home }: TestHome, env: Record<string, string>) {
  return {
    PATH: process.env.PATH,
    WAGGLE_HOME: home.root,
    WAGGLE_PERSON_KEY: PERSON_KEY,
    WAGGLE_NOW: TODAY,
    ...env,
  };
}
