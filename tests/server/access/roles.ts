import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Role } from '../../../server/access/scope.ts';
import { buildApp } from '../../../server/app.ts';
import { change, publish } from '../home.ts';
import { loggedIn, PROTECTED_TABLES } from './people.ts';

/** Everybody who may ask; `own area` is of DSPL 2, `another area` of DSPL 1. */
export const ASKERS = ['nobody', 'public', 'own area', 'another area', 'leader', 'analyst'] as const;
export type Asker = (typeof ASKERS)[number];

const ROLES: Record<Exclude<Asker, 'nobody'>, Role> = {
  public: 'public',
  'own area': 'area:dspl-2',
  'another area': 'area:dspl-1',
  leader: 'leader',
  analyst: 'analyst',
};

interface People {
  home: string;
  app: FastifyInstance;
  /** The cookie of each, null for nobody's. */
  cookies: Record<Asker, string | null>;
}

/** A dashboard on which one of each has logged in. Who asks for it closes it and removes its home. */
export async function people(): Promise<People> {
  const home = await mkdtemp(join(tmpdir(), 'waggle-access-'));
  await publish(home, 1);
  await change(home, 1, PROTECTED_TABLES);
  const settings = {
    home,
    host: '127.0.0.1',
    port: 0,
    now: new Date('2025-01-15T10:00:00Z'),
    auth: 'local',
  } as const;
  const app = await buildApp(settings, { log: () => {}, watch: () => () => {} });
  const cookies: Record<string, string | null> = { nobody: null };
  for (const [asker, role] of Object.entries(ROLES)) cookies[asker] = await loggedIn(app, home, role);
  return { home, app, cookies: cookies as People['cookies'] };
}
