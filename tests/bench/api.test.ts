import { expect, it } from 'vitest';
import { apiPromises, apiTable, type Turn } from '../../bench/api-report.js';
import { nextSnapshots } from '../../bench/home.js';
import { build, homeWith } from '../server/home.ts';

function seen(perSecond: number, p99: number, failed = 0) {
  return { perSecond, p99, failed, requests: perSecond * 10, processorSeconds: 8 };
}

const TURNS: Turn[] = [
  { bare: seen(20_000, 5), waggle: seen(13_000, 8) },
  { bare: seen(10_000, 20), waggle: seen(7_000, 9) },
  { bare: seen(21_000, 5), waggle: seen(14_700, 7) },
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
    '99 of 100 answers take at most 8 ms at 100 connections, those of the bare route 5 ms (promised: under 10 ms).',
    '0 requests failed while 30 snapshots were swapped in (promised: none).',
  ]);
});

it('a promise that was not kept is said to be so', () => {
  const slow = [{ bare: seen(10_000, 5), waggle: seen(5_900, 10, 1) }];
  const broken = apiPromises(slow, 10).filter((line) => line.endsWith(': not kept in this run.'));
  expect(broken).toHaveLength(3);
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
