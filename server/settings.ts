import { resolve } from 'node:path';
import { z } from 'zod';
import { fixedClock } from '../indicators/clock.ts';
import {
  ACCESS_WORDS,
  type AccessSettings,
  accessEnvironment,
  accessProblems,
  accessSettings,
  SECRET_WORDS,
} from './access/access-settings.ts';

/** The server's settings, read from the environment once, at start. */

export interface Settings extends AccessSettings {
  /** The folder that holds `snapshots/`, `sessions/`, `audit/`. */
  home: string;
  host: string;
  port: number;
  /** Fixes the clock, for demonstrations and tests. */
  now: Date | null;
}

export class SettingsError extends Error {
  override name = 'SettingsError';

  constructor(readonly problems: string[]) {
    super(problems.join('\n'));
  }
}

const environment = z.object({
  WAGGLE_HOME: z.string().default('./data'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .default('8080')
    .transform(Number)
    .refine((port) => port <= 65_535, 'PORT must be a whole number from 0 to 65535, such as 8080.'),
  ...accessEnvironment,
  WAGGLE_NOW: fixedClock.optional(),
});

const WHAT_TO_WRITE: Record<string, string> = {
  PORT: 'PORT must be a whole number from 0 to 65535, such as 8080',
  ...ACCESS_WORDS,
  WAGGLE_NOW: 'WAGGLE_NOW must be a day or a time, such as 2025-01-15 or 2025-01-15T09:00:00Z',
};

/** Checks every setting and reports all that is wrong at once. An empty value counts as not set. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environment.safeParse(given);
  const problems = [...(parsed.error?.issues ?? []).map((issue) => wrongValue(String(issue.path[0]), given))];
  problems.push(...accessProblems(given));
  if (!parsed.success || problems.length > 0) throw new SettingsError(problems);
  const { WAGGLE_HOME, HOST, PORT, WAGGLE_NOW, ...access } = parsed.data;
  return {
    ...{ home: resolve(WAGGLE_HOME), host: HOST, port: PORT, now: WAGGLE_NOW ?? null },
    ...accessSettings(access),
  };
}

function wrongValue(name: string, given: Record<string, string | undefined>): string {
  return SECRET_WORDS[name] ?? `${WHAT_TO_WRITE[name] ?? `${name} cannot be used`}; it is “${given[name]}”.`;
}
