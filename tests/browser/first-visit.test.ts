import { expect, it } from 'vitest';
import { explore, openCold } from '../../bench/browser.js';
import { sampleDashboard } from './browser.ts';

/** What a leader’s first visit takes over the wire, with the whole catalogue: bytes are the same on every machine. */

const KB = 1000;
const TREND = '/indicators/ehcp-issued-20-weeks';

const dashboard = sampleDashboard();

it.each([
  ['the overview', '/', 'main svg path'],
  ['an indicator’s page', TREND, 'main figure picture img'],
])(
  '%s takes at most 100 KB in 15 requests, its charts with it, and nothing of Vega',
  async (_, path, chart) => {
    const { bytes, requests, scripts } = await openCold(dashboard.browser, {
      ...{ url: `${dashboard.url}${path}`, chart, from: 'about:blank', line: null },
    });
    expect(bytes).toBeLessThanOrEqual(100 * KB);
    expect(requests).toBeLessThanOrEqual(15);
    expect(scripts).toHaveLength(1);
    const script = await (await fetch(String(scripts[0]))).text();
    expect(script.length).toBeLessThan(20 * KB);
  },
);

it('a chart made interactive takes at most 190 KB of script, and no compiler', async () => {
  const { scriptBytes, scriptText } = await explore(dashboard.browser, `${dashboard.url}${TREND}`);
  expect(scriptText.length).toBeGreaterThan(200 * KB);
  expect(scriptBytes).toBeLessThanOrEqual(190 * KB);
  expect(scriptText).toContain('Charts are compiled on the server.');
});
