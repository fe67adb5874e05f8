import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHome, type TestHome, testHome } from '../support/home.ts';
import { COMPLAINTS, openPartnership, type TestPartnership } from '../support/partnership.ts';
import { attendance, complaint, csv, headcount } from '../support/rows.ts';

let testshire: TestPartnership;
beforeAll(async () => {
  const extracts = ['complaints', 'attendance', 'pupils', 'published_measures'];
  testshire = await openPartnership({ complaints: COMPLAINTS }, extracts);
});
afterAll(() => testshire.remove());

async function statusOf(home: TestHome, extract: string) {
  const { extracts } = await home.status();
  return extracts.find((one) => one.extract === extract);
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
    });
    expect(await statusOf(home, 'attendance')).toMatchObject({ state: 'never', files: 0 });
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
    const mixed = csv(measure('CY2023'), measure('2024-01'), measure('FY2024Q1'));
    await home.deliver({ 'published_measures.csv': mixed });
    expect(await statusOf(home, 'published_measures')).toMatchObject({
      state: 'in',
      next: null,
      due_on: null,
    });
  });
});
