import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { apiPromises, apiTable, type Turn } from '../../bench/api-report.js';
import { nextSnapshots } from '../../bench/home.js';
import { paced } from '../../bench/paced.js';
import { build, homeWith } from '../server/home.ts';

function seen(perSecond: number, p99: number, failed = 0) {
  return { perSecond, p99, failed, requests: perSecond * 10, processorSeconds: 8 };
}

const evenly = (p99: number, failed = 0) => ({ perSecond: 2000, p99, failed });

const TURNS: Turn[] = [
  { bare: seen(20_000, 5), waggle: seen(13_000, 8), paced: evenly(1.9) },
  { bare: seen(10_000, 20), waggle: seen(7_000, 9), paced: evenly(3.4) },
  { bare: seen(21_000, 5), waggle: seen(14_700, 7), paced: evenly(1.8) },
];

it('the table gives the middle, the least and the most, and what a second of the processor answers', () => {
  expect(apiTable(TURNS, 18_869)[3]?.split(/ {3,}/)).toEqual([
    'Waggle, a snapshot swapped each second',
    '13,000',
    '7,000–14,700',
    '8',
    '16,250',
    '0',
  ]);
});

it('shares are taken within a turn, and each promise is said beside what was seen', () => {
  expect(apiPromises(TURNS, 30)).toEqual([
    'The series route gives 70% of the answers of a bare Fastify route (promised: at least 60%).',
    '99 of 100 answers take at most 1.9 ms at 100 connections that ask 2,000 times a second (promised: under 10 ms).',
    '99 of 100 answers take at most 8 ms at 100 connections that ask without a pause, those of the bare route 5 ms (promised: under 10 ms).',
    '0 requests failed while 30 snapshots were swapped in (promised: none).',
  ]);
});

it('a promise that was not kept is said to be so', () => {
  const slow = [{ bare: seen(10_000, 5), waggle: seen(5_900, 10), paced: evenly(10, 1) }];
  const broken = apiPromises(slow, 10).filter((line) => line.endsWith(': not kept in this run.'));
  expect(broken).toHaveLength(4);
});

it('the snapshots that are swapped in are known by names of their own', async () => {
  const home = await homeWith(1);
  const publishNext = await nextSnapshots(home, 2);
  const { app } = await build(home);
  const ids = [app.snapshots.current?.info.id];
  for (let turn = 0; turn < 2; turn += 1) {
    publishNext();
    await app.snapshots.refresh();
    ids.push(app.snapshots.current?.info.id);
  }
  expect(ids).toEqual(['snapshot-000001', 'snapshot-000002', 'snapshot-000003']);
});

it('a load of an even pace counts each wait from when the request was due, and what fails', async () => {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.statusCode = asked % 10 === 0 ? 500 : 200;
    response.end('x'.repeat(100_000));
  });
  onTestFinished(() => void server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const seen = await paced(`http://127.0.0.1:${port}/`, { connections: 5, seconds: 0.5, perSecond: 100 });
  expect(seen).toMatchObject({ perSecond: 100, failed: Math.floor(asked / 10) });
  expect(asked).toBeGreaterThan(20);
  expect(seen.p99).toBeGreaterThan(0);
});
