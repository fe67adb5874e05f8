import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Point } from '../../indicators/series.ts';
import { chartSpec } from '../../web/charts/chart.ts';
import type { ChartKind } from '../../web/props/charts.ts';
import type { BrokenDown } from '../../web/props/indicator.ts';
import { indicatorProps, partnership } from './fixtures.ts';

/** Whole Vega-Lite specifications, as they were when somebody last looked at the pictures. After a change that was meant:
 *  GOLDEN=write npx vitest run tests/web/golden.test.ts, then look at the pictures and at the difference. */

const NOTHING = { lower: null, upper: null, target: null, trajectory: null, rag: null, spc: null };

function year(of: number, numerator: number | null, more: Partial<Point> = {}): Point {
  const ok = { status: 'ok' as const, numerator, denominator: 100, value: (numerator ?? 0) / 100 };
  const none = { status: 'suppressed' as const, numerator: null, denominator: null, value: null };
  return {
    ...{ period: `CY${of}`, start: `${of}-01-01`, end: `${of}-12-31`, covered_to: `${of}-12-31` },
    ...{ complete: true, quarantined: 0, ...NOTHING, ...(numerator === null ? none : ok), ...more },
  };
}

const props = indicatorProps('ehcp-issued-20-weeks', 'county', 'calendar_year');
const spc = { mean: 0.4, lower: 0.3, upper: 0.5 };
const points = [
  year(2022, 33, { spc: { ...spc, flag: 'common_cause' } }),
  year(2023, 40, { target: 0.6, trajectory: 0.45, rag: 'off_track', spc: { ...spc, flag: 'common_cause' } }),
  year(2024, 56, { target: 0.6, trajectory: 0.55, rag: 'on_track', spc: { ...spc, flag: 'above_limit' } }),
];
const own = (some: Point[], area = 'county') => ({ ...props.series, area, points: some });
const withInterval = { lower: 0.41, upper: 0.7 };

const breakdown: BrokenDown = {
  ...{ by: 'phase', label: 'Phase', period: 'CY2024', whole: year(2024, 56) },
  groups: [
    { group: 'primary', label: 'Primary', point: year(2024, 62, withInterval) },
    { group: '', label: 'Not recorded', point: year(2024, null) },
  ],
  trends: {
    grain: 'calendar_year',
    whole: points,
    groups: [
      { group: 'primary', label: 'Primary', points: [year(2022, 30), year(2023, 45), year(2024, 62)] },
    ],
  },
};

const data = {
  ...props,
  partnership: { ...partnership, events: [{ on: '2023-07-14', what: 'Inspection' }] },
  series: own(points),
  areas: {
    ...props.areas,
    county: year(2024, 56),
    areas: [
      { area: 'dspl-1', name: 'One', point: year(2024, 62, withInterval), comparison: 'similar' as const },
      { area: 'dspl-2', name: 'Two', point: year(2024, null), comparison: null },
    ],
  },
  areaSeries: [
    own(points),
    own([year(2022, 30), year(2023, null), year(2024, 62)], 'dspl-1'),
    own([], 'dspl-2'),
  ],
  breakdown,
};

function golden(name: string, spec: object): unknown {
  const file = new URL(`golden/${name}.vl.json`, import.meta.url);
  if (process.env.GOLDEN === 'write') writeFileSync(file, `${JSON.stringify(spec, null, 2)}\n`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

const KINDS: ChartKind[] = ['trend', 'areas', 'area-trends', 'breakdown', 'breakdown-trends'];

describe('the Vega-Lite specification of', () => {
  it.each(KINDS)('%s is as it was last seen', (kind) => {
    const spec = chartSpec(kind, 'wide', data);
    expect(JSON.parse(JSON.stringify(spec))).toEqual(golden(kind, spec));
  });

  it.each(KINDS)('%s names no address to fetch from, and can be sent as JSON', (kind) => {
    const text = JSON.stringify(chartSpec(kind, 'narrow', data));
    expect(text.match(/"url"|https?:\/\//g)).toEqual(['https://']);
  });
});
