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

const plan = {
  actions: [
    {
      ...{
        ref: '1.1',
        title: 'Issue plans in time',
        area: ['AI2'],
        indicators: ['requests'],
        lead: 'A lead',
      },
      milestones: [{ id: '1-1-a', title: 'More caseworkers are in post', due: '2025-03-01' }],
    },
  ],
};

/** What people write may quote any figure. */
const FREE_WORDS = `
  UPDATE catalogue SET document = json_merge_patch(document, '${JSON.stringify({ plan })}');
  INSERT INTO milestone VALUES ('1-1-a', 'at_risk', '2025-01-05', NULL, NULL, '2,849 families wait');
  INSERT INTO decision VALUES
    ('d-1', '2025-01-05', 'A board', 'To meet 2,849 families', 'requests', 'CY2023', 2849, 'A lead', NULL, NULL);
  INSERT INTO commentary VALUES
    ('c-1', 'requests', 'county', 'CY2023', '2025-01-05', 'A lead', 'There were 2,849 families');`;

/** A dashboard on which one of each has logged in. Who asks for it closes it and removes its home. */
export async function people(): Promise<People> {
  const home = await mkdtemp(join(tmpdir(), 'waggle-access-'));
  await publish(home, 1);
  await change(home, 1, `${PROTECTED_TABLES} ${FREE_WORDS}`);
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
