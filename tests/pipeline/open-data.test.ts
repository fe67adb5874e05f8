import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunReport } from '../../pipeline/runs.ts';
import { openTestHome, projectRoot, type TestHome } from '../support/home.ts';

/** The Department for Education's files, faults included. The real ones are not in the repository: where they are absent,
 *  small examples with the same faults (a byte-order mark, headers in mixed case, symbols for numbers) stand in. */

const REAL = join(projectRoot, '..', 'shared', 'data', 'dfe');
const EXAMPLES = join(projectRoot, 'data-samples', 'examples');
const real = existsSync(REAL);
const sources = real
  ? ['timeliness_20_week', 'requests', 'annual_reviews'].map((name) => join(REAL, `${name}.csv`))
  : ['dfe_timeliness', 'dfe_requests', 'dfe_annual_reviews'].map((name) => join(EXAMPLES, `${name}.csv`));

describe(
  real ? 'the Department’s real files, as they are' : 'small files with the faults of the Department’s',
  () => {
    let home: TestHome;
    let report: RunReport;
    beforeAll(async () => {
      home = await openTestHome();
      report = await home.ingest(...sources);
    });
    afterAll(() => home.remove());

    it('are known by their names and load without a finding', () => {
      expect(report.files.map(({ extract, outcome, findings }) => ({ extract, outcome, findings }))).toEqual([
        { extract: 'dfe_timeliness', outcome: 'accepted', findings: [] },
        { extract: 'dfe_requests', outcome: 'accepted', findings: [] },
        { extract: 'dfe_annual_reviews', outcome: 'accepted', findings: [] },
      ]);
    });

    it.runIf(real)('load whole: every row of them', () => {
      expect(report.files.map(({ rows }) => rows)).toEqual([12212, 13170, 13290]);
    });

    it.each([
      ['Hertfordshire', 2022, 502, 1541],
      ['Hertfordshire', 2023, 525, 1306],
      ['Hertfordshire', 2024, 957, 1699],
      ['Herefordshire, County of', 2024, 225, 333],
    ])('%s in %i issued %i of %i plans within 20 weeks', async (council, year, onTime, issued) => {
      const found = await home.facts(
        `SELECT plans_issued_20_weeks_ex AS onTime, plans_issued_den_ex AS issued FROM facts.dfe_timeliness
       WHERE la_name = '${council}' AND time_period = '${year}' AND breakdown_topic = 'All EHC plans issued'`,
      );
      expect(found).toEqual([{ onTime, issued }]);
    });

    it('England in 2023 issued 38,471 of 76,506', async () => {
      const found = await home.facts(
        `SELECT plans_issued_20_weeks_ex AS onTime, plans_issued_den_ex AS issued FROM facts.dfe_timeliness
       WHERE geographic_level = 'National' AND time_period = '2023' AND breakdown_topic = 'All EHC plans issued'`,
      );
      expect(found).toEqual([{ onTime: 38471, issued: 76506 }]);
    });

    it('a symbol where a number should be is no number, and no nought', async () => {
      const found = await home.facts(
        `SELECT plans_issued_20_weeks_ex AS onTime, plans_issued_den_ex AS issued FROM facts.dfe_timeliness
       WHERE la_name = 'West Berkshire' AND time_period = '2022' AND breakdown_topic = 'All EHC plans issued'`,
      );
      expect(found).toEqual([{ onTime: null, issued: null }]);
    });

    it('requests: Hertfordshire received 2,695 in 2022', async () => {
      const found = await home.facts(
        `SELECT requests_received_in_year AS requests FROM facts.dfe_requests
       WHERE la_name = 'Hertfordshire' AND time_period = '2022' AND breakdown = 'All requests for EHC needs assessments'`,
      );
      expect(found).toEqual([{ requests: 2695 }]);
    });

    it.each([
      ['england', 'England', 'CY2023', 38471, 76506, null],
      ['england', 'England', 'CY2024', 39407, 84866, null],
      ['region', 'East of England', 'CY2024', 3688, 9315, null],
    ])('the snapshot sets %s (%s) beside the indicator: %s, %i of %i', async (...given) => {
      const [comparator, label, period, numerator, denominator] = given;
      const value = numerator / denominator;
      expect(await benchmark(comparator, period)).toEqual([
        { label, numerator, denominator, value, councils_with_data: null, councils: null },
      ]);
    });

    it.runIf(real).each([
      ['CY2022', 2751, 7476, 9],
      ['CY2023', 4121, 7652, 10],
    ])(
      'the statistical neighbours’ ratio of sums for %s is %i of %i, from %i of 10 councils',
      async (...given) => {
        const [period, numerator, denominator, councils_with_data] = given;
        const value = numerator / denominator;
        const label = 'Statistical neighbours';
        expect(await benchmark('statistical_neighbours', period)).toEqual([
          { label, numerator, denominator, value, councils_with_data, councils: 10 },
        ]);
      },
    );

    function benchmark(comparator: string, period: string) {
      return home.published(
        `SELECT label, numerator, denominator, value, councils_with_data, councils FROM benchmark
       WHERE indicator = 'ehcp-issued-20-weeks' AND comparator = $1 AND period = $2`,
        [comparator, period],
      );
    }
  },
);
