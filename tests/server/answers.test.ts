import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { frozenPath } from '../../indicators/frozen.ts';
import type { Role } from '../../server/access/scope.ts';
import { Answers } from '../../server/answers.ts';
import { buildApp } from '../../server/app.ts';
import { type Built, build, change, homeWith, publish } from './home.ts';

/** An answer is worked out once for all who ask the same, and given to nobody else. */

/** Whose cookie is sent with each request; an analyst needs none. */
let cookie: string | undefined;
async function become(role: Role): Promise<void> {
  const who = { user: 'open this machine', name: 'this machine', role };
  cookie = `waggle-session=${await built.app.access.sessions.begin(who)}`;
}

let home: string;
let built: Built;
beforeEach(async () => {
  cookie = undefined;
  home = await homeWith(1);
  built = await build(home);
});

function get(url: string, headers: Record<string, string> = {}) {
  return built.app.inject({ url, headers: { ...headers, ...(cookie !== undefined && { cookie }) } });
}

/** Counts the questions that reach the snapshot's tables. */
function countQueries() {
  const { current } = built.app.snapshots;
  if (!current) throw new Error('there is no snapshot');
  return vi.spyOn(current, 'rows');
}

const SERIES = '/api/v1/indicators/requests/series?grain=calendar_year';

describe('whoever asks the same', () => {
  it.each([SERIES, '/', '/indicators/plans-on-time', '/charts/plans-on-time.svg'])(
    'has the same answer of %s without a query',
    async (url) => {
      const first = await get(url);
      const queries = countQueries();
      const again = await get(url);
      expect(queries).not.toHaveBeenCalled();
      expect(again.body).toBe(first.body);
      const { date: _, ...headers } = first.headers;
      expect(again.headers).toMatchObject(headers);
    },
  );

  it('at the same time waits for the one answer', async () => {
    const queries = countQueries();
    await get('/api/v1/indicators/requests/series?grain=month');
    const alone = queries.mock.calls.length;
    const bodies = await Promise.all(Array.from({ length: 20 }, () => get(SERIES)));
    expect(queries.mock.calls.length).toBeLessThanOrEqual(2 * alone);
    expect(new Set(bodies.map(({ body }) => body)).size).toBe(1);
  });

  it('is told that it is the one that is had already', async () => {
    const { etag } = (await get(SERIES)).headers;
    const queries = countQueries();
    const again = await get(SERIES, { 'if-none-match': String(etag) });
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag]);
    expect(queries).not.toHaveBeenCalled();
  });

  it('reads it packed as they can read it', async () => {
    const packed = await get('/', { 'accept-encoding': 'gzip, deflate, br' });
    expect(packed.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(packed.rawPayload).toString()).toBe((await get('/')).body);
    expect((await get('/', { 'accept-encoding': 'br;q=0' })).headers['content-encoding']).toBeUndefined();
  });
});

describe('a question is another', () => {
  const others: [string, () => void | Promise<void>][] = [
    ['by somebody of another role', () => become('leader')],
    ['of another level', () => become('public')],
    [
      'once a newer snapshot is there',
      async () => {
        await publish(home, 2, { mark: 4321 });
        await built.app.snapshots.refresh();
      },
    ],
    [
      'once the snapshot has been frozen under a name',
      async () => {
        const label = { name: 'Board January 2025', frozen_at: '2025-01-15T10:00:00Z' };
        await writeFile(frozenPath(join(home, 'snapshots'), 'snapshot-000001'), JSON.stringify(label));
        await built.app.snapshots.refresh();
      },
    ],
  ];
  it.each(others)('%s', async (_, change) => {
    const first = await get(SERIES);
    await change();
    const second = await get(SERIES, { 'if-none-match': String(first.headers.etag) });
    expect(second.statusCode).not.toBe(304);
    expect(second.headers.etag).not.toBe(first.headers.etag);
  });

  it('and the newer snapshot’s figures are shown at once', async () => {
    expect((await get(SERIES)).json().points[0].value).toBe(2695);
    await publish(home, 2, { mark: 4321 });
    await built.app.snapshots.refresh();
    expect((await get(SERIES)).json().points[0].value).toBe(4321);
    expect((await get(`${SERIES}&snapshot=snapshot-000001`)).json().points[0].value).toBe(2695);
  });
});

it('once a day is over, what is late is worked out anew', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2025-01-15T10:00:00Z') });
  onTestFinished(() => void vi.useRealTimers());
  const own = await homeWith(1);
  await change(own, 1, 'UPDATE snapshot SET sample_data = false');
  const settings = { home: own, host: '127.0.0.1', port: 0, auth: 'open', now: null } as const;
  const app = await buildApp(settings, { log: () => {}, watch: () => () => {} });
  onTestFinished(() => app.close());
  const ask = async (etag = '') => {
    const { statusCode, headers } = await app.inject({
      url: '/api/v1/gaps',
      headers: { 'if-none-match': etag },
    });
    return { statusCode, etag: String(headers.etag) };
  };
  const { etag } = await ask();
  expect((await ask(etag)).statusCode).toBe(304);
  vi.setSystemTime(new Date('2025-01-16T10:00:00Z'));
  expect((await ask(etag)).statusCode).toBe(200);
});

it('a failure is not kept, and those who wait for it are answered too', async () => {
  const queries = countQueries();
  queries.mockRejectedValueOnce(new Error('the disk hesitates'));
  const statuses = (await Promise.all([get(SERIES), get(SERIES), get(SERIES)])).map((one) => one.statusCode);
  expect(statuses.toSorted()).toEqual([200, 200, 500]);
  expect((await get(SERIES)).statusCode).toBe(200);
});

describe('kept answers', () => {
  const answer = (bytes: number) => ({ headers: {}, body: Buffer.alloc(bytes) });
  const keep = (answers: Answers, question: string, bytes: number) =>
    answers.begin(question)?.(answer(bytes));

  it('hold no more than they may, and what was asked for least recently goes first', () => {
    const answers = new Answers(10_000);
    keep(answers, 'a', 3_000);
    keep(answers, 'b', 3_000);
    expect(answers.find('a')).toBeDefined();
    keep(answers, 'c', 3_000);
    const left = ['a', 'b', 'c'].map((one) => answers.find(one) !== undefined);
    expect(left).toEqual([true, false, true]);
    keep(answers, 'whole', 20_000);
    expect(answers.find('whole')).toBeUndefined();
  });

  it('of one question count once', () => {
    const answers = new Answers(10_000);
    for (let turn = 0; turn < 5; turn += 1) keep(answers, 'a', 3_000);
    keep(answers, 'b', 3_000);
    expect(answers.find('a')).toBeDefined();
  });
});

it('style sheet and scripts go out as they were packed when they were built', async () => {
  const folder = join(home, 'web');
  await mkdir(folder);
  const script = 'console.log("a script");'.repeat(100);
  await writeFile(join(folder, 'main-abc.js'), script);
  await writeFile(join(folder, 'main-abc.js.br'), brotliCompressSync(script));
  await writeFile(join(folder, 'main-abc.js.gz'), gzipSync(script));
  const { app } = await build(home, undefined, folder);
  const packed = await app.inject({ url: '/assets/main-abc.js', headers: { 'accept-encoding': 'gzip, br' } });
  expect(packed.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' });
  expect(packed.rawPayload).toEqual(brotliCompressSync(script));
  expect((await app.inject('/assets/main-abc.js')).body).toBe(script);
});
