import { expect, it } from 'vitest';
import type { Opening, Seen } from '../../bench/web-report.js';
import { webPromises, webTables } from '../../bench/web-report.js';

const KB = 1000;

function opened(kilobytes: number, paintMs: number, chartMs: number, scripts = ['/assets/main-abc.js']) {
  return { bytes: kilobytes * KB, requests: 3, scripts, paintMs, chartMs };
}

const GOOD: Opening = {
  overview: opened(40, 120, 130),
  indicator: opened(30, 110, 140),
  plain: opened(250, 90, 600),
};

const SEEN: Seen = {
  overLine: [{ ...GOOD, plain: opened(250, 140, 800) }],
  openings: [GOOD, { ...GOOD, overview: opened(42, 150, 150) }, GOOD],
  explored: { scriptBytes: 178 * KB, scriptText: 'throw "Charts are compiled on the server."' },
  pageTimes: [
    { kind: '/', addresses: 1, firstMs: 90, againMs: 2.25 },
    { kind: '/indicators/…', addresses: 12, firstMs: 40, againMs: 3.5 },
  ],
  overviews: { perSecond: 3000, p99: 9, requests: 15_000, failed: 0, processorSeconds: 2.5 },
};

it('the tables give the middle of what was seen, and the server’s times for each kind of page', () => {
  const cells = webTables(SEEN).map((line) => line.trim().split(/ {3,}/));
  expect(cells).toContainEqual(['overview', '40.0', '3', '120', '130']);
  expect(cells).toContainEqual(['plain page with vega-embed', '250.0', '3', '90', '600']);
  expect(cells).toContainEqual(['plain page with vega-embed', '250.0', '3', '140', '800']);
  expect(cells).toContainEqual(['/indicators/…', '12', '40.0', '3.5']);
});

it('each promise is said beside what was seen', () => {
  expect(webPromises(SEEN)).toEqual([
    'The overview takes 40.0 KB in 3 requests (promised: at most 100 KB in 15).',
    '0 scripts of Vega load before a chart is made interactive (promised: none).',
    'Then 178.0 KB of script load, without vega-lite (promised: at most 190 KB, without).',
    'The overview is first to be seen after 120 ms (promised: under 300 ms).',
    'Its first chart is there 10 ms after that (promised: with it, by a frame or two).',
    'The overview takes 16% of the plain page’s bytes, and its first chart is there 6.2 × sooner over a line of 10 Mbit/s and 40 ms, 4.6 × with no line between (promised: at most a third, at least 3 ×).',
    'The indicator’s page takes 12% of the plain page’s bytes, and its first chart is there 5.7 × sooner over a line of 10 Mbit/s and 40 ms, 4.3 × with no line between (promised: at most a third, at least 3 ×).',
    'Of 2 kinds of page /indicators/… is the slowest: 3.5 ms in the middle once warm (promised: under 15 ms).',
    'One processor answers 6,000 overviews a second, 3,000 in this run (promised: at least 500).',
  ]);
});

it('a promise that was not kept is said to be so', () => {
  const heavy = opened(101, 300, 400, ['/assets/main-abc.js', '/assets/interactive-abc.js']);
  const bad: Seen = {
    openings: [{ overview: heavy, indicator: heavy, plain: opened(300, 90, 1000) }],
    overLine: [{ overview: heavy, indicator: heavy, plain: opened(300, 90, 1190) }],
    explored: { scriptBytes: 191 * KB, scriptText: 'vega-lite and all' },
    pageTimes: [{ kind: '/', addresses: 1, firstMs: 20, againMs: 15 }],
    overviews: { perSecond: 499, p99: 90, requests: 2495, failed: 0, processorSeconds: null },
  };
  const broken = webPromises(bad).filter((line) => line.endsWith(': not kept in this run.'));
  expect(broken).toEqual(webPromises(bad));
});
