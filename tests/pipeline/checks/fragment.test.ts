import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silent } from '../../../pipeline/effects.ts';
import { withdraw } from '../../../pipeline/withdraw.ts';
import type { TestHome } from '../../support/home.ts';
import { attendance, complaint, csv, exclusion } from '../../support/rows.ts';
import { useTestshire } from '../../support/testshire.ts';

const { openHome, openLastingHome, openCopy } = useTestshire('absence', 'complaints', 'suspended');

describe('a file named for a month that has rows of another', () => {
  const pupils = (month: string, ...names: string[]) => names.map((name) => attendance(month, name, 40, 1));
  const june = { 'attendance_2024-06.csv': csv(...pupils('2024-06', 'P1', 'P2', 'P3', 'P4')) };
  const july = (ofJune: number) => ({
    'attendance_2024-07.csv': csv(
      ...pupils('2024-07', 'P1', 'P2', 'P3', 'P4'),
      ...pupils('2024-06', 'P5', 'P6', 'P7').slice(0, ofJune),
    ),
  });

  let pattern: TestHome;
  beforeAll(async () => {
    pattern = await openLastingHome();
    await pattern.deliver(june);
  });
  afterAll(() => pattern.remove());

  it('is refused when these would replace that month by a fragment', async () => {
    const home = await openCopy(pattern);
    const { files } = await home.deliver(july(1));
    expect(files).toMatchObject([{ outcome: 'rejected', quarantined: 5, counts: { 'period-mismatch': 1 } }]);
    expect(files[0]?.findings).toEqual([
      {
        severity: 'error',
        code: 'period-mismatch',
        row: 6,
        column: 'period',
        value: '2024-06',
        message:
          'The file is of July 2024, but has 1 row of June 2024; loaded, it would replace all 4 rows of June 2024 that are here.',
        remedy:
          'Correct the month, if it was mistyped; or send all rows of June 2024. Then send the file again.',
      },
    ]);
    expect(await home.figures('absence', 'county', 'month')).toEqual({ '2024-06': '4/160' });
  });

  it('replaces it when these are at least half of it', async () => {
    const home = await openCopy(pattern);
    const { files } = await home.deliver(july(2));
    expect(files).toMatchObject([{ outcome: 'accepted' }]);
    const figures = { '2024-06': '2/80', '2024-07': '4/160' };
    expect(await home.figures('absence', 'county', 'month')).toEqual(figures);
  });

  it('is taken when nothing of that month is here yet', async () => {
    const home = await openHome();
    expect((await home.deliver(july(1))).files).toMatchObject([{ outcome: 'accepted' }]);
  });

  it.each([
    ['attendance_2024-06.csv', 9, true],
    ['attendance.csv', 9, true],
    ['attendance_2024-06.csv', 10, false],
    ['attendance_2024-07.csv', 9, false],
  ])('%s that has 20 pupils of June and %i of July, of which nothing is here: refused? %s', async (...of) => {
    const [name, ofJuly, isRefused] = of;
    const home = await openHome();
    const names = Array.from({ length: 20 }, (_, index) => `Q${index}`);
    const rows = [...pupils('2024-06', ...names), ...pupils('2024-07', ...names.slice(0, ofJuly))];
    const { files } = await home.deliver({ [name]: csv(...rows) });
    expect(files[0]?.outcome === 'rejected').toBe(isRefused);
    const said = files[0]?.findings.filter(({ severity }) => severity === 'error').map((one) => one.message);
    const why =
      'The file is of June 2024, but has 9 rows of July 2024; loaded, they would be all there is of July 2024, while June 2024 has 20.';
    expect(said).toEqual(isRefused ? [why] : []);
  });

  const monthly = (counts: number[]) =>
    csv(
      ...counts.flatMap((count, index) =>
        pupils(`2024-0${index + 1}`, ...Array.from({ length: count }, (_, each) => `Q${each}`)),
      ),
    );

  it.each([
    ['a history in which half have gone', 'attendance.csv', [100, 100, 45, 45, 44], undefined],
    ['a history of a service that begins', 'attendance.csv', [5, 12, 30, 60], undefined],
    [
      'a history with a month of which most is missing',
      'attendance.csv',
      [100, 100, 20, 100],
      '20 rows of March 2024',
    ],
    ['a month with two mistyped others', 'attendance.csv', [100, 1, 1], '1 row of February 2024'],
    [
      'a month with a few rows of the one before',
      'attendance_2024-02.csv',
      [6, 100],
      '6 rows of January 2024',
    ],
    ['the months that its name says', 'attendance_2024-01_to_2024-03.csv', [100, 30, 30], undefined],
  ])('%s is refused only where it is a fragment', async (_what, name, counts, fragment) => {
    const home = await openHome();
    const { files } = await home.deliver({ [name]: monthly(counts) });
    const said = files[0]?.findings.find(({ severity }) => severity === 'error')?.message;
    if (fragment) expect(said).toContain(`but has ${fragment}; loaded, `);
    else expect(files).toMatchObject([{ outcome: expect.stringMatching('^accepted') }]);
  });

  it('of two that go on as a smaller number is taken after a month of more', async () => {
    const home = await openHome();
    await home.deliver({ 'attendance_2024-01.csv': monthly([100]) });
    const rows = [
      ['2024-02', 45],
      ['2024-03', 46],
    ] as const;
    const next = rows.flatMap(([month, count]) =>
      pupils(month, ...Array.from({ length: count }, (_, each) => `Q${each}`)),
    );
    const { files } = await home.deliver({ 'attendance.csv': csv(...next) });
    expect(files).toMatchObject([{ outcome: expect.stringMatching('^accepted') }]);
  });

  it('may have fewer of its own month than before', async () => {
    const home = await openCopy(pattern);
    const fewer = { 'attendance_2024-06.csv': csv(...pupils('2024-06', 'P1')) };
    expect((await home.deliver(fewer)).files).toMatchObject([{ outcome: 'accepted' }]);
    expect(await home.figures('absence', 'county', 'month')).toEqual({ '2024-06': '1/40' });
  });

  it('says so where it has clearly fewer rows than those that it replaces', async () => {
    const home = await openHome();
    const names = Array.from({ length: 20 }, (_, index) => `P${index}`);
    const said: (string | undefined)[] = [];
    for (const rows of [20, 16, 11]) {
      const file = csv(...pupils('2024-06', ...names.slice(0, rows)));
      const { files } = await home.deliver({ 'attendance_2024-06.csv': file });
      said.push(files[0]?.findings.find(({ code }) => code === 'replaced-rows')?.message);
    }
    const fewer = 'The file replaces the 16 rows of June 2024 that are here with 11.';
    expect(said).toEqual([undefined, undefined, fewer]);
  });

  it('is refused without a month in its name, too: its own month is that of most rows', async () => {
    const home = await openCopy(pattern);
    const unnamed = { 'attendance.csv': july(1)['attendance_2024-07.csv'] };
    expect((await home.deliver(unnamed)).files).toMatchObject([{ counts: { 'period-mismatch': 1 } }]);
  });

  it('does no harm where the newest row of a key wins', async () => {
    const home = await openHome();
    const of = (month: string, ...ids: string[]) => ids.map((id) => complaint(id, `${month}-03`));
    await home.deliver({ 'complaints_2024-06.csv': csv(...of('2024-06', 'C1', 'C2', 'C3')) });
    const both = csv(...of('2024-07', 'C4'), ...of('2024-06', 'C5'));
    expect((await home.deliver({ 'complaints_2024-07.csv': both })).files).toMatchObject([
      { outcome: 'accepted' },
    ]);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-06': '4', '2024-07': '1' });
  });

  it('taken before that month came, and refused when it comes again, stands as it was', async () => {
    const home = await openHome();
    await home.deliver(july(1));
    await home.deliver(june);
    const figures = { '2024-06': '4/160', '2024-07': '4/160' };
    expect((await home.deliver(july(1))).files).toMatchObject([{ outcome: 'rejected' }]);
    expect(await home.figures('absence', 'county', 'month')).toEqual(figures);
    expect((await home.status()).files).toMatchObject([
      { file: 'attendance_2024-06.csv', state: 'accepted' },
      { file: 'attendance_2024-07.csv', state: 'accepted' },
    ]);
    await home.rebuild();
    expect(await home.figures('absence', 'county', 'month')).toEqual(figures);
  });

  it('once taken stays so when the warehouse is made anew, whatever was withdrawn since', async () => {
    const home = await openCopy(pattern);
    const fewer = csv(...pupils('2024-06', 'P1'));
    const [file] = (await home.deliver({ 'attendance_2024-06.csv': fewer })).files;
    await home.deliver(july(1));
    await withdraw(await home.settings(), silent, String(file?.sha256));
    const figures = { '2024-06': '1/40', '2024-07': '4/160' };
    expect(await home.figures('absence', 'county', 'month')).toEqual(figures);
    await home.rebuild();
    expect(await home.figures('absence', 'county', 'month')).toEqual(figures);
  });
});

describe('a file without rows for a month that is here', () => {
  const may = csv(exclusion('X1', '2024-05-07'), exclusion('X2', '2024-05-08'));
  const empty = `${may.split('\n')[0]}\n`;
  const said = {
    severity: 'warning',
    code: 'replaced-rows',
    message: 'The file has no rows: it replaces all 2 rows of May 2024 that are here.',
  };

  it('says how many rows it replaces, when it is checked and when it is delivered', async () => {
    const home = await openHome();
    await home.deliver({ 'exclusions_2024-05.csv': may });
    const [checked] = await home.check(await home.drop('exclusions_2024-05.csv', empty));
    expect(checked?.findings).toContainEqual(expect.objectContaining(said));
    const { files } = await home.deliver({ 'exclusions_2024-05.csv': empty });
    expect(files[0]?.findings).toContainEqual(expect.objectContaining(said));
  });

  it('says nothing of a month of which there are no rows', async () => {
    const home = await openHome();
    await home.deliver({ 'exclusions_2024-05.csv': may });
    const { files } = await home.deliver({ 'exclusions_2024-06.csv': empty });
    expect(files).toMatchObject([{ counts: { 'no-rows': 1 } }]);
  });
});
