import { readdirSync, rmSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { SessionStore } from '../../../server/access/sessions.ts';
import { Users } from '../../../server/access/users.ts';
import { waggleHere } from '../../support/in-process.ts';
import { COMPLAINTS, testPartnership } from '../../support/partnership.ts';
import { Browser, dashboard, PASSWORD, protectedHome } from './people.ts';

let home: string;
let app: FastifyInstance;
let now: number;
beforeEach(async () => {
  now = Date.parse('2025-01-15T10:00:00Z');
  home = await protectedHome();
  await new Users(home).add('ann', 'leader', PASSWORD, new Date(now));
  app = await dashboard(home, { auth: 'local' }, { clock: () => now });
});

const MINUTE = 60_000;
const isIn = async (browser: Browser) => (await browser.open('/api/v1/overview')).statusCode === 200;

async function annIn(): Promise<Browser> {
  const browser = new Browser(app);
  await browser.logIn('ann', PASSWORD);
  return browser;
}

describe('log-in by password', () => {
  it('is where a page leads that needs it, and leads back there', async () => {
    const browser = new Browser(app);
    const sent = await browser.open('/areas/dspl-2?snapshot=snapshot-000001');
    expect(sent.statusCode).toBe(303);
    const at = String(sent.headers.location);
    expect(at).toBe('/log-in?return=%2Fareas%2Fdspl-2%3Fsnapshot%3Dsnapshot-000001');
    const { body } = await browser.open(at);
    const back = /name="return" value="([^"]*)"/.exec(body)?.[1] ?? '';
    const done = await browser.logIn('ann', PASSWORD, { return: back });
    expect([done.statusCode, done.headers.location]).toEqual([303, '/areas/dspl-2?snapshot=snapshot-000001']);
    expect(await isIn(browser)).toBe(true);
  });

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
  ])('never leads to %s', async (elsewhere) => {
    const done = await new Browser(app).logIn('ann', PASSWORD, { return: elsewhere });
    expect([done.statusCode, done.headers.location]).toEqual([303, '/']);
  });

  it('says the same of a wrong password and of an unknown name', async () => {
    const say = async (name: string) => {
      const { statusCode, body } = await new Browser(app).logIn(name, 'not the password');
      return [statusCode, body.replace(/name="csrf" value="[\w-]+"/, '').replaceAll(name, 'NAME')];
    };
    const wrong = await say('ann');
    expect(wrong[0]).toBe(401);
    expect(wrong[1]).toContain('The name or the password is wrong');
    expect(await say('bob')).toEqual(wrong);
  });

  it('stops after ten wrong passwords for a name, also the right one, for a quarter of an hour', async () => {
    const browser = new Browser(app);
    for (let tries = 0; tries < 10; tries += 1)
      expect((await browser.logIn('ann', 'wrong wrong wrong')).statusCode).toBe(401);
    const stopped = await browser.logIn('ann', PASSWORD);
    expect([stopped.statusCode, stopped.headers['retry-after']]).toEqual([429, '900']);
    now += 15 * MINUTE;
    expect((await browser.logIn('ann', PASSWORD)).statusCode).toBe(303);
  });

  it('stops an address that tries many names', async () => {
    const browser = new Browser(app);
    for (let tries = 0; tries < 30; tries += 1) await browser.logIn(`name${tries}`, 'wrong wrong wrong');
    expect((await browser.logIn('ann', PASSWORD)).statusCode).toBe(429);
  });

  it('stops an address that logs in with a name of its own between its tries', async () => {
    const browser = new Browser(app);
    for (let tries = 0; tries < 30; tries += 1) {
      await browser.logIn(`name${tries}`, 'wrong wrong wrong');
      if (tries % 10 === 5) expect((await new Browser(app).logIn('ann', PASSWORD)).statusCode).toBe(303);
    }
    expect((await new Browser(app).logIn('ann', PASSWORD)).statusCode).toBe(429);
  });

  it('does not stop an office whose people mistype and then log in', async () => {
    for (let people = 0; people < 8; people += 1) {
      for (let slips = 0; slips < 4; slips += 1) await new Browser(app).logIn('ann', 'wrong wrong wrong');
      expect((await new Browser(app).logIn('ann', PASSWORD)).statusCode).toBe(303);
    }
  });

  it('takes the neighbours of an IPv6 address for the same', async () => {
    const url = new URL('https://waggle.example');
    const proxied = await dashboard(home, { auth: 'local', url, trustProxy: ['127.0.0.1'] });
    const from = (address: string) =>
      new Browser(proxied, { host: 'waggle.example', 'x-forwarded-for': address });
    for (let tries = 0; tries < 30; tries += 1)
      await from(`2001:db8:0:7::${tries + 1}`).logIn(`name${tries}`, 'wrong wrong wrong');
    expect((await from('2001:db8::7:a:b:c:d').logIn('ann', PASSWORD)).statusCode).toBe(429);
    expect((await from('2001:db8:0:8::1').logIn('ann', PASSWORD)).statusCode).toBe(303);
  });

  it('does not remember a name that is longer than any', async () => {
    const { statusCode, body } = await new Browser(app).logIn('a'.repeat(100_000), 'wrong wrong wrong');
    expect([statusCode, body.includes('Enter your name')]).toEqual([400, true]);
  });

  it('takes no lists for words', async () => {
    const browser = new Browser(app);
    const csrf = await browser.token('/log-in');
    const response = await app.inject({
      method: 'POST',
      url: '/log-in',
      headers: { cookie: browser.cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: `csrf=${csrf}&name=ann&name=bob&password=x&password=y`,
    });
    expect(response.statusCode).toBe(400);
  });
});

describe('a session', () => {
  it('has an id of its own at each log-in, whatever was planted before', async () => {
    const browser = new Browser(app);
    browser.cookies.set('waggle-session', 'A'.repeat(43));
    await browser.logIn('ann', PASSWORD);
    const first = browser.cookies.get('waggle-session');
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(first).not.toBe('A'.repeat(43));
    const old = new Browser(app);
    old.cookies.set('waggle-session', String(first));
    expect(await isIn(old)).toBe(true);
  });

  it('of an attacker does not become the victim’s: the old id is ended by a log-in over it', async () => {
    await new Users(home).add('eve', 'public', PASSWORD, new Date(now));
    const eve = new Browser(app);
    await eve.logIn('eve', PASSWORD);
    const secret = String(eve.cookies.get('waggle-session'));
    const { statusCode, cookies } = await app.inject({
      method: 'POST',
      url: '/log-in',
      headers: { cookie: `waggle-session=${secret}`, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        csrf: await eve.token('/'),
        name: 'ann',
        password: PASSWORD,
      }).toString(),
    });
    expect(statusCode).toBe(303);
    expect(cookies.find(({ name }) => name === 'waggle-session')?.value).not.toBe(secret);
    expect(await isIn(eve)).toBe(false);
  });

  it('survives a restart, in a file that names neither its id nor is open to others', async () => {
    const browser = await annIn();
    const again = await dashboard(home, { auth: 'local' }, { clock: () => now });
    const response = await again.inject({ url: '/api/v1/overview', headers: { cookie: browser.cookie } });
    expect(response.statusCode).toBe(200);
    const folder = join(home, 'sessions');
    const [name = '', ...others] = await readdir(folder);
    expect(others).toEqual([]);
    const secret = String(browser.cookies.get('waggle-session'));
    expect(name + (await readFile(join(folder, name), 'utf8'))).not.toContain(secret);
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it('ends after an hour of rest', async () => {
    const browser = await annIn();
    now += 59 * MINUTE;
    expect(await isIn(browser)).toBe(true);
    now += 59 * MINUTE;
    expect(await isIn(browser)).toBe(true);
    now += 61 * MINUTE;
    expect(await isIn(browser)).toBe(false);
    expect(await readdir(join(home, 'sessions'))).toEqual([]);
  });

  it('ends after twelve hours, however busy', async () => {
    const browser = await annIn();
    for (let halfHours = 0; halfHours < 24; halfHours += 1) {
      now += 30 * MINUTE;
      expect(await isIn(browser)).toBe(true);
    }
    now += MINUTE;
    expect(await isIn(browser)).toBe(false);
  });

  it('ends at log-out, also for who has kept the cookie', async () => {
    const browser = await annIn();
    const kept = browser.cookie;
    const done = await browser.send('/log-out', { csrf: await browser.token('/') });
    expect(done.headers.location).toBe('/log-in?out=1');
    expect((await app.inject({ url: '/api/v1/overview', headers: { cookie: kept } })).statusCode).toBe(401);
  });

  it('ends everywhere when its person says so, and nobody else’s does', async () => {
    await new Users(home).add('bo', 'leader', PASSWORD, new Date(now));
    const other = new Browser(app);
    await other.logIn('bo', PASSWORD);
    const [one, two] = [await annIn(), await annIn()];
    await one.send('/log-out/everywhere', { csrf: await one.token('/') });
    expect([await isIn(one), await isIn(two), await isIn(other)]).toEqual([false, false, true]);
  });

  it('ends everywhere at once by the command line, by the name that pages say', async () => {
    const [one, two] = [await annIn(), await annIn()];
    const entra = await app.access.sessions.begin({ user: 'oidc a b', name: 'Ann Lee', role: 'leader' });
    const logOut = async (name: string) =>
      (await waggleHere(['user', 'log-out', name], { WAGGLE_HOME: home })).stdout;
    expect(await logOut('Ann Lee')).toBe('Ann Lee is logged out: 1 session ended.\n');
    expect(await app.access.sessions.find(entra)).toBeNull();
    expect([await isIn(one), await isIn(two)]).toEqual([true, true]);
    expect(await logOut('ann')).toBe('ann is logged out: 2 sessions ended.\n');
    expect([await isIn(one), await isIn(two)]).toEqual([false, false]);
    expect(await app.access.audit.read({})).toContainEqual(
      expect.objectContaining({ event: 'log_out_everywhere', detail: 'ann' }),
    );
    expect(await logOut('ann')).toBe('ann was not logged in.\n');
  });

  it('stays ended when a request is under way meanwhile, which would have noted that it was used', async () => {
    const folder = join(home, 'sessions');
    let meanwhile = () => {};
    const sessions = new SessionStore(folder, () => {
      meanwhile();
      return now;
    });
    const secret = await sessions.begin({ user: 'local ann', name: 'ann', role: 'leader' });
    now += 10 * MINUTE;
    meanwhile = () => {
      for (const name of readdirSync(folder)) rmSync(join(folder, name));
    };
    await sessions.find(secret);
    meanwhile = () => {};
    expect(await sessions.find(secret)).toBeNull();
    expect(await readdir(folder)).toEqual([]);
  });

  it('that a crash has left half written has ended', async () => {
    const browser = await annIn();
    const folder = join(home, 'sessions');
    const [name = ''] = await readdir(folder);
    const text = await readFile(join(folder, name), 'utf8');
    for (const left of ['', text.slice(0, 40)]) {
      await writeFile(join(folder, name), left);
      expect((await browser.open('/api/v1/overview')).statusCode).toBe(401);
    }
  });

  it('is not said to have ended where the sessions cannot be read', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'waggle-test-'));
    onTestFinished(() => rm(elsewhere, { recursive: true, force: true }));
    await writeFile(join(elsewhere, 'sessions'), '');
    const said = await waggleHere(['user', 'log-out', 'ann'], { WAGGLE_HOME: elsewhere });
    expect(said).toMatchObject({ exitCode: 1, stdout: '' });
  });

  it('of somebody whose role has changed, or who is gone, counts at once for what they are now', async () => {
    const browser = await annIn();
    const level = async () => (await browser.open('/api/v1/overview')).json().level;
    expect(await level()).toBe('full');
    await new Users(home).add('ann', 'area:dspl-2', PASSWORD, new Date(now));
    expect(await level()).toBe('protected');
    await new Users(home).remove('ann');
    expect(await isIn(browser)).toBe(false);
  });

  it.each(['', 'x', '../../etc/passwd', '%00', 'é'.repeat(43), '__proto__'])(
    'is not begun by the cookie “%s”',
    async (value) => {
      const cookie = `waggle-session=${encodeURIComponent(value)}`;
      expect((await app.inject({ url: '/api/v1/overview', headers: { cookie } })).statusCode).toBe(401);
    },
  );
});

describe('cookies', () => {
  const flagsOf = async (access: Parameters<typeof dashboard>[1], host: string) => {
    const secure = await dashboard(home, access, { clock: () => now });
    const browser = new Browser(secure, { host });
    const done = await browser.logIn('ann', PASSWORD);
    return { lines: [done.headers['set-cookie']].flat().join('\n'), headers: done.headers };
  };

  it('are for this host alone, over https alone, and for no script', async () => {
    const url = new URL('https://waggle.example');
    const { lines, headers } = await flagsOf({ auth: 'local', url }, 'waggle.example');
    expect(lines).toMatch(
      /^__Host-waggle-session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/m,
    );
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
    expect(headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'origin-agent-cluster': '?1',
    });
    expect(headers['cache-control']).toBe('no-store');
  });

  it('on this machine alone go without https', async () => {
    const { lines, headers } = await flagsOf({ auth: 'local' }, 'localhost');
    expect(lines).toMatch(/^waggle-session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/m);
    expect(headers['strict-transport-security']).toBeUndefined();
  });
});

describe('a user of an area', () => {
  /** Without a password, so that nobody is added whose area is right either. */
  const add = async (role: string) => {
    const stdin = vi.spyOn(process, 'stdin', 'get');
    stdin.mockReturnValue(Readable.from(['']) as typeof process.stdin);
    onTestFinished(() => stdin.mockRestore());
    const { folder } = await testPartnership({ complaints: COMPLAINTS }, ['complaints']);
    const words = ['user', 'add', 'bo', '--role', role];
    return waggleHere(words, { WAGGLE_HOME: home, WAGGLE_PARTNERSHIP: folder });
  };

  it.each([
    [
      'dspl1',
      'Test partnership has no area “dspl1”. Did you mean area:dspl-1? Its areas are dspl-1 and dspl-2.',
    ],
    ['camelot', 'Test partnership has no area “camelot”. Its areas are dspl-1 and dspl-2.'],
  ])('that the partnership does not have is refused: %s', async (area, sentence) => {
    const { exitCode, stderr } = await add(`area:${area}`);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(`${sentence} Nobody was added.`)]);
    expect(await new Users(home).called('bo')).toBeNull();
  });

  it.each(['area:dspl-2', 'leader'])('that it has is asked for a password: %s', async (role) => {
    expect((await add(role)).stderr).toContain('at least 12 characters');
  });
});

describe('passwords', () => {
  it('are kept as Argon2id, in a file for the server’s user alone', async () => {
    const path = join(home, 'users.json');
    const text = await readFile(path, 'utf8');
    expect(text).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    expect(text).not.toContain(PASSWORD);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['need twelve characters', 'too short', 'at least 12 characters'],
    ['that were piped in two lines could never be typed', `${PASSWORD}\nin two lines`, 'a line break'],
    ['that were no UTF-8 could never be typed', `${PASSWORD}\uFFFD`, 'nobody can type'],
  ])('%s', async (_what, password, refusal) => {
    await expect(new Users(home).add('bo', 'leader', password, new Date(now))).rejects.toThrow(refusal);
    expect(await new Users(home).called('bo')).toBeNull();
  });
});
