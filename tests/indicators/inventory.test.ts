import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../indicators/catalogue.ts';
import { operandsOf } from '../../indicators/measures.ts';
import type { Indicator } from '../../indicators/schema.ts';
import { projectRoot } from '../support/home.ts';

/** The list of every measure that the partnerships’ documents name. It is not part of the project. */
const path = fileURLToPath(new URL('../../../shared/reference/kpi-inventory.csv', import.meta.url));

interface Row {
  id: string;
  partnership: string;
  unit: string;
  better: string;
  ambition: string;
  improvement_ref: string;
  outcome: string;
  baseline_value: string;
  target_value: string;
  target_by: string;
}

const rows = existsSync(path)
  ? Papa.parse<Row>(readFileSync(path, 'utf8'), { header: true, skipEmptyLines: true }).data
  : [];

const PARTNERSHIPS = ['hertfordshire', 'herefordshire'];

describe.skipIf(rows.length === 0).each(PARTNERSHIPS)('the catalogue of %s', async (partnership) => {
  const { indicators } = await loadCatalogue(`${projectRoot}/indicators/${partnership}`);
  const own = rows.filter((row) => row.partnership === partnership || row.partnership === 'both');
  const indicatorOf = (id: string) => indicators.find((indicator) => indicator.id === id);

  it('has an indicator for every measure that the documents name, and no other', () => {
    expect(indicators.map(({ id }) => id).sort()).toEqual(own.map(({ id }) => id).sort());
  });

  it.each(own.map((row) => [row.id, row] as const))('has %s in its unit, with its better side', (id, row) => {
    const indicator = indicatorOf(id);
    expect(indicator?.unit).toBe(row.unit === 'rate_per_100' ? 'rate' : row.unit);
    expect(indicator?.polarity).toBe(POLARITIES[row.better]);
  });

  it.each(own.map((row) => [row.id, row] as const))('has %s where the frameworks have it', (id, row) => {
    const indicator = indicatorOf(id);
    const refs = parts(row.improvement_ref);
    const areas = refs.filter((ref) => /^(PA|AI)\d$/.test(ref));
    expect([...(indicator?.improvement ?? [])].sort()).toEqual(
      partnership === 'hertfordshire' ? areas.sort() : [],
    );
    const outcomes = parts(row.outcome).filter(
      (one) => one.startsWith('2015') === (partnership === 'hertfordshire'),
    );
    expect([...(indicator?.outcomes ?? [])].sort()).toEqual(outcomes.sort());
  });

  it.each(own.filter(hasTarget).map((row) => [row.id, row] as const))(
    'has the target of %s, or says why there is none',
    (id, row) => {
      const indicator = indicatorOf(id);
      if (indicator && indicator.targets.length === 0) expect(indicator.note).toMatch(/target|aim|promise/i);
      else if (indicator) expect(targetsOf(indicator)).toContain(row.target_value);
    },
  );
});

const POLARITIES: Record<string, string> = {
  higher: 'higher_is_better',
  lower: 'lower_is_better',
  neither: 'neither',
};

function parts(cell: string): string[] {
  return cell
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function hasTarget({ target_value }: Row): boolean {
  return target_value !== '';
}

/** As the inventory writes them: 0.6, 50-60, -20%. */
function targetsOf({ targets, baseline }: Indicator): string[] {
  return targets.flatMap(({ value, range }) => [
    String(value),
    ...(range ? [range.join('-')] : []),
    ...(baseline ? [changeWords(value / baseline.value - 1)] : []),
  ]);
}

function changeWords(change: number): string {
  return `${change < 0 ? '-' : '+'}${Math.round(Math.abs(change) * 100)}%`;
}

describe('the two catalogues', async () => {
  const catalogues = await Promise.all(
    PARTNERSHIPS.map((name) => loadCatalogue(`${projectRoot}/indicators/${name}`)),
  );
  const indicators = catalogues.flatMap((catalogue) => catalogue.indicators);

  it('have about forty indicators for a board’s first page', () => {
    const headlines = catalogues.map(
      (one) => one.indicators.filter(({ tier }) => tier === 'headline').length,
    );
    expect(headlines[0]).toBeGreaterThanOrEqual(36);
    expect(headlines[0]).toBeLessThanOrEqual(44);
    expect(headlines[1]).toBeLessThanOrEqual(12);
  });

  it('say of each indicator where the promise to watch it stands', () => {
    const without = indicators.filter(({ sources }) => sources.length === 0).map(({ id }) => id);
    expect(without).toEqual([]);
  });

  it('use most kinds of measure', () => {
    const kinds = indicators.flatMap(({ measure }) => [
      measure.kind,
      ...operandsOf(measure).map(({ kind }) => kind),
    ]);
    expect([...new Set(kinds)].sort()).toEqual(
      expect.arrayContaining([
        'count',
        'growth',
        'mean',
        'median',
        'proportion',
        'published',
        'rank',
        'rate',
        'ratio',
        'stock',
      ]),
    );
  });
});
