import type { FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import type { AccessSettings } from '../../../server/access/access-settings.ts';
import type { Role } from '../../../server/access/scope.ts';
import { Users } from '../../../server/access/users.ts';
import { buildApp } from '../../../server/app.ts';
import { catalogue } from '../catalogue.ts';
import { change, homeWith } from '../home.ts';

/** A dashboard with log-in, and people of every role who have logged in. */

export const PASSWORD = 'correct horse battery';

/** What only the tables of true figures hold, and what only those of protected figures do, as pages and programs write it. */
export const TRUE_ONLY = /2,849|\b2849\b|1,800|\b1800\b/;
export const PROTECTED_ONLY = /4,444|\b4444\b/;

/** In the protected tables requests are 4,444 in every year, so that it shows which tables were read. */
export const PROTECTED_TABLES = `
  CREATE TABLE IF NOT EXISTS protected_point AS FROM full_point WHERE false;
  CREATE TABLE IF NOT EXISTS protected_summary AS FROM full_summary WHERE false;
  INSERT INTO protected_point BY NAME
    SELECT * REPLACE (CASE indicator WHEN 'requests' THEN 4444 ELSE value END AS value,
      CASE indicator WHEN 'requests' THEN 4444 ELSE numerator END AS numerator)
    FROM full_point WHERE indicator <> 'plans-on-time' OR area <> 'dspl-2';
  INSERT INTO protected_summary BY NAME
    SELECT * REPLACE (replace(sentence, '2,849', '4,444') AS sentence) FROM full_summary;
  UPDATE catalogue SET document = '${withEveryExtract().replaceAll("'", "''")}';`;

/** The page of definitions names the extract of every indicator. */
function withEveryExtract(): string {
  const names = ['ehc_assessments', 'waiting_lists', 'attendance'];
  const extracts = names.flatMap((name) => catalogue.extracts.map((extract) => ({ ...extract, name })));
  return JSON.stringify({ ...catalogue, extracts });
}

export async function protectedHome(): Promise<string> {
  const home = await homeWith(1);
  await change(home, 1, PROTECTED_TABLES);
  return home;
}

interface Options {
  clock?: () => number;
  log?: (line: string) => void;
}

export async function dashboard(
  home: string,
  access: AccessSettings = { auth: 'local' },
  { clock, log = () => {} }: Options = {},
): Promise<FastifyInstance> {
  const settings = { home, host: '127.0.0.1', port: 0, now: new Date('2025-01-15T10:00:00Z'), ...access };
  const app = await buildApp(settings, { log, watch: () => () => {}, ...(clock && { clock }) });
  onTestFinished(() => app.close());
  return app;
}

/** Adds a user, logs them in, and answers their cookie. */
export async function loggedIn(app: FastifyInstance, home: string, role: Role): Promise<string> {
  const name = role.replace(':', '-');
  await new Users(home).add(name, role, PASSWORD, new Date());
  const secret = await app.access.sessions.begin({ user: `local ${name}`, name, role });
  return `waggle-session=${secret}`;
}

/** A browser: keeps cookies, sends forms with their token. */
export class Browser {
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly app: FastifyInstance,
    private readonly headers: Record<string, string> = {},
  ) {}

  async open(url: string) {
    const response = await this.app.inject({ url, headers: this.#headers() });
    this.#keep(response.cookies);
    return response;
  }

  async send(url: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
    const response = await this.app.inject({
      method: 'POST',
      url,
      headers: { ...this.#headers(), ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields).toString(),
    });
    this.#keep(response.cookies);
    return response;
  }

  /** The token in the forms of a page. */
  async token(url: string): Promise<string> {
    return /name="csrf" value="([\w-]+)"/.exec((await this.open(url)).body)?.[1] ?? '';
  }

  async logIn(name: string, password: string, more: Record<string, string> = {}) {
    const csrf = await this.token('/log-in');
    return this.send('/log-in', { csrf, name, password, ...more });
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  #headers(): Record<string, string> {
    return {
      accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
      'sec-fetch-site': 'same-origin',
      ...this.headers,
      ...(this.cookies.size > 0 && { cookie: this.cookie }),
    };
  }

  #keep(set: { name: string; value: string; maxAge?: number; expires?: Date }[]): void {
    for (const { name, value, maxAge, expires } of set) {
      if (maxAge === 0 || (expires !== undefined && expires.getTime() === 0)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}
