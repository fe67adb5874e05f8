import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { Users } from '../../../server/access/users.ts';
import { change, publish } from '../home.ts';
import { dashboard, loggedIn, PROTECTED_ONLY, PROTECTED_TABLES, protectedHome, TRUE_ONLY } from './people.ts';

/** Eight classes of faults by which other dashboards have shown rows to who may not see them: one test each. */

async function asAreaUser(role: 'area:dspl-1' | 'area:dspl-2' = 'area:dspl-2') {
  const home = await protectedHome();
  const app = await dashboard(home);
  const cookie = await loggedIn(app, home, role);
  const get = (url: string, headers: Record<string, string> = {}) =>
    app.inject({ url, headers: { cookie, ...headers } });
  return { home, app, cookie, get };
}

it('1, expression injection: words of the asker are never part of a query', async () => {
  const { get } = await asAreaUser();
  for (const words of [
    "dspl-2' OR '1'='1",
    "dspl-2') OR (1=1",
    "dspl-1'--",
    'dspl-2"; SELECT * FROM full_point; --',
    'county UNION SELECT * FROM full_point',
    '{{area}}',
    '$area',
  ]) {
    for (const name of ['area', 'grain', 'from', 'snapshot', 'format', 'breakdown']) {
      const url = `/api/v1/indicators/requests/series?${new URLSearchParams({ [name]: words })}`;
      const { statusCode, body } = await get(url);
      expect([400, 404, 406], `${url}: ${body}`).toContain(statusCode);
      expect(body).not.toMatch(TRUE_ONLY);
    }
  }
});

it('2, a check at the time of editing only: a role, a user and a policy count as they are when somebody asks', async () => {
  const { home, app, get } = await asAreaUser();
  expect((await get('/api/v1/overview?area=dspl-2')).statusCode).toBe(200);
  await new Users(home).add('area-dspl-2', 'area:dspl-1', 'correct horse battery', new Date());
  expect((await get('/api/v1/overview?area=dspl-2')).statusCode).toBe(404);
  // The first snapshot let all areas be seen; the newest does not, and its policy is that of older ones too.
  await publish(home, 2);
  await change(home, 2, PROTECTED_TABLES);
  await change(home, 1, laxPolicy);
  await app.snapshots.refresh();
  expect((await get('/api/v1/overview?area=dspl-2&snapshot=snapshot-000001')).statusCode).toBe(404);
});

it('2, amid a request: what is answered is what could be seen when it was asked', async () => {
  const { app, get } = await asAreaUser();
  const { current } = app.snapshots;
  if (!current) throw new Error('there is no snapshot');
  const { partnership } = current.catalogue;
  const before = partnership.roles;
  onTestFinished(() => void Object.assign(partnership, { roles: before }));
  const begin = current.answers.begin.bind(current.answers);
  vi.spyOn(current.answers, 'begin').mockImplementation((question) => {
    Object.assign(partnership, { roles: { areas: 'all_areas', also: {}, public: 'all_areas' } });
    return begin(question);
  });
  const { areas, all_areas } = (await get('/api/v1/indicators/requests/areas?period=CY2023')).json();
  expect(areas.map(({ area }: { area: string }) => area)).not.toContain('dspl-1');
  expect(all_areas).toBe(false);
});

const laxPolicy = `UPDATE catalogue SET document = json_merge_patch(document,
  '{"partnership": {"roles": {"areas": "all_areas", "also": {}, "public": "all_areas"}}}')`;

it('3, a way round read-only: no address of another method, and no query, changes anything', async () => {
  const { home, app, cookie } = await asAreaUser();
  for (const method of ['PUT', 'PATCH', 'DELETE', 'POST'] as const) {
    const { statusCode } = await app.inject({ method, url: '/api/v1/overview', headers: { cookie } });
    expect([403, 404], method).toContain(statusCode);
  }
  const { snapshot, release } = await app.snapshots.lease();
  const view = snapshot.seenBy({ level: 'protected', areas: ['dspl-2'], files: false });
  for (const sql of [
    'DELETE FROM protected_point',
    'UPDATE protected_point SET value = 1',
    `COPY (SELECT 1) TO '${join(home, 'out.csv')}'`,
    "SELECT * FROM read_text('/etc/passwd')",
    `ATTACH '${join(home, 'other.duckdb')}' AS other`,
    'SET enable_external_access = true',
    'INSTALL httpfs',
  ])
    await expect(view.rows(sql), sql).rejects.toThrow();
  release();
});

it('4, a cache without identity: an answer that is kept for one is not given to another', async () => {
  const { home, app, get } = await asAreaUser();
  const leader = await loggedIn(app, home, 'leader');
  const url = '/api/v1/indicators/requests/series?grain=calendar_year';
  for (let times = 0; times < 2; times += 1) {
    const full = await app.inject({ url, headers: { cookie: leader } });
    const own = await get(url);
    expect(full.body).toMatch(TRUE_ONLY);
    expect(own.body).not.toMatch(TRUE_ONLY);
    expect(own.body).toMatch(PROTECTED_ONLY);
    for (const { headers } of [full, own]) {
      expect(headers['cache-control']).toMatch(/^private/);
      expect(headers.vary).toContain('cookie');
    }
  }
  const [one, other] = await Promise.all([
    get('/areas'),
    app.inject({ url: '/areas', headers: { cookie: leader } }),
  ]);
  expect(one.body).not.toContain('dspl-1');
  expect(other.body).toContain('dspl-1');
});

it('5, a new endpoint without a filter: a query that forgot it reads nothing of others', async () => {
  const { app } = await asAreaUser();
  const { snapshot, release } = await app.snapshots.lease();
  const view = snapshot.seenBy({ level: 'protected', areas: ['dspl-2'], files: false });
  const areas = await view.rows<{ area: string }>('SELECT DISTINCT area FROM protected_point ORDER BY area');
  expect(areas.map(({ area }) => area)).not.toContain('dspl-1');
  for (const table of [
    'full_point',
    'full_summary',
    'full_change',
    'full_counted_rows',
    'group_people',
    'file',
    'finding',
    'decision',
  ])
    expect(await view.rows(`FROM ${table}`), table).toEqual([]);
  release();
});

it('6, an injected filter: a parameter given twice, in another spelling or in a body widens nothing', async () => {
  const { get, app, cookie } = await asAreaUser();
  for (const query of [
    'area=dspl-2&area=dspl-1',
    'area[]=dspl-1',
    'area=dspl-2,dspl-1',
    'area=DSPL-1',
    'area=%20dspl-1',
    'area=dspl-1%00',
    'area=*',
    'area=%25',
    'role=analyst',
    'level=full',
    '__proto__[level]=full',
    'constructor[prototype][level]=full',
  ]) {
    const { statusCode, body } = await get(`/api/v1/overview?${query}`);
    expect([400, 404], `${query}: ${body.slice(0, 200)}`).toContain(statusCode);
    expect(body).not.toMatch(TRUE_ONLY);
  }
  const headers = {
    cookie,
    'x-waggle-role': 'analyst',
    'x-forwarded-user': 'analyst',
    'x-original-url': '/files',
  };
  expect((await app.inject({ url: '/api/v1/overview', headers })).json().level).toBe('protected');
  expect((await app.inject({ url: '/files', headers })).statusCode).toBe(404);
});

it('7, a scheduled job that runs as its maker: nothing is kept of an answer on anybody’s behalf, and no figure in the trail', async () => {
  const { home, app } = await asAreaUser();
  const analyst = await loggedIn(app, home, 'analyst');
  await app.inject({ url: '/api/v1/overview', headers: { cookie: analyst } });
  // What one person's request leaves behind in the home is a session and a line, and no figure.
  const left = (await readdir(home, { recursive: true })).filter((name) => /\.(json|jsonl)$/.test(name));
  for (const name of left) expect(await readFile(join(home, name), 'utf8'), name).not.toMatch(TRUE_ONLY);
  const places = left.map((name) => name.split('/')[0]);
  expect(new Set(places)).toEqual(new Set(['users.json', 'sessions', 'audit']));
});

it('8, a shared ETag: what one has does not tell another that it is unchanged', async () => {
  const { home, app, cookie } = await asAreaUser();
  const others: string[] = [];
  for (const role of ['leader', 'analyst', 'public', 'area:dspl-1'] as const)
    others.push(await loggedIn(app, home, role));
  for (const url of ['/api/v1/overview', '/', '/charts/requests.svg?grain=calendar_year']) {
    const tags = new Map<string, string>();
    for (const asker of [cookie, ...others]) {
      const headers = { cookie: asker, accept: url === '/' ? 'text/html' : '*/*' };
      const own = String((await app.inject({ url, headers })).headers.etag);
      for (const tag of tags.values()) {
        const { statusCode } = await app.inject({ url, headers: { ...headers, 'if-none-match': tag } });
        expect(statusCode, url).toBe(200);
      }
      tags.set(asker, own);
      expect((await app.inject({ url, headers: { ...headers, 'if-none-match': own } })).statusCode).toBe(304);
    }
    expect(new Set(tags.values()).size).toBe(others.length + 1);
  }
});
