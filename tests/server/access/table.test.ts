import { rm } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demandNeeds } from '../../../server/access/needs.ts';
import { buildApp } from '../../../server/app.ts';
import { SHA } from '../home.ts';
import { PROTECTED_ONLY, TRUE_ONLY } from './people.ts';
import { ASKERS, type Asker, people } from './roles.ts';

/** Every route × everybody who may ask. The routes are the server's own list: a new one has to be entered here. */

type Expected = Record<Asker, number>;
type Level = 'full' | 'protected';

const ANYONE = all(200);
/** What is for the whole county. */
const COUNTY: Expected = { ...all(200), nobody: 401 };
/** What is of DSPL 2: for its own people, leaders and analysts. */
const AREA: Expected = { ...COUNTY, public: 404, 'another area': 404 };
const ANALYSTS: Expected = { ...all(404), nobody: 401, analyst: 200 };
/** A form that a browser sends without its token. */
const FORM = all(403);

const UPLOAD: Expected = { ...all(404), nobody: 401, analyst: 403 };
const NO_SUCH_RUN: Expected = { ...all(404), nobody: 401 };

const LEADERS: Expected = { ...ANALYSTS, leader: 200 };

interface Entry {
  address: string;
  expected: Expected;
  /** Whether the body is looked through for true figures. */
  figures?: true;
}

function all(status: number): Expected {
  return Object.fromEntries(ASKERS.map((asker) => [asker, status])) as Expected;
}

const page = (address: string, expected = COUNTY): Entry => ({ address, expected, figures: true });

const TABLE: Record<string, Entry[]> = {
  '/healthz': [{ address: '/healthz', expected: ANYONE }],
  '/readyz': [{ address: '/readyz', expected: ANYONE }],
  // This machine may always; people who come by way of a proxy as analysts only: see outside.test.ts.
  '/metrics': [{ address: '/metrics', expected: ANYONE }],
  '/assets/*': [{ address: '/assets/none.css', expected: all(404) }],
  '/log-in': [{ address: '/log-in', expected: { ...all(303), nobody: 200 } }],
  'POST /log-in': [{ address: '/log-in', expected: FORM }],
  'POST /log-out': [{ address: '/log-out', expected: FORM }],
  'POST /log-out/everywhere': [{ address: '/log-out/everywhere', expected: FORM }],
  '/api/v1/snapshots': [{ address: '/api/v1/snapshots', expected: COUNTY }],
  '/api/v1/plan': [page('/api/v1/plan')],
  '/api/v1/gaps': [{ address: '/api/v1/gaps', expected: COUNTY }],
  '/api/v1/catalogue': [{ address: '/api/v1/catalogue', expected: COUNTY }],
  '/api/openapi.json': [{ address: '/api/openapi.json', expected: COUNTY }],
  '/api/v1/overview': [page('/api/v1/overview'), page('/api/v1/overview?area=dspl-2', AREA)],
  '/api/v1/indicators/:id/series': [
    page('/api/v1/indicators/requests/series?grain=calendar_year'),
    page('/api/v1/indicators/requests/series?grain=calendar_year&format=csv'),
    page('/api/v1/indicators/requests/series?grain=calendar_year&area=dspl-2', AREA),
  ],
  '/api/v1/indicators/:id/areas': [page('/api/v1/indicators/requests/areas')],
  '/api/v1/lineage': [{ address: '/api/v1/lineage?indicator=requests&period=CY2023', expected: LEADERS }],
  '/api/v1/files': [{ address: '/api/v1/files', expected: ANALYSTS }],
  '/api/v1/files/:sha': [{ address: `/api/v1/files/${SHA}`, expected: ANALYSTS }],
  '/api/v1/files/:sha/findings': [{ address: `/api/v1/files/${SHA}/findings`, expected: ANALYSTS }],
  '/charts/:indicator.svg': [
    page('/charts/requests.svg?grain=calendar_year'),
    page('/charts/requests.svg?grain=calendar_year&area=dspl-2', AREA),
  ],
  '/charts/:indicator.png': [
    page('/charts/requests.png?grain=calendar_year'),
    page('/charts/requests.png?grain=calendar_year&area=dspl-2', AREA),
  ],
  '/charts/:indicator.vl.json': [
    page('/charts/requests.vl.json?grain=calendar_year'),
    page('/charts/requests.vl.json?grain=calendar_year&area=dspl-2', AREA),
  ],
  '/charts/:indicator.vg.json': [
    page('/charts/requests.vg.json?grain=calendar_year'),
    page('/charts/requests.vg.json?grain=calendar_year&area=dspl-2', AREA),
  ],
  '/': [page('/'), page('/?area=dspl-2', AREA)],
  '/indicators/:id': [
    page('/indicators/requests?grain=calendar_year'),
    page('/indicators/requests?grain=calendar_year&area=dspl-2', AREA),
  ],
  '/bees': [page('/bees'), page('/bees?area=dspl-2', AREA)],
  '/bees/:item': [page('/bees/be-ambitious'), page('/bees/be-ambitious?area=dspl-2', AREA)],
  '/ambitions': [page('/ambitions'), page('/ambitions?area=dspl-2', AREA)],
  '/ambitions/:item': [page('/ambitions/tailoring'), page('/ambitions/tailoring?area=dspl-2', AREA)],
  '/improvement': [page('/improvement'), page('/improvement?area=dspl-2', AREA)],
  '/improvement/:item': [page('/improvement/AI2'), page('/improvement/AI2?area=dspl-2', AREA)],
  '/outcomes': [{ address: '/outcomes', expected: { ...all(404), nobody: 401 } }],
  '/outcomes/:item': [{ address: '/outcomes/one', expected: { ...all(404), nobody: 401 } }],
  '/plan': [page('/plan')],
  '/quality': [page('/quality', LEADERS)],
  '/definitions': [page('/definitions')],
  '/reading': [page('/reading')],
  '/accessibility': [page('/accessibility')],
  '/report/foot.css': [page('/report/foot.css')],
  '/report': [page('/report'), page('/report?area=dspl-2', AREA)],
  '/upload': [{ address: '/upload', expected: ANALYSTS }],
  'POST /upload': [{ address: '/upload', expected: UPLOAD }],
  '/upload/:id': [{ address: '/upload/none', expected: NO_SUCH_RUN }],
  'POST /api/v1/files': [{ address: '/api/v1/files', expected: UPLOAD }],
  '/api/v1/runs/:id': [{ address: '/api/v1/runs/none', expected: NO_SUCH_RUN }],
  '/api/v1/runs/:id/findings.csv': [{ address: '/api/v1/runs/none/findings.csv', expected: NO_SUCH_RUN }],
  '/areas': [page('/areas')],
  '/areas/:id': [page('/areas/dspl-2', AREA)],
  '/files': [{ address: '/files', expected: ANALYSTS }],
  '/files/:sha': [{ address: `/files/${SHA}`, expected: ANALYSTS }],
};

/** Those that only another way to log in has; their own tests say who may use them. */
const ELSEWHERE = new Set(['POST /role', '/log-in/callback']);

let app: FastifyInstance;
let cookies: Record<Asker, string | null>;
let home: string;
beforeAll(async () => {
  ({ app, cookies, home } = await people());
});
afterAll(async () => {
  await app.close();
  await rm(home, { recursive: true, force: true });
});

const levelOf = (asker: Asker): Level => (asker === 'leader' || asker === 'analyst' ? 'full' : 'protected');

describe('the table of routes', () => {
  it('has every route of the server, and no other', async () => {
    const others = await Promise.all(
      [{ auth: 'open' } as const, OIDC].map((auth) =>
        buildApp(
          { home, host: '127.0.0.1', port: 0, now: null, ...auth },
          { log: () => {}, watch: () => () => {} },
        ),
      ),
    );
    const routes = [app, ...others].flatMap(({ declaredRoutes }) => declaredRoutes).map(nameOf);
    await Promise.all(others.map((other) => other.close()));
    const entered = new Set([...Object.keys(TABLE), ...ELSEWHERE]);
    expect(routes.filter((route) => !entered.has(route))).toEqual([]);
    expect([...entered].filter((route) => !routes.includes(route))).toEqual([]);
  });

  it('cannot be got round: a route that declares nothing stops the server', async () => {
    const bare = Fastify();
    demandNeeds(bare);
    expect(() => bare.get('/secrets', async () => 'all of them')).toThrow(
      /GET \/secrets does not say who may use it/,
    );
  });
});

describe.each(Object.entries(TABLE))('%s', (route, entries) => {
  const cases = entries.flatMap((entry) => ASKERS.map((asker) => ({ ...entry, asker })));
  it.each(cases)('$address as $asker', async ({ address, expected, figures, asker }) => {
    const method = route.startsWith('POST ') ? 'POST' : 'GET';
    const cookie = cookies[asker];
    const response = await app.inject({
      method,
      url: address,
      headers: cookie ? { cookie } : { origin: 'http://other.example' },
    });
    expect(response.statusCode, response.body.slice(0, 300)).toBe(expected[asker]);
    if (response.statusCode !== 200) expect(response.body).not.toMatch(/\b2,?849\b|4,?444\b/);
    if (response.statusCode === 200 && figures) expectLevel(response.body, levelOf(asker), asker);
  });
});

it('a leader reads what is behind the latest figure, and is shown no way to what files say', async () => {
  const open = async (url: string, asker: Asker) =>
    (await app.inject({ url, headers: { cookie: cookies[asker] ?? '' } })).body;
  const page = await open('/indicators/requests', 'leader');
  expect(page).toContain('Behind the latest figure');
  expect(page).not.toContain('href="/files');
  expect(await open('/quality', 'leader')).not.toContain('href="/files');
  expect(await open('/indicators/requests', 'analyst')).toContain('href="/files/');
  expect(await open('/indicators/requests', 'own area')).not.toContain('Behind the latest figure');
});

/** Nothing of the other level is there, and what names its level names the right one. */
function expectLevel(body: string, level: Level, asker: Asker): void {
  expect(body, asker).not.toMatch(level === 'full' ? PROTECTED_ONLY : TRUE_ONLY);
  const named = /"level":"(\w+)"/.exec(body)?.[1];
  if (named !== undefined) expect(named).toBe(level);
}

const OIDC = {
  auth: 'oidc',
  url: new URL('http://localhost:8080'),
  oidc: { issuer: new URL('http://localhost:9'), clientId: 'x', clientSecret: 'secret', areaClaim: 'area' },
} as const;

function nameOf({ method, url }: { method: string; url: string }): string {
  return method === 'GET' || method === 'HEAD' ? url : `${method} ${url}`;
}
