import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHome, type TestHome, testHome } from '../support/home.ts';
import { COMPLAINTS, ON_TIME, openPartnership, type TestPartnership } from '../support/partnership.ts';
import { complaint, csv, issued } from '../support/rows.ts';
import { BAD, JULY, useWaggle } from './typed.ts';

const waggle = useWaggle();

describe('waggle status', () => {
  const month = (name: string) => JULY.replaceAll('2024-07', name);

  it('says of each extract which months are here, late or missing, and which files were refused', async () => {
    const home = await testHome();
    for (const name of ['2024-04', '2024-07', '2024-08', '2024-11']) {
      await home.drop(`complaints_${name}.csv`, month(name));
    }
    await home.drop('complaints_2024-12.csv', BAD);
    await waggle(home, ['ingest'], { WAGGLE_NOW: '2024-12-05T14:02:00Z' });
    const { exitCode, lines } = await waggle(home, ['status']);
    expect(exitCode).toBe(0);
    expect(lines).toEqual([
      'Last run: 5 December 2024 14:02, 5 files, 1 refused, figures published.',
      '',
      '                     2024',
      '                     Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec   next',
      'attendance  never arrived',
      'complaints  LATE     ·   ·   ·   ●   ?   ?   ●   ●   ?   ?   ●   !     Dec by 10 Jan 2025',
      '            late: December 2024',
      '            missing: May, June, September and October 2024',
      '',
      '● in   ! late   ? missing   · none expected',
      '',
      'Refused:',
      '  complaints_2024-12.csv, 2 findings',
    ]);
  });

  it('marks a month that came after its due date, and one that is due', async () => {
    const home = await testHome();
    for (const [name, today] of [
      ['2024-10', '2024-11-02'],
      ['2024-11', '2024-12-11'],
    ] as const) {
      await home.drop(`complaints_${name}.csv`, month(name));
      await waggle(home, ['ingest'], { WAGGLE_NOW: today });
    }
    const { lines } = await waggle(home, ['status'], { WAGGLE_NOW: '2025-01-10' });
    expect(lines.slice(-3)).toEqual([
      'complaints  due      ·   ·   ·   ·   ·   ·   ·   ·   ·   ●   ◐   ○     Dec by 10 Jan 2025',
      '',
      '● in   ◐ in, but after its due date   ○ due   · none expected',
    ]);
  });
});

describe('waggle trace', () => {
  const DAYS = ['2024-01-01', '2024-01-02', '2024-01-03', '2024-06-01'];
  let home: TestHome;
  let partnership: TestPartnership;
  let env: Record<string, string>;
  beforeAll(async () => {
    const days = { extract: 'ehc_assessments', date: 'plan_issued_on', value: 'days_to_issue' };
    partnership = await openPartnership({
      ...{ complaints: COMPLAINTS, 'on-time': ON_TIME },
      median: { unit: 'days', measure: { kind: 'median', ...days } },
      mean: { unit: 'days', measure: { kind: 'mean', ...days } },
    });
    env = { WAGGLE_PARTNERSHIP: partnership.folder };
    home = await openTestHome();
    const slow = issued('R9', '2023-01-01', '2024-07-01', { dspl_area: 'DSPL 2' });
    const plans = DAYS.map((day, index) => issued(`R${index}`, day, '2024-07-01', { odd: 'x' }));
    await home.drop('ehc_assessments_2024-07.csv', csv(...plans.slice(0, 3), slow, ...plans.slice(3)));
    await home.drop('complaints_2024-07.csv', csv(complaint('C1', '2024-07-01', { kind: 'compliment' })));
    await waggle(home, ['ingest'], env);
  });
  afterAll(async () => {
    await home.remove();
    await partnership.remove();
  });

  it('says the figure first, then its files with the numbers of the rows, then the checks', async () => {
    const { exitCode, lines } = await waggle(home, ['trace', 'on-time', 'county', '2024-07'], env);
    expect(exitCode).toBe(0);
    expect(lines.slice(0, 9)).toEqual([
      'A figure, Testshire, July 2024: 1 of 5 (20%)',
      'Made of 1 row in the numerator, 5 rows in the denominator; 1 file; 0 rows set aside.',
      '',
      'ehc_assessments_2024-07.csv (ehc_assessments, accepted, received 15 January 2025)',
      expect.stringMatching(/^ {2}SHA-256 {6}[0-9a-f]{64}$/),
      '  numerator    row 6',
      '  denominator  rows 2–6',
      '  set aside    0 of its 5 rows',
      '',
    ]);
    expect(lines).toContain('  1 finding   The file has no unknown column');
    expect(lines).toContain('  passed      No two rows of the file share request id');
  });

  it.each([
    ['median', '181.0 days (5 counted)'],
    ['mean', '224.0 days (5 counted)'],
  ])('says of a %s of how many it is', async (id, figure) => {
    const { lines } = await waggle(home, ['trace', id, 'county', '2024-07'], env);
    expect(lines[0]).toBe(`A figure, Testshire, July 2024: ${figure}`);
  });

  it('of a nought names the file that has nothing to count', async () => {
    const { lines } = await waggle(home, ['trace', 'complaints', 'dspl-2', '2024-07'], env);
    expect(lines[0]).toBe('A figure, DSPL 2: South, July 2024: 0');
    expect(lines[1]).toBe('Made of 0 rows counted; 1 file; 0 rows set aside.');
    expect(lines).toContain('  counted      no row');
  });

  it('as JSON has every row’s number', async () => {
    const { stdout } = await waggle(home, ['trace', 'on-time', 'dspl-1', '2024-07', '--json'], env);
    expect(JSON.parse(stdout)).toMatchObject({
      indicator: 'on-time',
      area: 'dspl-1',
      period: '2024-07',
      level: 'full',
      snapshot: 'snapshot-000001',
      files: [{ numerator_row_numbers: [6], denominator_row_numbers: [2, 3, 4, 6] }],
      rows: { numerator: 1, denominator: 4 },
    });
    const { lines } = await waggle(home, ['trace', 'on-time', 'dspl-1', '2024-07'], env);
    expect(lines).toContain('  denominator  rows 2–4, 6');
  });
});
