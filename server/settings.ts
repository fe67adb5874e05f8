import { resolve } from 'node:path';
import { z } from 'zod';

/** The server's settings, read from the environment once, at start. */

export interface Settings {
  /** The folder that holds `snapshots/`. */
  home: string;
  host: string;
  port: number;
  auth: 'open';
  /** Fixes the clock, for demonstrations and tests. */
  now: Date | null;
}

export class SettingsError extends Error {
  override name = 'SettingsError';

  constructor(readonly problems: string[]) {
    super(problems.join('\n'));
  }
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i;
const DAY_OR_TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;

const environment = z.object({
  WAGGLE_HOME: z.string().default('./data'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .default('8080')
    .transform(Number)
    .refine((port) => port <= 65_535, 'PORT must be a whole number from 0 to 65535, such as 8080.'),
  WAGGLE_AUTH: z.enum(['open', 'local', 'oidc']).default('open'),
  WAGGLE_NOW: z
    .string()
    .refine((text) => DAY_OR_TIME.test(text) && !Number.isNaN(Date.parse(text)))
    .transform((text) => new Date(text))
    .optional(),
});

const WHAT_TO_WRITE: Record<string, string> = {
  PORT: 'PORT must be a whole number from 0 to 65535, such as 8080',
  WAGGLE_AUTH: 'WAGGLE_AUTH must be open, local or oidc',
  WAGGLE_NOW: 'WAGGLE_NOW must be a day or a time, such as 2025-01-15 or 2025-01-15T09:00:00Z',
};

/** Checks every setting and reports all that is wrong at once. An empty value counts as not set. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environment.safeParse(given);
  const problems = [...(parsed.error?.issues ?? []).map((issue) => wrongValue(String(issue.path[0]), given))];
  problems.push(...accessProblems(given.HOST ?? '127.0.0.1', given.WAGGLE_AUTH ?? 'open'));
  if (!parsed.success || problems.length > 0) throw new SettingsError(problems);
  const { WAGGLE_HOME, HOST, PORT, WAGGLE_NOW } = parsed.data;
  return { home: resolve(WAGGLE_HOME), host: HOST, port: PORT, auth: 'open', now: WAGGLE_NOW ?? null };
}

export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

function wrongValue(name: string, given: Record<string, string | undefined>): string {
  return `${WHAT_TO_WRITE[name] ?? `${name} cannot be used`}; it is “${given[name]}”.`;
}

function accessProblems(host: string, auth: string): string[] {
  if (auth === 'local' || auth === 'oidc') {
    return [
      `WAGGLE_AUTH is “${auth}”, but sign-in comes in a later release. Until then leave WAGGLE_AUTH unset (open).`,
    ];
  }
  if (auth === 'open' && !isLoopback(host)) {
    return [
      `HOST is “${host}”, so other machines could read the figures without signing in. ` +
        'With WAGGLE_AUTH=open the dashboard is for this machine only: leave HOST unset, or set it to 127.0.0.1.',
    ];
  }
  return [];
}
