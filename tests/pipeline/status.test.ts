import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statusText } from '../../bin/print-status.ts';
import { openTestHome, type TestHome, testHome } from '../support/home.ts';
import {
  ABSENCE,
  COMPLAINTS,
  indicatorYaml,
  openPartnership,
  type TestPartnership,
  testPartnership,
} from '../support/partnership.ts';
import { attendance, complaint, csv, headcount } from '../support/rows.ts';
import { module } from './sen2.ts';

let testshire: TestPartnership;
beforeAll(async () => {
  const extracts = ['complaints', 'attendance', 'pupils', 'published_measures', 'sen2_person'];
  testshire = await openPartnership({ complaints: COMPLAINTS }, extracts);
});
afterAll(() => testshire.remove());

async function statusOf(home: TestHome, extract: string) {
  const { extracts } = await home.status();
  return extracts.find((one) => one.extract === extract);
}

/** `2024-07 in` of each expected month. */
async function monthsOf(home: TestHome, extract: string) {
  const months = (await statusOf(home, extract))?.months ?? [];
  return months.map(({ month, state }) => `${month} ${state}`);
}

describe('the status of an extract', () => {
  describe('with July delivered', () => {
    let home: TestHome;
    beforeAll(async () => {
      home = await openTestHome({ partnership: testshire.folder });
      await home.deliver({ 'complaints_2024-07.csv': csv(complaint('C1', '2024-07-01')) });
    });
    afterAll(() => home.remove());

    it.each([
      ['in while August is not over', '2024-08-31', 'in'],
      ['due when August is over', '2024-09-01', 'due'],
      ['due until the last of its ten days', '2024-09-10', 'due'],
      ['late on the day after', '2024-09-11', 'late'],
    ])('is %s', async (_what, today, state) => {
      home.on(today);
      const found = {
        latest: '2024-07',
        next: '2024-08',
        due_on: '2024-09-10',
        files: 1,
        rejected: 0,
        state,
      };
      expect(await statusOf(home, 'complaints')).toMatchObject(found);
    });
  });

  it('expects no file for a silent month: after July comes September', async () => {
    const home = await testHome({ partnership: testshire.folder });
    await home.deliver({
      'attendance_2024-07.csv': csv(attendance('2024-07', 'P1', 34, 0)),
      'pupils_2024-05.csv': csv(headcount('2024-05-16', 'DSPL 1', 100)),
    });
    expect(await statusOf(home, 'attendance')).toMatchObject({
      next: '2024-09',
      due_on: '2024-10-10',
      state: 'late',
    });
    expect(await statusOf(home, 'pupils')).toMatchObject({
      next: '2024-10',
      due_on: '2024-12-15',
      state: 'late',
    });
  });

  it('is never, where no file came or all were refused', async () => {
    const home = await testHome({ partnership: testshire.folder });
    await home.deliver({ 'complaints_2024-07.csv': csv(complaint('C1', 'some day')) });
    expect(await statusOf(home, 'complaints')).toMatchObject({
      state: 'never',
      latest: null,
      files: 1,
      rejected: 1,
      months: [],
    });
    expect(await statusOf(home, 'attendance')).toMatchObject({ state: 'never', files: 0 });
  });

  it('is in, of no month, where a file came that says none', async () => {
    const home = await testHome({ partnership: testshire.folder });
    await home.deliver({ 'sen2_person.csv': module('sen2_person') });
    const found = { state: 'in', latest: null, files: 1, rejected: 0, months: [] };
    expect(await statusOf(home, 'sen2_person')).toMatchObject(found);
    expect(statusText(await home.status()).join('\n')).toMatch(/sen2_person +in +of no month \(1 file\)/);
  });

  it('is in, with no month due, for figures that come when they are published', async () => {
    const home = await testHome({ partnership: testshire.folder });
    const measure = (period: string) => ({
      measure: 'rank',
      period,
      area: 'county',
      comparator: '',
      value: 1,
    });
    const mixed = csv(...['CY2023', '2024-01', '2024-12', 'FY2024Q1'].map(measure));
    await home.deliver({ 'published_measures.csv': mixed });
    expect(await statusOf(home, 'published_measures')).toMatchObject({
      state: 'in',
      latest: '2024-12',
      next: null,
      due_on: null,
      months: [],
    });
  });
});

describe('the months of an extract', () => {
  const complaints = (month: string) => ({
    [`complaints_${month}.csv`]: csv(complaint(`C-${month}`, `${month}-01`)),
  });

  it('begin with its first delivery; those that are not here are missing, late or due', async () => {
    const home = await testHome({ partnership: testshire.folder, today: '2024-09-11' });
    await home.deliver({ ...complaints('2024-03'), ...complaints('2024-06') });
    const until = ['2024-03 in', '2024-04 missing', '2024-05 missing', '2024-06 in'];
    home.on('2024-07-31');
    expect(await monthsOf(home, 'complaints')).toEqual(until);
    expect(await statusOf(home, 'complaints')).toMatchObject({ state: 'missing', next: '2024-07' });
    home.on('2024-08-10');
    expect(await monthsOf(home, 'complaints')).toEqual([...until, '2024-07 due']);
    expect(await statusOf(home, 'complaints')).toMatchObject({ state: 'missing', due_on: '2024-08-10' });
    home.on('2024-09-10');
    expect(await monthsOf(home, 'complaints')).toEqual([...until, '2024-07 late', '2024-08 due']);
    expect(await statusOf(home, 'complaints')).toMatchObject({ state: 'late' });

    await home.deliver({ ...complaints('2024-04'), ...complaints('2024-05') });
    await home.deliver({ ...complaints('2024-07'), ...complaints('2024-08') });
    expect((await monthsOf(home, 'complaints')).filter((month) => !month.endsWith(' in'))).toEqual([]);
    expect(await statusOf(home, 'complaints')).toMatchObject({ state: 'in', next: '2024-09' });
  });

  it('are not in by a file that came within them, but for a list of one day', async () => {
    const home = await testHome({ partnership: testshire.folder, today: '2025-01-20' });
    await home.deliver({
      ...complaints('2025-01'),
      'pupils_2025-01.csv': csv(headcount('2025-01-16', 'DSPL 1', 100)),
    });
    home.on('2025-02-03');
    expect(await monthsOf(home, 'pupils')).toEqual(['2025-01 in']);
    expect(await monthsOf(home, 'complaints')).toEqual(['2025-01 due']);
    expect(await statusOf(home, 'complaints')).toMatchObject({ latest: null, state: 'due' });
    await home.deliver(complaints('2025-01'));
    expect(await monthsOf(home, 'complaints')).toEqual(['2025-01 in']);
    home.on('2025-03-11');
    expect(await statusOf(home, 'complaints')).toMatchObject({ latest: '2025-01', next: '2025-02' });
  });

  it('are those for which a file is expected: no August of schools, no month that is not over', async () => {
    const home = await testHome({ partnership: testshire.folder, today: '2024-10-31' });
    await home.deliver({
      'attendance_2024-07.csv': csv(attendance('2024-07', 'P1', 34, 0)),
      'attendance_2024-10.csv': csv(attendance('2024-10', 'P1', 34, 0)),
      'pupils_2024-01.csv': csv(headcount('2024-01-18', 'DSPL 1', 100)),
    });
    expect(await monthsOf(home, 'attendance')).toEqual(['2024-07 in', '2024-09 missing']);
    expect(await monthsOf(home, 'pupils')).toEqual(['2024-01 in', '2024-05 late']);
  });

  it.each([
    { what: 'with rows', text: csv(complaint('C1', '2024-06-03')) },
    { what: 'without rows', text: `${csv(complaint('C1', '2024-06-03')).split('\n')[0]}\n` },
  ])('stay in time when the same file $what is delivered again after the due date', async ({ text }) => {
    const home = await testHome({ partnership: testshire.folder, today: '2024-07-05' });
    await home.deliver({ 'complaints_2024-06.csv': text });
    home.on('2024-07-30');
    await home.deliver({ 'complaints_2024-06.csv': text });
    expect((await statusOf(home, 'complaints'))?.months).toMatchObject([
      { month: '2024-06', received_at: '2024-07-05T09:00:00.000Z', in_time: true },
    ]);
  });

  it('name the newest file that counts; a month that came by its due date stays in time', async () => {
    const home = await testHome({ partnership: testshire.folder, today: '2024-07-02' });
    const july = attendance('2024-07', 'P1', 34, 0);
    const [june, corrected] = ['P1', 'P2'].map((pupil) => csv(attendance('2024-06', pupil, 34, 0)));
    await home.deliver({ 'attendance_2024-06.csv': june ?? '' });
    home.on('2024-08-11');
    await home.deliver({
      'attendance_2024-06 corrected.csv': corrected ?? '',
      'attendance_2024-06.csv': csv({ ...july, period: 'June' }),
      'attendance_2024-07.csv': csv(july),
      'attendance_2024-05.csv': csv(attendance('2024-05', 'P1', 34, 0)),
    });
    const received_at = '2024-08-11T09:00:00.000Z';
    const june10 = '2024-06-10';
    expect((await statusOf(home, 'attendance'))?.months).toEqual([
      // May was due before the first file of all came: nobody can say that it was late.
      {
        month: '2024-05',
        state: 'in',
        due_on: june10,
        received_at,
        file: 'attendance_2024-05.csv',
        in_time: null,
      },
      {
        month: '2024-06',
        state: 'in',
        due_on: '2024-07-10',
        received_at,
        file: 'attendance_2024-06 corrected.csv',
        in_time: true,
      },
      {
        month: '2024-07',
        state: 'in',
        due_on: '2024-08-10',
        received_at,
        file: 'attendance_2024-07.csv',
        in_time: false,
      },
    ]);
  });

  it('that are not here have no file', async () => {
    const home = await testHome({ partnership: testshire.folder, today: '2024-09-11' });
    await home.deliver(complaints('2024-07'));
    expect((await statusOf(home, 'complaints'))?.months.at(-1)).toEqual({
      month: '2024-08',
      state: 'late',
      due_on: '2024-09-10',
      received_at: null,
      file: null,
      in_time: null,
    });
  });
});

describe('after the catalogue has changed', () => {
  async function loadedHome() {
    const changing = await testPartnership({ complaints: COMPLAINTS }, [
      'complaints',
      'attendance',
      'exclusions',
    ]);
    const home = await testHome({ partnership: changing.folder });
    await home.deliver({
      'complaints_2024-07.csv': csv(complaint('C1', '2024-07-01')),
      'attendance_2024-07.csv': csv(attendance('2024-07', 'P1', 34, 0)),
    });
    return { changing, home };
  }

  it('the status and the rows of a figure are told, though an indicator has come that needs more columns', async () => {
    const { changing, home } = await loadedHome();
    const before = await home.status();
    const answered = { extract: 'complaints', date: 'received_on', numerator: 'responded_on <= due_on' };
    const onTime = indicatorYaml({ measure: { kind: 'proportion', ...answered } });
    await changing.write('testshire/indicators/on-time.yaml', onTime);
    await changing.write('testshire/indicators/absence.yaml', indicatorYaml(ABSENCE));
    expect(await home.status()).toEqual(before);
    const { lineage } = await home.trace('complaints', 'county', '2024-07');
    expect(lineage.files.map(({ file }) => file)).toEqual(['complaints_2024-07.csv']);
  });

  it('a column that the rows have not is told, with what to do', async () => {
    const { changing, home } = await loadedHome();
    await changing.edit(
      'extracts/complaints.yaml',
      'fields:\n',
      'fields:\n  - { name: ward, type: string }\n',
    );
    await expect(home.status()).rejects.toThrow(
      /^The catalogue has been changed .* other columns now: complaints\. Run npx waggle ingest first/,
    );
    await home.deliver({});
    expect((await home.status()).files).toHaveLength(2);
  });
});
