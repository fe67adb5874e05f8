import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shippedPartnership, testHome } from '../support/home.ts';
import { useTracedHome } from '../support/traced.ts';

const home = useTracedHome();

/** The rows behind a figure, by file: `numerator | denominator`. */
async function rowsBehind(indicator: string, area: string, period: string): Promise<Record<string, string>> {
  const { lineage } = await home().trace(indicator, area, period);
  return Object.fromEntries(
    lineage.files.map((file) => {
      const { numerator_row_numbers: numerator, denominator_row_numbers: denominator } = file;
      return [file.file, denominator === null ? `${numerator}` : `${numerator} | ${denominator}`];
    }),
  );
}

describe('the rows behind a proportion', () => {
  it('are those of the month that meet the condition, and those that could', async () => {
    expect(await rowsBehind('on-time', 'county', '2024-07')).toEqual({
      'ehc_assessments_2024-07.csv': '2 | 2,3',
    });
  });

  it('are the newest of each key, whichever file they came with', async () => {
    expect(await rowsBehind('on-time', 'dspl-2', '2024-06')).toEqual({
      'ehc_assessments.csv': ' | ',
      'ehc_assessments_2024-07.csv': '5 | 5',
    });
  });

  it('are those of all months of a quarter or a year', async () => {
    expect(await rowsBehind('on-time', 'county', 'FY2024Q1')).toEqual({
      'ehc_assessments.csv': '3 | 3',
      'ehc_assessments_2024-07.csv': '5 | 5',
    });
    expect(await rowsBehind('on-time', 'county', 'CY2024')).toEqual({
      'ehc_assessments.csv': '2,3 | 2,3',
      'ehc_assessments_2024-07.csv': '2,5 | 2,3,5',
    });
  });

  it('of amounts are in the numerator where they add something to it', async () => {
    expect(await rowsBehind('absence', 'county', '2024-06')).toEqual({ 'attendance_2024-06.csv': '2 | 2,3' });
    expect(await rowsBehind('absence', 'county', '2024-07')).toEqual({
      'attendance_2024-07.csv': '3,4 | 2,3,4',
    });
  });
});

describe('the rows behind a count', () => {
  it('have no denominator, and those without an area count for the county alone', async () => {
    expect(await rowsBehind('complaints', 'county', '2024-05')).toEqual({ 'complaints.csv': '2,3' });
    expect(await rowsBehind('complaints', 'dspl-1', '2024-05')).toEqual({ 'complaints.csv': '2' });
  });

  it('may be none, and then the file is named that says so', async () => {
    expect(await rowsBehind('complaints', 'county', '2024-07')).toEqual({ 'complaints.csv': '' });
  });
});

describe('the rows behind a stock', () => {
  it('are those of the period’s last month', async () => {
    expect(await rowsBehind('plans', 'county', 'FY2024Q1')).toEqual({ 'ehc_plans_2024-06.csv': '2,3' });
    expect(await rowsBehind('plans', 'county', 'CY2024')).toEqual({ 'ehc_plans_2024-07.csv': '2,3' });
  });

  it('are of that month also where it has none of the area', async () => {
    expect(await rowsBehind('plans', 'dspl-2', 'CY2024')).toEqual({ 'ehc_plans_2024-07.csv': '' });
  });

  it('are not of a month for which nothing is expected', async () => {
    expect(await rowsBehind('part-time', 'county', 'AY2023')).toEqual({ 'attendance_2024-07.csv': '3' });
  });
});

describe('the rows behind a rate', () => {
  it('are the events, and the newest head count up to the end of the period', async () => {
    expect(await rowsBehind('suspensions', 'county', '2024-06')).toEqual({
      'exclusions_2024-06.csv': '2,3 | ',
      'pupils_2024-05.csv': ' | 2,3,4',
    });
    expect(await rowsBehind('suspensions', 'dspl-2', '2024-06')).toEqual({
      'exclusions_2024-06.csv': '3 | ',
      'pupils_2024-05.csv': ' | 3,4',
    });
  });

  it('are of the head count of their time, not of a later one', async () => {
    expect(await rowsBehind('suspensions', 'county', '2024-04')).toEqual({
      'exclusions_2024-04.csv': '2 | ',
      'pupils_2024-01.csv': ' | 2,3',
    });
  });

  it('are those of the file that counts, not of the one that it replaced', async () => {
    expect(await rowsBehind('suspensions', 'county', '2024-07')).toEqual({
      'exclusions_2024-07 corrected.csv': '3,4 | ',
      'pupils_2024-05.csv': ' | 2,3,4',
    });
  });
});

describe('the rows behind a figure that comes as a figure', () => {
  it.each([
    ['county', 'AY2023T3', '2'],
    ['dspl-1', 'AY2023T3', '3'],
    ['county', '2024-12', '4'],
    ['county', 'CY2024', '5'],
  ])(
    'of %s, %s, are its own row alone: no locality’s, and none of another period',
    async (area, period, row) => {
      expect(await rowsBehind('reached', area, period)).toEqual({
        'published_measures_2024-12.csv': `${row} | ${row}`,
      });
      const { lineage } = await home().trace('reached', area, period);
      expect(lineage.rows).toEqual({ numerator: 1, denominator: 1, read: null });
    },
  );
});

describe('a trace', () => {
  it('has the figure as it was published, and its files as the ledger knows them', async () => {
    const { point, lineage } = await home().trace('suspensions', 'county', '2024-07');
    expect(point).toMatchObject({ numerator: 2, denominator: 120, status: 'ok' });
    expect(lineage).toMatchObject({
      indicator: 'suspensions',
      area: 'county',
      period: '2024-07',
      level: 'full',
      snapshot: 'snapshot-000002',
      rows: { numerator: 2, denominator: 3 },
      quarantined: 0,
    });
    expect(lineage.files[0]).toMatchObject({
      extract: 'exclusions',
      state: 'accepted',
      numerator_rows: 2,
      denominator_rows: 0,
      rows: 3,
    });
  });

  it('of a figure that a month is missing from counts no rows', async () => {
    const { point, lineage } = await home().trace('suspensions', 'county', 'FY2024Q1');
    expect(point.status).toBe('missing');
    expect(lineage).toMatchObject({ files: [], rows: { numerator: 0, denominator: 0 }, checks: [] });
  });

  it('changes nothing that is published', async () => {
    const before = await home().snapshots();
    await home().trace('plans', 'county', '2024-07');
    expect((await home().ingest()).snapshot).toBeNull();
    expect(await home().snapshots()).toEqual(before);
  });

  it.each<[words: [string, string, string], message: string]>([
    [['complaint', 'county', '2024-07'], 'There is no indicator “complaint”; did you mean "complaints"?'],
    [['complaints', 'dspl1', '2024-07'], 'There is no area “dspl1”; did you mean "dspl-1"?'],
    [['complaints', 'Rutland', '2024-07'], 'There is no area “Rutland”; there are: county, dspl-1, dspl-2.'],
    [
      ['complaints', 'county', '2024-13'],
      'There is no period “2024-13”; write one as 2024-07, FY2024Q1, AY2024T1, FY2024, AY2024 or CY2024.',
    ],
    [
      ['complaints', 'county', 'AY2023'],
      '“A figure” is not counted by academic_year; it is by month, quarter, calendar_year.',
    ],
    [
      ['complaints', 'county', '2019-01'],
      'There are no figures of “A figure” for 2019-01. There are some from 2024-05 to 2024-07.',
    ],
  ])('of %j says what is wrong', async (words, message) => {
    await expect(home().trace(...words)).rejects.toThrow(message);
  });

  it('of an indicator that is not there names the nearest of many, and says where all of them are', async () => {
    const shipped = await testHome();
    const folder = join(shippedPartnership, 'indicators');
    await expect(shipped.trace('waiting', 'county', '2024-07')).rejects.toThrow(
      new RegExp(
        `^There is no indicator “waiting”; the nearest are asd-waiting(, [a-z0-9-]+){4}\\. All of them are called as the files in ${folder}\\.$`,
      ),
    );
  });
});
