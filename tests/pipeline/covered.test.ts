import { describe, expect, it } from 'vitest';
import { monthsBetween } from '../../indicators/periods.ts';
import { complaint, csv } from '../support/rows.ts';
import { useTestshire } from '../support/testshire.ts';

/** Which months a file delivers whose newest row of a key counts. */

const { openHome } = useTestshire();

describe('a file', () => {
  it('takes a file without a month in its name as delivering the months of its rows', async () => {
    const home = await openHome();
    const rows = csv(complaint('C1', '2024-05-01'), complaint('C2', '2024-07-01'));
    const { files } = await home.deliver({ 'complaints.csv': rows });
    expect(files[0]?.findings.map(({ message }) => message)).toEqual([
      'No month is in the file’s name; it was taken to deliver May 2024, June 2024 and July 2024, and to say that there was nothing in June 2024.',
    ]);
    const figures = { '2024-05': '1', '2024-06': '0', '2024-07': '1' };
    expect(await home.figures('complaints', 'county', 'month')).toEqual(figures);
  });

  const of = (month: string, many: number) =>
    Array.from({ length: many }, (_, each) => complaint(`${month} ${each}`, `${month}-10`));
  const answered = (month: string, on: string, many: number) =>
    Array.from({ length: many }, (_, each) =>
      complaint(`${month} a${each}`, `${month}-20`, { responded_on: on }),
    );
  const year = monthsBetween('2023-01', '2023-12');
  const whole = Object.fromEntries(year.map((month, index) => [month, `${20 + index}`]));

  it.each([
    [
      'of 2 rows, years apart',
      'complaints_export.csv',
      [...of('1999-07', 1), ...of('2024-07', 1)],
      {
        '2024-07': '1',
      },
    ],
    [
      'of a month, with older rows that have changed',
      'complaints.csv',
      [...[...of('2023-10', 1), ...of('2024-02', 2), ...of('2024-05', 1)], ...of('2024-07', 12)],
      { '2024-07': '12' },
    ],
    [
      'of a register of which most of the last month is open',
      'complaints.csv',
      year.flatMap((month, index) => of(month, index === 11 ? 90 : 20 + index)),
      { ...whole, '2023-12': '90' },
    ],
    [
      'of a month that is named, with answers of the next',
      'complaints_2024-07.csv',
      [...of('2024-07', 12), ...answered('2024-07', '2024-08-06', 5)],
      { '2024-07': '17' },
    ],
    [
      'of a month that is named, with more that is open from before',
      'complaints_2024-07.csv',
      [...monthsBetween('2023-11', '2024-06').flatMap((month) => of(month, 4)), ...of('2024-07', 6)],
      { '2024-07': '6' },
    ],
    [
      'of a month that is named, with older rows',
      'complaints_2024-07.csv',
      [...[...of('2024-05', 8), ...of('2024-06', 8)], ...of('2024-07', 12)],
      { '2024-07': '12' },
    ],
    ['of a whole year', 'complaints.csv', year.flatMap((month, index) => of(month, 20 + index)), whole],
  ])('a file %s counts for the months that it plainly delivers', async (_what, name, rows, figures) => {
    const home = await openHome();
    await home.deliver({ [name]: csv(...rows) });
    expect(await home.figures('complaints', 'county', 'month')).toEqual(figures);
  });

  it('never takes rows of older months alone as a month in which nothing happened', async () => {
    const home = await openHome();
    await home.deliver({ 'complaints_2024-06.csv': csv(...of('2024-06', 12)) });
    const { files } = await home.deliver({ 'complaints_2024-07.csv': csv(...of('2024-06', 5)) });
    expect(files).toMatchObject([{ period: '2024-06', counts: { 'period-mismatch': 1 } }]);
    expect(files[0]?.findings[0]?.remedy).toContain(
      'If nothing happened in July 2024, send its header alone',
    );
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-06': '12' });
    const header = csv(complaint('C1', '2024-07-01')).split('\n')[0] ?? '';
    await home.deliver({ 'complaints_2024-07b.csv': header });
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-06': '12', '2024-07': '0' });
  });

  it('takes a late correction with newer answers as the file of the month in its name', async () => {
    const home = await openHome();
    for (const month of ['2024-05', '2024-06'])
      await home.deliver({ [`complaints_${month}.csv`]: csv(...of(month, 12)) });
    await home.deliver({ 'complaints_2024-05b.csv': csv(...answered('2024-05', '2024-07-02', 3)) });
    const { extracts } = await home.status();
    const { months = [] } = extracts.find(({ extract }) => extract === 'complaints') ?? {};
    const states = months.slice(0, 3).map(({ month, state }) => `${month} ${state}`);
    expect(states).toEqual(['2024-05 in', '2024-06 in', '2024-07 late']);
  });

  it('says of the first file which months it holds and does not deliver, and which of two it was taken for', async () => {
    const home = await openHome();
    const rows = monthsBetween('2024-01', '2024-07').flatMap((month) => of(month, 12));
    const { files } = await home.deliver({ 'complaints_2024-07.csv': csv(...rows) });
    const [finding] = files[0]?.findings ?? [];
    expect(finding?.message).toMatch(
      /^It was taken to deliver July 2024\. Its rows of 6 months from January/,
    );
    const august = csv(...of('2024-08', 1), ...of('2024-09', 12));
    const { files: next } = await home.deliver({ 'complaints_2024-08.csv': august });
    expect(next[0]?.findings.map(({ message }) => message)).toEqual([
      'The name says August 2024, of which it has 1 row, and 12 rows of September 2024; it was taken as the file of August 2024.',
    ]);
  });

  it.each([
    ['complaints_2024-07.csv', '2024-07'],
    ['complaints.csv', '2024-07'],
    ['complaints_2023-01.csv', '2024-07'],
  ])('that is refused for a mistyped date is no file of that date’s month: %s', async (name, period) => {
    const home = await openHome();
    const mistyped = complaint('C0', '2030-05-05');
    const { files } = await home.deliver({ [name]: csv(...of('2024-07', 12), mistyped) });
    expect(files).toMatchObject([{ outcome: 'rejected', period }]);
  });

  it('of files that are loaded anew the same months are delivered', async () => {
    const home = await openHome();
    await home.deliver({ 'complaints_2024-07.csv': csv(...of('2024-07', 12)) });
    await home.deliver({ 'complaints_2024-08.csv': csv(...of('2024-07', 5)) });
    await home.deliver({ 'complaints_2024-07.csv': csv(...of('2024-07', 12)) });
    const before = await home.series('complaints', 'county', 'month');
    await home.rebuild();
    expect(await home.series('complaints', 'county', 'month')).toEqual(before);
  });

  it('takes a file that is named for another month as delivering the month of its rows', async () => {
    const home = await openHome();
    const rows = csv(complaint('C1', '2024-07-01'), complaint('C2', '2024-05-01'));
    const { files } = await home.deliver({ 'complaints_2024-06.csv': rows });
    expect(files).toMatchObject([{ period: '2024-07', counts: { 'period-mismatch': 1 } }]);
    const [finding] = files[0]?.findings ?? [];
    expect(finding?.message).toContain(
      'the newest row is of July 2024; the rows say what month a file is of.',
    );
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '1' });
  });

  const months = (from: string, to: string, many = 20) =>
    monthsBetween(from, to).flatMap((month) => of(month, many));
  const figuresOf = (from: string, to: string, count: string) =>
    Object.fromEntries(monthsBetween(from, to).map((month) => [month, count]));

  it('whose name says from which month to which delivers them all, and those of them that are empty', async () => {
    const home = await openHome();
    const rows = csv(...months('2024-01', '2024-03'), ...months('2024-05', '2024-06'));
    const { files } = await home.deliver({ 'complaints_2024-01_to_2024-06.csv': rows });
    expect(files[0]?.findings.map(({ message }) => message)).toEqual([
      'It was taken to deliver 6 months from January 2024 to June 2024, and to say that there was nothing in April 2024.',
    ]);
    const figures = { ...figuresOf('2024-01', '2024-06', '20'), '2024-04': '0' };
    expect(await home.figures('complaints', 'county', 'month')).toEqual(figures);
  });

  it.each([
    ['2024-01', '5 months from February 2024 to June 2024'],
    ['2024-06', '5 months from January 2024 to May 2024'],
    ['2024-03', '5 months from January 2024 to June 2024'],
  ])('named for %s alone says that it holds %s, too, and how to send them', async (month, left) => {
    const home = await openHome();
    await home.deliver({ 'complaints_2023-12.csv': csv(...months('2023-12', '2023-12')) });
    const rows = csv(...months('2024-01', '2024-06'));
    const { files } = await home.deliver({ [`complaints_${month}.csv`]: rows });
    expect(files[0]?.findings).toMatchObject([{ code: 'months-delivered', severity: 'warning' }]);
    expect(files[0]?.findings[0]?.message).toContain(
      `Its rows of ${left} count once these months’ own files`,
    );
    expect(files[0]?.findings[0]?.remedy).toContain('complaints_2024-01_to_2024-06.csv');
    await home.deliver({ 'complaints_2024-01_to_2024-06.csv': rows });
    const figures = figuresOf('2023-12', '2024-06', '20');
    expect(await home.figures('complaints', 'county', 'month')).toEqual(figures);
    await home.rebuild();
    expect(await home.figures('complaints', 'county', 'month')).toEqual(figures);
  });

  it('sent again without a month in its name delivers the months of its rows', async () => {
    const home = await openHome();
    const rows = csv(...months('2024-01', '2024-06'));
    await home.deliver({ 'complaints_2024-01.csv': rows });
    await home.deliver({ 'complaints.csv': rows });
    expect(await home.figures('complaints', 'county', 'month')).toEqual(
      figuresOf('2024-01', '2024-06', '20'),
    );
  });

  it('with a few rows of other months says nothing of them, whichever month comes next', async () => {
    const home = await openHome();
    for (const month of monthsBetween('2024-01', '2024-03')) {
      const [before, after] = [
        monthsBetween('2023-09', '2023-12'),
        `${month.slice(0, 6)}${Number(month.slice(6)) + 1}`,
      ];
      const rows = [
        ...before.flatMap((one) => of(one, 4)),
        ...of(month, 20),
        ...answered(month, `${after}-09`, 9),
      ];
      const { files } = await home.deliver({ [`complaints_${month}.csv`]: csv(...rows) });
      const said = files[0]?.findings.filter(({ code }) => code === 'months-delivered').length;
      expect(said).toBe(month === '2024-01' ? 1 : 0);
    }
  });

  it('says how few rows there are of the last month of a list', async () => {
    const home = await openHome();
    const rows = csv(...months('2024-01', '2024-06'), ...of('2024-07', 2));
    const { files } = await home.deliver({ 'complaints.csv': rows });
    expect(files[0]?.findings.map(({ message }) => message)).toEqual([
      'No month is in the file’s name; it was taken to deliver 7 months from January 2024 to July 2024, with only 2 rows of July 2024.',
    ]);
  });
});
