import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { beforeEach, describe, expect, it } from 'vitest';
import { formToken, isTokenOf } from '../../../server/access/csrf.ts';
import { waggleHere } from '../../support/in-process.ts';
import {
  Browser,
  dashboard,
  loggedIn,
  PASSWORD,
  PROTECTED_ONLY,
  protectedHome,
  TRUE_ONLY,
} from './people.ts';

let home: string;
let app: FastifyInstance;
let lines: string[];
beforeEach(async () => {
  lines = [];
  home = await protectedHome();
  app = await dashboard(home, { auth: 'open' }, { log: (line) => lines.push(line) });
});

const LONG = 'x'.repeat(10_000);
const WORDS = [
  LONG,
  'é'.repeat(3_000),
  '\u202e\u0000\uffff',
  '💥',
  '%00',
  '%ff%fe',
  "'; DROP TABLE full_point; --",
  '../../../etc/passwd',
  '..%2f..%2fwarehouse.duckdb',
  '*?[a-z]{1,2}',
  '__proto__',
  'constructor',
  'toString',
  '-1',
  'NaN',
  '<script>alert(1)</script>',
];

describe('a parameter', () => {
  const inPath = ['/indicators/', '/areas/', '/bees/', '/files/', '/api/v1/files/', '/charts/', '/assets/'];
  it.each(inPath)('of any kind after %s is a 4xx in words', async (before) => {
    for (const word of WORDS)
      for (const given of [word, encodeURIComponent(word)]) await isRefused(`${before}${given}`);
  });

  const names = ['area', 'grain', 'from', 'to', 'snapshot', 'format', 'period', 'unheard-of'];
  it.each(names)(
    'of any kind in “%s” is never a 5xx, and nothing of it comes back unescaped',
    async (name) => {
      for (const word of WORDS) {
        const query = new URLSearchParams({ [name]: word });
        await isRefused(`/api/v1/indicators/requests/series?${query}`);
        const page = await app.inject({
          url: `/indicators/requests?${query}`,
          headers: { accept: 'text/html' },
        });
        expect(page.statusCode).toBeLessThan(500);
        expect(page.body).not.toContain('<script>alert');
      }
    },
  );

  it('given as a list is refused', async () => {
    for (const query of ['area=county&area=county', 'grain=month&grain=month', 'snapshot=a&snapshot=b'])
      await isRefused(`/api/v1/indicators/requests/series?${query}`);
  });

  it('cannot change what every object inherits', async () => {
    for (const query of ['__proto__=x', '__proto__[polluted]=1', 'constructor.prototype.polluted=1'])
      await isRefused(`/api/v1/overview?${query}`);
    const headers = { 'content-type': 'application/json', origin: 'http://localhost:80' };
    const payload = '{"__proto__": {"polluted": true}, "role": "leader"}';
    const { statusCode } = await app.inject({ method: 'POST', url: '/role', headers, payload });
    expect(statusCode).toBe(400);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  async function isRefused(url: string): Promise<void> {
    const { statusCode, headers, body } = await app.inject({ url });
    expect(statusCode, `${url.slice(0, 80)}: ${body.slice(0, 200)}`).toBeGreaterThanOrEqual(400);
    expect(statusCode, `${url.slice(0, 80)}: ${body.slice(0, 200)}`).toBeLessThan(500);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(body).not.toMatch(TRUE_ONLY);
    expect(body.length).toBeLessThan(25_000);
  }
});

describe('on the line', () => {
  async function say(text: string): Promise<string> {
    const url = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
    return new Promise((resolve) => {
      const socket = connect(Number(url.port), '127.0.0.1', () => socket.end(text));
      let answer = '';
      socket.on('data', (bytes) => {
        answer += bytes;
      });
      socket.on('close', () => resolve(answer));
    });
  }

  it.each([
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    ['an address that cannot be read', 'GET /%zz HTTP/1.1\r\nhost: localhost\r\n\r\n', 400],
    ['headers without end', `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`, 431],
    [
      'two lengths (smuggling)',
      'POST /role HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
  ])('%s is a %3$i', async (_what, text, status) => {
    expect(await say(text)).toMatch(new RegExp(`^HTTP/1.1 ${status} .*application/problem\\+json`, 's'));
  });

  it('has an end to waiting, but a large file has its time', async () => {
    expect(app.server.headersTimeout).toBe(15_000);
    expect(app.server.requestTimeout).toBe(30 * 60_000);
    expect(app.server.timeout).toBe(120_000);
  });

  it('takes no body above a megabyte', async () => {
    const payload = `role=leader&x=${'y'.repeat(1_100_000)}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await app.inject({ method: 'POST', url: '/role', headers, payload })).statusCode).toBe(413);
  });
});

describe('forms', () => {
  it.each<[string, Record<string, string>, (csrf: string) => string]>([
    ['without its token', {}, () => ''],
    ['with a token of somebody else', {}, () => formToken('another')],
    ['sent by another site', { 'sec-fetch-site': 'cross-site' }, (csrf) => csrf],
    ['sent from another origin', { origin: 'https://evil.example' }, (csrf) => csrf],
  ])('%s do nothing', async (_how, headers, token) => {
    const browser = new Browser(app);
    const csrf = token(await browser.token('/'));
    expect((await browser.send('/role', { csrf, role: 'public' }, headers)).statusCode).toBe(403);
    expect((await browser.open('/api/v1/overview')).json().level).toBe('full');
  });

  it('are signed anew each time, for the same browser', () => {
    const [one, two] = [formToken('secret'), formToken('secret')];
    expect(one).not.toBe(two);
    expect([isTokenOf('secret', one), isTokenOf('secret', two), isTokenOf('other', one)]).toEqual([
      true,
      true,
      false,
    ]);
    for (const wrong of ['', 'x', one.slice(1), `${one}A`]) expect(isTokenOf('secret', wrong)).toBe(false);
  });

  it('every one on every page has its token', async () => {
    const cookie = await loggedIn(app, home, 'leader');
    for (const url of ['/', '/areas', '/indicators/requests', '/nothing']) {
      const { body } = await app.inject({ url, headers: { cookie, accept: 'text/html' } });
      const posts = body.match(/<form[^>]*method="post".*?<\/form>/gs) ?? [];
      expect(posts.length, url).toBeGreaterThan(0);
      for (const form of posts) expect(form, url).toMatch(/name="csrf" value="[\w-]{86}"/);
    }
  });
});

describe('seeing what others see', () => {
  it('is a form that works without JavaScript, and is said above the figures', async () => {
    const browser = new Browser(app);
    const csrf = await browser.token('/');
    const done = await browser.send('/role', { csrf, role: 'area:dspl-2', return: '/areas' });
    expect([done.statusCode, done.headers.location]).toEqual([303, '/areas']);
    const { body } = await browser.open('/');
    expect(body).toMatch(/You see what <strong>the area group of South<\/strong> would see/);
    expect(body).not.toMatch(TRUE_ONLY);
    expect((await browser.open('/indicators/requests?grain=calendar_year')).body).toMatch(PROTECTED_ONLY);
    expect((await browser.open('/areas/dspl-1')).statusCode).toBe(404);
    await browser.send('/role', { csrf: await browser.token('/'), role: 'analyst' });
    expect((await browser.open('/files')).statusCode).toBe(200);
  });

  it.each(['', 'admin', 'area:dspl-99', 'area:../x', 'analyst\n'])('as “%s” is refused', async (role) => {
    const browser = new Browser(app);
    expect((await browser.send('/role', { csrf: await browser.token('/'), role })).statusCode).toBe(400);
  });

  it('is not to be had where people log in', async () => {
    const other = await dashboard(home);
    const cookie = await loggedIn(other, home, 'public');
    expect((await other.inject({ method: 'POST', url: '/role', headers: { cookie } })).statusCode).toBe(404);
    const open = `waggle-session=${await app.access.sessions.begin({ user: 'open this machine', name: 'x', role: 'analyst' })}`;
    expect((await other.inject({ url: '/api/v1/overview', headers: { cookie: open } })).statusCode).toBe(401);
  });
});

describe('behind a proxy', () => {
  const url = new URL('https://waggle.example');
  const host = 'waggle.example';

  it('the address is the one that a trusted proxy names, and nobody else’s word is taken', async () => {
    const trusted = await dashboard(home, { auth: 'local', url, trustProxy: ['127.0.0.1'] });
    const trusting = await dashboard(home, { auth: 'local', url });
    for (const [server, ip] of [
      [trusted, '203.0.113.9'],
      [trusting, '127.0.0.1'],
    ] as const) {
      const browser = new Browser(server, { host, 'x-forwarded-for': '203.0.113.9' });
      await browser.logIn('nobody', 'wrong wrong wrong');
      expect((await server.access.audit.read()).at(-1)?.address).toBe(ip);
    }
  });

  it.each([
    ['the dashboard’s own name', 'https://waggle.example', 'waggle.example', 303],
    ['its own name, which the proxy keeps to itself', 'https://waggle.example', '127.0.0.1:8080', 303],
    ['a name that only the sender forwards', 'https://evil.example', 'waggle.example', 403],
  ])('a form counts from %s, or not at all', async (_from, origin, seen, status) => {
    const server = await dashboard(home, { auth: 'local', url, trustProxy: ['127.0.0.1'] });
    const browser = new Browser(server, { host: seen, 'x-forwarded-host': new URL(origin).host });
    const csrf = await browser.token('/log-in');
    expect((await browser.send('/log-out', { csrf }, { origin })).statusCode).toBe(status);
  });

  it('the metrics are for analysts, though the proxy is on this machine', async () => {
    const server = await dashboard(home, { auth: 'local', url });
    const ask = async (headers: Record<string, string>) =>
      (await server.inject({ url: '/metrics', headers: { host, ...headers } })).statusCode;
    const analyst = (await loggedIn(server, home, 'analyst')).replace('waggle', '__Host-waggle');
    const leader = (await loggedIn(server, home, 'leader')).replace('waggle', '__Host-waggle');
    const forwarded = { 'x-forwarded-for': '203.0.113.9' };
    expect(await ask({})).toBe(200);
    expect(await ask(forwarded)).toBe(401);
    expect(await ask({ ...forwarded, cookie: leader })).toBe(404);
    expect(await ask({ ...forwarded, cookie: analyst })).toBe(200);
  });

  it.each(['x-forwarded-for', 'forwarded', 'x-real-ip'])(
    'there is nothing without log-in, though the proxy is on this machine: %s',
    async (name) => {
      const asked = await app.inject({ url: '/api/v1/overview', headers: { [name]: '203.0.113.9' } });
      expect([asked.statusCode, asked.body.includes('only on this machine')]).toEqual([421, true]);
    },
  );

  it('another name than the dashboard’s is not answered', async () => {
    const server = await dashboard(home, { auth: 'local', url });
    expect((await server.inject({ url: '/log-in', headers: { host } })).statusCode).toBe(200);
    expect((await server.inject({ url: '/log-in', headers: { host: 'evil.example' } })).statusCode).toBe(421);
  });
});

it('who asks too often is told to wait, each person for themselves', async () => {
  const server = await dashboard(home, { auth: 'local', requestsPerMinute: 5 });
  const [one, other] = [await loggedIn(server, home, 'leader'), await loggedIn(server, home, 'analyst')];
  const ask = (cookie: string) => server.inject({ url: '/api/v1/snapshots', headers: { cookie } });
  for (let times = 0; times < 5; times += 1) expect((await ask(one)).statusCode).toBe(200);
  const stopped = await ask(one);
  expect([stopped.statusCode, stopped.json().title]).toEqual([429, 'Too Many Requests']);
  expect((await ask(other)).statusCode).toBe(200);
});

it('a failure is logged without what was asked, and answered without what went wrong', async () => {
  const { snapshot, release } = await app.snapshots.lease();
  snapshot.rows = () => Promise.reject(new Error('there is no table'));
  const { statusCode, body } = await app.inject('/api/v1/files?snapshot=snapshot-000001');
  release();
  expect(statusCode).toBe(500);
  expect(body).not.toContain('table');
  expect(lines.join('\n')).toContain('GET /api/v1/files failed');
  expect(lines.join('\n')).not.toContain('?');
});

describe('the audit trail', () => {
  it('says who logged in, who failed, and who saw which true figures, once an hour', async () => {
    const server = await dashboard(home);
    await loggedIn(server, home, 'leader');
    const browser = new Browser(server);
    await browser.logIn('leader', 'wrong wrong wrong');
    await browser.logIn('leader', PASSWORD);
    for (let times = 0; times < 3; times += 1) await browser.open('/indicators/requests?area=dspl-1');
    await browser.open('/api/v1/indicators/requests/series?format=csv&grain=calendar_year');
    await browser.send('/log-out', { csrf: await browser.token('/areas/dspl-2') });
    const entries = (await server.access.audit.read()).map(({ event, who, indicator, area }) =>
      [event, who, indicator, area].filter((part) => part !== undefined).join(' '),
    );
    expect(entries).toEqual([
      'log_in_failed local leader',
      'log_in local leader',
      'view local leader requests dspl-1',
      'download local leader requests',
      'view local leader dspl-2',
      'log_out local leader',
    ]);
  });

  it.each([
    ['/indicators/requests?indicator=plans-on-time', 'view requests'],
    ['/indicators/requests?format=csv&id=plans-on-time', 'view requests'],
    ['/areas/dspl-1?id=county&area=county&indicator=requests', 'view dspl-1'],
    ['/?indicator=plans-on-time&format=csv', 'view'],
  ])('says what was shown, not what else an address says: %s', async (url, recorded) => {
    const cookie = await loggedIn(app, home, 'leader');
    expect((await app.inject({ url, headers: { cookie, accept: 'text/html' } })).statusCode).toBe(200);
    const [{ event, indicator, area } = { event: 'none' }] = await app.access.audit.read();
    expect([event, indicator, area].filter((part) => part !== undefined).join(' ')).toBe(recorded);
  });

  it('does not record what anybody may see, and is only added to', async () => {
    const server = await dashboard(home);
    const cookie = await loggedIn(server, home, 'area:dspl-2');
    await mkdir(join(home, 'audit'));
    const earlier = `${JSON.stringify({ at: '2025-01-01T00:00:00Z', event: 'export', who: 'account ann' })}\nhalf a li`;
    await writeFile(join(home, 'audit', '2025-01.jsonl'), earlier);
    await server.inject({ url: '/indicators/requests', headers: { cookie } });
    expect(await readFile(join(home, 'audit', '2025-01.jsonl'), 'utf8')).toBe(earlier);
    expect(await server.access.audit.read()).toMatchObject([{ event: 'export', who: 'account ann' }]);
  });

  it('is read on a terminal without what would steer it, or begin a line of its own', async () => {
    const who = 'local \u001b[2Jeve\n2025-01-15T10:00:00  log in  local ann\u202e';
    await app.access.audit.record({ event: 'log_in_failed', who });
    const { stdout } = await waggleHere(['audit'], { WAGGLE_HOME: home });
    expect(stdout).toMatch(
      /^\S+ {2}log in failed {2}local ␛\[2Jeve␊2025-01-15T10:00:00 {2}log in {2}local ann\uFFFD\n$/,
    );
    const { stderr } = await waggleHere(['check', 'no\u001b[31m.csv'], { WAGGLE_HOME: home });
    expect(stderr).toContain('There is no file no␛[31m.csv');
  });

  it('loses no entry that comes after a line that was cut off', async () => {
    await app.access.audit.record({ event: 'log_in', who: 'local ann' });
    const folder = join(home, 'audit');
    const [month = ''] = await readdir(folder);
    await appendFile(join(folder, month), '{"at":"2025-01-01T00:0');
    for (const who of ['local bo', 'local cy']) await app.access.audit.record({ event: 'log_in', who });
    expect((await app.access.audit.read()).map(({ who }) => who)).toEqual([
      'local ann',
      'local bo',
      'local cy',
    ]);
  });
});
