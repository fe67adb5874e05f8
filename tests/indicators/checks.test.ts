import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadCatalogue } from '../../indicators/catalogue.ts';
import { checksOf } from '../../indicators/checks.ts';
import { lineageOf } from '../../indicators/lineage.ts';
import type { Catalogue } from '../../indicators/schema.ts';
import type { FileRecord } from '../../indicators/series.ts';
import { projectRoot, shippedPartnership } from '../support/home.ts';
import { COUNT, indicatorWith } from '../support/indicator.ts';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await loadCatalogue(shippedPartnership);
});

function checksOfExtract(name: string) {
  const extract = catalogue.extracts.find((one) => one.name === name);
  if (!extract) throw new Error(`There is no extract ${name}.`);
  return checksOf(extract);
}

describe('the checks of an extract', () => {
  it('are told in words of its own columns and rules', () => {
    const titles = new Map(checksOfExtract('attendance').map(({ code, title }) => [code, title]));
    expect(titles.get('constraint-error')).toBe(
      'Every row has period, pupil id, school URN, DSPL area, SEN provision, sessions possible, sessions attended, sessions authorised and sessions unauthorised; codes are known ones in SEN provision and reduced timetable; numbers are possible ones in sessions possible, sessions attended, sessions authorised and sessions unauthorised',
    );
    expect(titles.get('type-error')).toBe('Months are months, numbers are numbers');
    expect(titles.get('primary-key')).toBe('No two rows of the file share period, pupil id and school URN');
    expect(titles.get('snapshot-days')).toBeUndefined();
  });

  it('hold one day a month of what shows everybody on a day', () => {
    expect(checksOfExtract('ehc_plans')).toContainEqual({
      code: 'snapshot-days',
      title: 'A month is shown on one day',
    });
  });

  it('are each of a kind of its own, for findings are counted by kind', () => {
    for (const extract of catalogue.extracts) {
      const codes = checksOf(extract).map(({ code }) => code);
      expect(codes, extract.name).toEqual([...new Set(codes)]);
    }
  });

  it('have a title for every kind of finding that tests/cases shows', async () => {
    const folder = join(projectRoot, 'tests', 'cases');
    const caseSchema = z.object({
      extract: z.string().nullable(),
      findings: z.array(z.object({ code: z.string() })),
    });
    const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
    for (const { name } of names) {
      const text = await readFile(join(folder, name, 'expected.json'), 'utf8');
      const { extract, findings } = caseSchema.parse(JSON.parse(text));
      if (extract === null) continue;
      const codes = checksOfExtract(extract).map(({ code }) => code);
      for (const finding of findings) expect(codes, name).toContain(finding.code);
    }
  });

  it('do not keep back a finding of a kind that has no title', () => {
    const file: FileRecord = {
      ...{ file: 'complaints_2024-07.csv', sha256: 'abc', extract: 'complaints', period: '2024-07' },
      ...{ outcome: 'accepted_with_findings', rows: 2, quarantined: 0, counts: { 'strange-weather': 3 } },
      ...{ state: 'accepted', received_at: '2024-08-01T09:00:00Z', periods: ['2024-07'] },
    };
    const counted = { area: 'county', extract: 'complaints', sha256: 'abc' };
    const { checks } = lineageOf({
      indicator: indicatorWith({ measure: COUNT }),
      area: 'county',
      point: {
        status: 'ok',
        quarantined: 0,
        period: '2024-07',
        start: '2024-07-01',
        covered_to: '2024-07-31',
      },
      level: 'full',
      snapshot: 'snapshot-000001',
      counted: [
        {
          ...counted,
          month: '2024-07',
          day: '2024-07-01',
          period: null,
          operand: 0,
          numerator_rows: 2,
          denominator_rows: 0,
        },
      ],
      files: [file],
      catalogue,
    });
    expect(checks.at(-1)).toEqual({
      code: 'strange-weather',
      title: 'Nothing else is amiss (strange weather)',
      failures: 3,
    });
  });
});
