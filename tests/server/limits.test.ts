import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import Fastify from 'fastify';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { AccessSettings } from '../../server/access/access-settings.ts';
import { Answers } from '../../server/answers.ts';
import { LIMITS } from '../../server/plugins/limits.ts';
import { dashboard, loggedIn, protectedHome } from './access/people.ts';

/** How much anybody may ask for, and how slowly, as it is on the line. */

/** Says it on a connection of its own, and answers all that comes back until that is closed. */
async function say(port: number, words: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => {});
  socket.write(words);
  return text(socket);
}

const portOf = (url: string) => Number(new URL(url).port);

describe('who is slow', () => {
  const SOON = { headersTimeout: 60, connectionsCheckingInterval: 20 };

  it.each([
    ['with the headers', 'GET / HTTP/1.1\r\nhost: localhost\r\nx-slow: '],
    [
      'with the body',
      'POST / HTTP/1.1\r\nhost: localhost\r\ncontent-type: text/plain\r\ncontent-length: 9\r\n\r\nhalf',
    ],
  ])('%s is told so, and the line is closed', async (_how, words) => {
    const app = Fastify({ ...LIMITS, requestTimeout: 60, http: { ...LIMITS.http, ...SOON } });
    app.post('/', async () => 'never');
    onTestFinished(() => app.close());
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as AddressInfo;
    expect(await say(port, words)).toMatch(/^HTTP\/1.1 408 .*problem\+json.*took too long to arrive/s);
  });

  /** Begins a message of 99 bytes, lets a minute pass once the server has looked at it, and sends the rest. */
  async function dawdle(path: string, headers: string, access: AccessSettings): Promise<string> {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const app = await dashboard(await protectedHome(), access);
    const port = portOf(await app.listen({ host: '127.0.0.1', port: 0 }));
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const [line] = await once(app.server, 'connection');
    const isClosed = new Promise((resolve) => line.once('close', resolve));
    let answer = '';
    socket.on('data', (bytes) => {
      answer += bytes;
    });
    const isTold = new Promise((resolve) => socket.once('end', resolve).once('error', resolve));
    const head = `POST ${path} HTTP/1.1\r\nhost: localhost\r\n${headers}\r\n`;
    socket.write(`${head}content-length: 99\r\n\r\n--b\r\n`);
    await once(app.server, 'request');
    await setImmediate();
    vi.advanceTimersByTime(60_000);
    socket.write('x'.repeat(94));
    await Promise.all([isClosed, isTold]);
    socket.destroy();
    return answer;
  }

  const FORM = 'content-type: application/x-www-form-urlencoded';
  const FILES = 'content-type: multipart/form-data; boundary=b';

  it.each<[string, string, string, AccessSettings, RegExp]>([
    ['with a form is cut off', '/role', FORM, { auth: 'open' }, /^HTTP\/1.1 408 /],
    ['and refused at once cannot hold the line', '/upload', FILES, { auth: 'local' }, /^HTTP\/1.1 401 /],
    [
      'with files has more time',
      '/upload',
      `${FILES}\r\nconnection: close`,
      { auth: 'open' },
      /^HTTP\/1.1 400 /,
    ],
  ])('%s', async (_how, path, headers, access, answer) => {
    expect(await dawdle(path, headers, access)).toMatch(answer);
  });

  it('is looked for every few seconds', () => {
    expect(LIMITS.http.connectionsCheckingInterval).toBeLessThanOrEqual(5_000);
    expect(LIMITS.http.headersTimeout).toBeLessThan(LIMITS.requestTimeout);
  });
});

describe('who sends much', () => {
  async function post(path: string, type: string, body: string): Promise<string> {
    const app = await dashboard(await protectedHome(), { auth: 'open' });
    const port = portOf(await app.listen({ host: '127.0.0.1', port: 0 }));
    const head = `POST ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: ${type}\r\n`;
    return say(port, `${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  it('in a form is refused', async () => {
    const body = `role=leader&x=${'y'.repeat(1_100_000)}`;
    expect(await post('/role', 'application/x-www-form-urlencoded', body)).toMatch(/^HTTP\/1.1 413 /);
  });

  it('files at once is refused, and is told how many may come', async () => {
    const part = (index: number) =>
      `--b\r\ncontent-disposition: form-data; name="files"; filename="f${index}.csv"\r\n\r\nx\r\n`;
    const body = `${Array.from({ length: 51 }, (_, index) => part(index)).join('')}--b--\r\n`;
    const answer = await post('/api/v1/files', 'multipart/form-data; boundary=b', body);
    expect(answer).toMatch(/^HTTP\/1.1 413 .*Send at most 50 files at once/s);
  });
});

describe('who asks often', () => {
  const URL_OF = '/api/v1/indicators/requests/series?grain=calendar_year';
  const LEFT = 'x-ratelimit-remaining';

  async function readers(requestsPerMinute: number) {
    const home = await protectedHome();
    const app = await dashboard(home, { auth: 'local', requestsPerMinute });
    const [one, other] = [await loggedIn(app, home, 'leader'), await loggedIn(app, home, 'analyst')];
    const ask = (url: string, cookie: string, headers = {}) =>
      app.inject({ url, headers: { cookie, ...headers } });
    return { ask, one, other };
  }

  it.each([
    ['what is there already', URL_OF, 200],
    ['what is not there', '/nothing', 404],
  ])('for %s is told to wait, like anybody', async (_what, url, status) => {
    const { ask, one, other } = await readers(3);
    const statuses = [];
    for (let times = 0; times < 4; times += 1) statuses.push((await ask(url, one)).statusCode);
    expect(statuses).toEqual([status, status, status, 429]);
    expect((await ask(url, other)).statusCode).toBe(status);
  });

  it('for what they have already is told to wait too', async () => {
    const { ask, one } = await readers(2);
    const has = { 'if-none-match': String((await ask(URL_OF, one)).headers.etag) };
    expect((await ask(URL_OF, one, has)).statusCode).toBe(304);
    expect((await ask(URL_OF, one, has)).statusCode).toBe(429);
  });

  it('is told what they themselves have left, not what another had whose answer was kept', async () => {
    const home = await protectedHome();
    const app = await dashboard(home, { auth: 'local', requestsPerMinute: 9 });
    const people = ['ann', 'bo'].map((user) => ({
      user: `local ${user}`,
      name: user,
      role: 'leader' as const,
    }));
    for (const { name } of people)
      await app.access.users?.add(name, 'leader', 'correct horse battery', new Date());
    const [ann, bo] = await Promise.all(people.map((who) => app.access.sessions.begin(who)));
    const ask = (secret = '') => app.inject({ url: URL_OF, headers: { cookie: `waggle-session=${secret}` } });
    const left = [await ask(ann), await ask(ann), await ask(bo)].map(({ headers }) => headers[LEFT]);
    expect(left.map(Number)).toEqual([8, 7, 8]);
  });
});

it('answers to long questions are kept no longer than they may take', () => {
  const answers = new Answers(100_000);
  for (let index = 0; index < 20; index += 1)
    answers.begin(`${index}${'x'.repeat(15_000)}`)?.({ headers: {}, body: Buffer.alloc(10) });
  const kept = Array.from({ length: 20 }, (_, index) => answers.find(`${index}${'x'.repeat(15_000)}`));
  expect(kept.filter((answer) => answer !== undefined)).toHaveLength(6);
});
