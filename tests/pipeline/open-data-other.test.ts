import { beforeEach, describe, expect, it } from 'vitest';
import type { RunReport } from '../../pipeline/runs.ts';
import { type TestHome, testHome } from '../support/home.ts';
import {
  ABSENCE,
  type PlainIndicator,
  type TestPartnership,
  testPartnership,
} from '../support/partnership.ts';
import { type Cells, csv } from '../support/rows.ts';

/** Files of the Department's open data that nobody has written code for: each is one YAML file. */

const TRIBUNALS = `
name: dfe_tribunals
title: Appeals to the SEND tribunal, every council
description: How many decisions could be appealed against and how many were.
source: Ministry of Justice and Department for Education (Open Government Licence v3.0)
filename: [dfe_tribunals, sen_tribunal_appeals]
supersede: period
period: [time_period]
due: 180
missingValues: ["", x, z, c, low, k, ":"]
fields:
  - { name: time_period, type: year, constraints: { required: true } }
  - { name: time_identifier, type: string, constraints: { required: true } }
  - { name: geographic_level, type: string, constraints: { required: true } }
  - { name: region_name, type: string }
  - { name: la_name, type: string }
  - { name: appealable_decisions, type: number }
  - { name: appeals, type: number }
`;

const ABSENCES = `
name: dfe_absence
title: Absence from school, every council
description: Sessions missed, by kind of school.
source: Department for Education, “Pupil absence in schools in England” (Open Government Licence v3.0)
filename: [dfe_absence, 1_absence_3term]
supersede: period
period: [time_period]
due: 240
missingValues: ["", x, z, c, low, k, ":"]
fields:
  - { name: time_period, type: year, constraints: { required: true } }
  - { name: time_identifier, type: string, constraints: { required: true } }
  - { name: geographic_level, type: string, constraints: { required: true } }
  - { name: region_name, type: string }
  - { name: la_name, type: string }
  - { name: education_phase, type: string }
  - { name: enrolments, type: number }
  - { name: sess_overall_percent, type: number }
`;

const appealRate: PlainIndicator = {
  unit: 'percent',
  measure: {
    kind: 'proportion',
    extract: 'disputes',
    date: 'opened_on',
    numerator: "kind = 'tribunal'",
  },
  benchmarks: [
    {
      extract: 'dfe_tribunals',
      numerator: 'appeals',
      denominator: 'appealable_decisions',
      comparators: ['england', 'region', 'statistical_neighbours'],
    },
  ],
};

const absence: PlainIndicator = {
  ...ABSENCE,
  benchmarks: [
    {
      extract: 'dfe_absence',
      value: 'sess_overall_percent',
      scale: 0.01,
      where: "education_phase = 'Total'",
      comparators: ['england', 'region'],
    },
  ],
};

function place(time_period: number, identifier: string, level: string, name: string): Cells {
  return {
    time_period,
    time_identifier: identifier,
    geographic_level: level,
    region_name: level === 'Regional' ? name : '',
    la_name: level === 'Local authority' ? name : '',
  };
}

function appeals(
  year: number,
  level: string,
  name: string,
  made: number | string,
  decisions: number | string,
) {
  return { ...place(year, 'Calendar year', level, name), appealable_decisions: decisions, appeals: made };
}

function missed(level: string, name: string, percent: number | string, education_phase = 'Total'): Cells {
  const cells = { education_phase, enrolments: 100, sess_overall_percent: percent };
  return { ...place(202324, 'Academic year', level, name), ...cells };
}

const FIRST_EDITION = csv(
  appeals(2022, 'National', '', 9000, 400_000),
  appeals(2022, 'Local authority', 'Oxfordshire', 3, 100),
  appeals(2023, 'National', '', 14_000, 560_000),
  appeals(2023, 'Regional', 'East of England', 1800, 60_000),
  appeals(2023, 'Regional', 'London', 'low', 90_000),
  // The neighbours: 30 of 1,000 together, and not the mean of 5% and 2.5%.
  appeals(2023, 'Local authority', 'Oxfordshire', 10, 200),
  appeals(2023, 'Local authority', 'Buckinghamshire', 20, 800),
  appeals(2023, 'Local authority', 'Testshire', 40, 1000),
  appeals(2023, 'Local authority', 'Kent', 'c', 900),
);

let partnership: TestPartnership;
let home: TestHome;

async function open(indicators: Record<string, PlainIndicator>, extracts: Record<string, string>) {
  partnership = await testPartnership(indicators, ['disputes', 'attendance']);
  for (const [name, yaml] of Object.entries(extracts)) await partnership.write(`extracts/${name}.yaml`, yaml);
  home = await testHome({ partnership: partnership.folder });
}

async function dropped(name: string, text: string): Promise<RunReport> {
  await home.drop(name, text);
  return home.ingest();
}

function benchmarks(indicator: string) {
  return home.published(
    `SELECT comparator, period, numerator, denominator, value, councils_with_data AS withData
     FROM benchmark WHERE indicator = $1 ORDER BY comparator, period`,
    [indicator],
  );
}

function councils(indicator: string) {
  return home.published(
    'SELECT council, period, numerator, denominator, value FROM council WHERE indicator = $1 ORDER BY period, council',
    [indicator],
  );
}

describe('a file with two numbers for each place', () => {
  beforeEach(() => open({ 'appeal-rate': appealRate }, { dfe_tribunals: TRIBUNALS }));

  it('gives England, the region, the neighbours’ ratio of sums, and every council', async () => {
    const { files } = await dropped('sen_tribunal_appeals.csv', FIRST_EDITION);
    expect(files).toMatchObject([{ extract: 'dfe_tribunals', outcome: 'accepted', findings: [] }]);
    const england = { comparator: 'england', withData: null };
    const neighbours = { comparator: 'statistical_neighbours' };
    expect(await benchmarks('appeal-rate')).toEqual([
      { ...england, period: 'CY2022', numerator: 9000, denominator: 400_000, value: 0.0225 },
      { ...england, period: 'CY2023', numerator: 14_000, denominator: 560_000, value: 0.025 },
      {
        ...{ comparator: 'region', withData: null, period: 'CY2023' },
        ...{ numerator: 1800, denominator: 60_000, value: 0.03 },
      },
      { ...neighbours, period: 'CY2022', numerator: 3, denominator: 100, value: 0.03, withData: 1 },
      { ...neighbours, period: 'CY2023', numerator: 30, denominator: 1000, value: 0.03, withData: 2 },
    ]);
    expect(await councils('appeal-rate')).toEqual([
      { council: 'Oxfordshire', period: 'CY2022', numerator: 3, denominator: 100, value: 0.03 },
      { council: 'Buckinghamshire', period: 'CY2023', numerator: 20, denominator: 800, value: 0.025 },
      { council: 'Oxfordshire', period: 'CY2023', numerator: 10, denominator: 200, value: 0.05 },
      { council: 'Testshire', period: 'CY2023', numerator: 40, denominator: 1000, value: 0.04 },
    ]);
  });

  it('gives way to a later edition, year by year, and the run says what was restated', async () => {
    await dropped('sen_tribunal_appeals.csv', FIRST_EDITION);
    const { changes } = await dropped(
      'dfe_tribunals revised.csv',
      csv(
        appeals(2023, 'National', '', 14_560, 560_000),
        appeals(2023, 'Regional', 'East of England', 1800, 60_000),
        appeals(2023, 'Local authority', 'Oxfordshire', 16, 200),
        appeals(2023, 'Local authority', 'Buckinghamshire', 20, 800),
      ),
    );
    const because = { files: ['dfe_tribunals revised.csv'], definition: false, updated: false };
    const change = { indicator: 'appeal-rate', grain: 'calendar_year', period: 'CY2023', because };
    expect(changes).toHaveLength(2);
    expect(changes).toMatchObject([
      {
        ...change,
        area_name: 'England',
        was: { numerator: 14_000, denominator: 560_000 },
        is: { numerator: 14_560, denominator: 560_000, value: 0.026 },
      },
      {
        ...change,
        area_name: 'Statistical neighbours',
        was: { numerator: 30, denominator: 1000 },
        is: { numerator: 36, denominator: 1000 },
      },
    ]);
    expect(await councils('appeal-rate')).toMatchObject([
      { council: 'Oxfordshire', period: 'CY2022', numerator: 3 },
      { council: 'Buckinghamshire', period: 'CY2023', numerator: 20 },
      { council: 'Oxfordshire', period: 'CY2023', numerator: 16 },
    ]);
  });
});

describe('a file with nothing but percentages, of a school year and by phase', () => {
  beforeEach(() => open({ absence }, { dfe_absence: ABSENCES }));

  it('gives England, the region and every council as fractions, from the rows that the indicator names', async () => {
    const { files } = await dropped(
      '1_absence_3term_nat_reg_la.csv',
      csv(
        missed('National', '', 7.1),
        missed('National', '', 5.5, 'State-funded primary'),
        missed('Regional', 'East of England', 7.25),
        missed('Local authority', 'Testshire', 6.5),
        missed('Local authority', 'Oxfordshire', 'z'),
      ),
    );
    expect(files).toMatchObject([{ extract: 'dfe_absence', outcome: 'accepted', findings: [] }]);
    expect(await benchmarks('absence')).toMatchObject([
      { comparator: 'england', period: 'AY2023', denominator: null, value: expect.closeTo(0.071, 12) },
      { comparator: 'region', period: 'AY2023', denominator: null, value: expect.closeTo(0.0725, 12) },
    ]);
    expect(await councils('absence')).toMatchObject([
      { council: 'Testshire', period: 'AY2023', denominator: null, value: expect.closeTo(0.065, 12) },
    ]);
  });

  it('has no figure of a place with several rows, since percentages cannot be added', async () => {
    const file = csv(
      missed('National', '', 7.1),
      missed('National', '', 5.5, 'State-funded primary'),
      missed('Regional', 'East of England', 7.25),
      missed('Local authority', 'Testshire', 6.5),
      missed('Local authority', 'Testshire', 5.0, 'State-funded primary'),
    );
    await partnership.edit(
      'testshire/indicators/absence.yaml',
      "education_phase = 'Total'",
      'enrolments > 0',
    );
    await dropped('dfe_absence_2024.csv', file);
    expect(await benchmarks('absence')).toMatchObject([{ comparator: 'region' }]);
    expect(await councils('absence')).toEqual([]);
  });
});
