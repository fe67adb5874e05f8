import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COLOURS, comparatorColour } from '../../web/charts/theme.ts';
import { STATUSES } from '../../web/words.ts';

/** WCAG 2.2: text 4.5:1 (1.4.3), marks that are needed to read a chart 3:1 (1.4.11). */

function channel(hex: string): number {
  const share = Number.parseInt(hex, 16) / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function luminance(colour: string): number {
  const [, red = '', green = '', blue = ''] = /^#(..)(..)(..)$/.exec(colour) ?? [];
  return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const WHITE = '#ffffff';
const comparators = ['england', 'region', 'statistical_neighbours', 'a tool’s own'].map(comparatorColour);

describe('the formula', () => {
  it.each([
    ['#000000', WHITE, 21],
    ['#777777', WHITE, 4.48],
    ['#ff0000', '#0000ff', 2.15],
  ])('gives %s on %s a contrast of %d', (one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 1);
  });
});

describe('in charts', () => {
  const words = [
    ...[COLOURS.main, COLOURS.targetText, COLOURS.ink, COLOURS.quiet],
    ...comparators.map(({ text }) => text),
  ];
  it.each(words)('words in %s can be read on white', (colour) => {
    expect(contrast(colour, WHITE)).toBeGreaterThanOrEqual(4.5);
  });

  it.each([COLOURS.targetText, COLOURS.main, COLOURS.quiet])(
    'words in %s can be read on the shade of the usual range',
    (colour) => {
      expect(contrast(colour, COLOURS.range)).toBeGreaterThanOrEqual(4.5);
    },
  );

  const marks = [
    ...[COLOURS.main, COLOURS.county, COLOURS.target, COLOURS.limit, COLOURS.interval, COLOURS.event],
    ...[COLOURS.axis, COLOURS.good, COLOURS.bad, COLOURS.neutral],
    ...comparators.map(({ line }) => line),
  ];
  it.each(marks)('marks in %s can be seen on white', (colour) => {
    expect(contrast(colour, WHITE)).toBeGreaterThanOrEqual(3);
  });

  it.each([COLOURS.main, COLOURS.county, COLOURS.limit, COLOURS.good, COLOURS.bad, COLOURS.neutral])(
    'marks without white about them, in %s, can be seen on the shade of the usual range',
    (colour) => {
      expect(contrast(colour, COLOURS.range)).toBeGreaterThanOrEqual(3);
    },
  );
});

function style(name: string): string {
  return readFileSync(new URL(`../../web/client/style/${name}.css`, import.meta.url), 'utf8');
}

function variable(name: string): string {
  return new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(style('base'))?.[1] ?? '';
}

describe('in a bar of statuses', () => {
  const css = style('overview');

  it.each(STATUSES)('“%s” can be seen on white', (status) => {
    const [, rule = ''] = new RegExp(`\\.fill-${status}[^{]*\\{([^}]*)\\}`).exec(css) ?? [];
    const [, kind, named, plain] =
      /(stroke|fill): (?:var\(--([a-z-]+)\)|(#[0-9a-f]{6}));/.exec(rule.replace('fill: #fff;', '')) ?? [];
    expect(kind, rule).toBeDefined();
    expect(contrast(plain ?? variable(named ?? ''), WHITE)).toBeGreaterThanOrEqual(3);
  });
});

describe('on the map of tiles', () => {
  const css = style('tile-map');
  const shades = [...css.matchAll(/background: (#[0-9a-f]{6})/g)].map(([, shade]) => shade ?? '');

  it('there is a shade for better, for worse and for all others', () => {
    expect(new Set(shades).size).toBe(3);
  });

  it.each(shades)('words and links can be read on %s', (shade) => {
    for (const name of ['ink', 'link']) expect(contrast(variable(name), shade)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(shades)('the edges of tiles can be seen beside %s', (shade) => {
    for (const name of ['on-track', 'off-track', 'awaiting'])
      expect(contrast(variable(name), shade)).toBeGreaterThanOrEqual(3);
  });
});

describe('in the honeycomb', () => {
  const css = readFileSync(new URL('../../web/client/style/overview.css', import.meta.url), 'utf8');
  const base = readFileSync(new URL('../../web/client/style/base.css', import.meta.url), 'utf8');
  const token = (name: string) => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(base)?.[1] ?? '';
  const fills = [
    token('cream'),
    ...[...css.matchAll(/\.warm-\d > svg \{\s*fill: (#[0-9a-f]{6});/g)].map(([, fill = '']) => fill),
  ];

  it('has four fills, each clearly darker than the one before', () => {
    expect(fills).toHaveLength(4);
    for (const [index, fill] of fills.slice(1).entries())
      expect(contrast(fill, fills[index] ?? ''), fill).toBeGreaterThanOrEqual(1.12);
  });

  it.each(fills)('words and the signs of statuses stand out from %s', (fill) => {
    expect(contrast(token('ink'), fill)).toBeGreaterThanOrEqual(4.5);
    for (const name of ['met', 'on-track', 'off-track', 'awaiting'])
      expect(contrast(token(name), fill), name).toBeGreaterThanOrEqual(3);
  });
});
