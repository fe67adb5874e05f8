import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silent } from '../../pipeline/effects.ts';
import { exportFigures } from '../../pipeline/publish/export.ts';
import { run } from '../../pipeline/run.ts';
import { copyOf, openTestHome, PERSON_KEY, type TestHome } from '../support/home.ts';
import type { TestPartnership } from '../support/partnership.ts';
import { attendance, complaint, csv, exclusion, headcount } from '../support/rows.ts';
import {
  ALL,
  august,
  firstFiles,
  mark,
  OF_COMPLAINTS,
  ownTestshire,
  published,
  SEN2,
  testshire,
  workedOut,
} from './unchanged.ts';

describe('worked out anew is', () => {
  let partnership: TestPartnership;
  let pattern: TestHome;
  beforeAll(async () => {
    partnership = await testshire();
    pattern = await openTestHome({ partnership: partnership.folder });
    const { files } = await pattern.deliver(await firstFiles());
    expect(files.filter(({ outcome }) => outcome === 'rejected')).toEqual([]);
    await mark(pattern);
  });
  afterAll(async () => {
    await pattern.remove();
    await partnership.remove();
  });

  /** A home that has published once, with every sentence marked. */
  function marked(own: TestPartnership = partnership): Promise<TestHome> {
    return copyOf(pattern, { partnership: own.folder });
  }

  it.each([
    [
      'what counts an extract, once a new month of it comes',
      'complaints_2024-08.csv',
      csv(complaint('C4', '2024-08-01')),
      OF_COMPLAINTS,
    ],
    [
      'what counts an extract, once a month of it is restated',
      'complaints_2024-06.csv',
      csv(complaint('C1', '2024-06-03', { kind: 'compliment' })),
      OF_COMPLAINTS,
    ],
    [
      'what counts an extract, once a file of a month comes in which nothing happened',
      'complaints_2024-08.csv',
      csv(complaint('C4', '2024-08-01')).split('\n').slice(0, 1).join('\n'),
      OF_COMPLAINTS,
    ],
    [
      'what counts an extract that another feeds',
      'sen2_requests_2024.csv',
      `${SEN2}\nP9,R9,04/03/2024,0,10/07/2024,Y,0,0,,\n`,
      ['on-time', 'requests'],
    ],
    [
      'a rate, once a head count changes',
      'pupils_2024-05b.csv',
      csv(headcount('2024-05-16', 'DSPL 1', 50)),
      ['suspensions'],
    ],
    [
      'what counts any of the extracts that a view joins',
      'attendance_2024-07b.csv',
      csv(attendance('2024-07', 'P2', 40, 4)),
      ['missed'],
    ],
    [
      'a view over an extract, and what counts it without',
      'exclusions_2024-07b.csv',
      csv(exclusion('X1', '2024-07-05', { pupil_id: 'P1' }), exclusion('X2', '2024-07-06')),
      ['missed', 'suspensions'],
    ],
    [
      'what has its figures from published ones',
      'published_measures_2024-08.csv',
      published('0.5'),
      ['published'],
    ],
  ])('%s', async (_what, name, content, expected) => {
    const home = await marked();
    await home.deliver({ [name]: content });
    expect(await workedOut(home)).toEqual(expected);
  });

  it('what is held beside a national file, once a new edition comes', async () => {
    const home = await marked();
    const text = String((await firstFiles())['dfe_timeliness.csv']);
    await home.deliver({ 'dfe_timeliness_2.csv': text.replace(',30536,', ',30537,') });
    expect(await workedOut(home)).toEqual(['on-time']);
    const england = `SELECT numerator FROM benchmark WHERE comparator = 'england' AND period = 'CY2022'`;
    expect(await home.published(england)).toEqual([{ numerator: 30537 }]);
  });

  it('what counts a file that is withdrawn, and again once it is sent again', async () => {
    const home = await marked();
    const [file] = await home.published(`SELECT sha256 FROM file WHERE file = 'complaints_2024-06.csv'`);
    await home.withdraw(String(file?.sha256));
    expect(await workedOut(home)).toEqual(OF_COMPLAINTS);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '0' });
    await mark(home);
    const again = (await firstFiles())['complaints_2024-06.csv'] ?? '';
    await home.deliver({ 'complaints_2024-06.csv': again });
    expect(await workedOut(home)).toEqual(OF_COMPLAINTS);
  });

  it('nothing for a file that is refused', async () => {
    const home = await marked();
    const { snapshot } = await home.deliver({ 'complaints_2024-08.csv': csv(complaint('C4', 'yesterday')) });
    expect(snapshot?.id).toBe('snapshot-000002');
    expect(await workedOut(home)).toEqual([]);
  });

  it('nothing where nothing has changed: there is no new snapshot', async () => {
    const home = await marked();
    expect((await home.ingest()).snapshot).toBeNull();
  });

  it.each([
    [
      'an indicator that counts something else, and what is worked out from it',
      'complaints',
      "'complaint'",
      "'compliment'",
      ['complaints', 'growth'],
    ],
    ['an indicator with another target', 'complaints', 'value: 1\n', 'value: 2\n', ['complaints']],
    [
      'an indicator with another polarity',
      'compliments',
      'lower_is_better',
      'higher_is_better',
      ['compliments'],
    ],
    ['an indicator with another name', 'weekly', 'title: A figure', 'title: Complaints', ['weekly']],
    ['an indicator with another grain', 'requests', '  - month\n', '', ['requests']],
    [
      'an indicator that is taken apart by something else',
      'compliments',
      '  - agency\n',
      '  - kind\n',
      ['compliments'],
    ],
    ['an indicator with another comparator', 'on-time', '- england', '- region', ['on-time']],
  ])('%s', async (_what, id, from, to, expected) => {
    const own = await ownTestshire();
    const home = await marked(own);
    if (id === 'requests')
      await own.edit(`testshire/indicators/${id}.yaml`, 'tile_grain: month', 'tile_grain: quarter');
    await own.edit(`testshire/indicators/${id}.yaml`, from, to);
    await home.ingest();
    expect(await workedOut(home)).toEqual(expected);
  });

  it.each([
    [
      'what counts a view that is another',
      'testshire/views/missed.sql',
      '.pupil_id = exclusions.pupil_id',
      '.pupil_id <> exclusions.pupil_id',
      ['missed'],
    ],
    [
      'all for another name of an area, for it is in sentences',
      'testshire/partnership.yaml',
      'short: North',
      'short: The North',
      ALL,
    ],
    ['all for other neighbours', 'testshire/partnership.yaml', 'Oxfordshire', 'Essex', ALL],
    ['all for another calendar', 'testshire/calendar.yaml', '2024-07-23', '2024-07-24', ALL],
    [
      'what counts with a column that is worked out in another way',
      'extracts/ehc_assessments.yaml',
      "date_diff('day', requested_on, plan_issued_on)",
      "1 + date_diff('day', requested_on, plan_issued_on)",
      ['on-time', 'requests'],
    ],
    [
      'what counts an extract that another feeds in another way',
      'extracts/sen2_requests.yaml',
      "WHEN outcome IN ('W', 'Withdrawn')",
      "WHEN outcome IN ('W')",
      ['on-time', 'requests'],
    ],
    [
      'what counts an extract for which no file is expected in other months',
      'extracts/complaints.yaml',
      'due:',
      'silent_months: [8]\ndue:',
      OF_COMPLAINTS,
    ],
  ])('%s', async (_what, name, from, to, expected) => {
    const own = await ownTestshire();
    const home = await marked(own);
    await own.edit(name, from, to);
    await home.ingest();
    expect(await workedOut(home)).toEqual(expected);
  });

  it('all once a month is over, and by the day only what is counted by weeks or terms', async () => {
    const home = await marked();
    home.on('2025-01-19');
    expect((await home.ingest()).snapshot).toBeNull();
    home.on('2025-01-20');
    await home.ingest();
    expect(await workedOut(home)).toEqual(['weekly']);
    home.on('2025-02-01');
    await home.ingest();
    expect(await workedOut(home)).toEqual(ALL);
  });

  it('all where Waggle’s own code is another', async () => {
    const home = await marked();
    const now = () => new Date('2025-01-15T09:00:00Z');
    await run({ ...(await home.settings()), code: 'the next release' }, { ...silent, now });
    expect(await workedOut(home)).toEqual(ALL);
  });

  it('all people’s figures under another key', async () => {
    const home = await marked();
    home.keyed(`${PERSON_KEY}, another one`);
    await home.ingest();
    expect(await workedOut(home)).toEqual(['missed', 'on-time', 'requests', 'suspensions']);
  });

  it('all by a rebuild', async () => {
    const home = await marked();
    await home.rebuild();
    expect(await workedOut(home)).toEqual(ALL);
  });

  it('exported in no other place than what is taken over: a rebuild gives the same bytes', async () => {
    const home = await marked();
    const exported = async () => {
      const folder = join(home.home.root, 'exported');
      await exportFigures(home.home, 'full', folder);
      return Promise.all(['figures.csv', 'groups.csv'].map((file) => readFile(join(folder, file), 'utf8')));
    };
    await home.deliver(august);
    const before = await exported();
    await home.rebuild();
    expect(await exported()).toEqual(before);
  });

  it('all where the warehouse is lost', async () => {
    const home = await marked();
    await rm(home.home.warehouse);
    await home.ingest();
    expect(await workedOut(home)).toEqual(ALL);
  });
});
