import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../../indicators/series.ts';
import { silent } from '../../../pipeline/effects.ts';
import type { RunReport } from '../../../pipeline/runs.ts';
import { withdraw } from '../../../pipeline/withdraw.ts';
import { type TestHome, testHome } from '../../support/home.ts';
import { PLANS, testPartnership } from '../../support/partnership.ts';
import { type Cells, complaint, csv, exclusion, plan } from '../../support/rows.ts';
import { useTestshire } from '../../support/testshire.ts';

/** A file beside the last ones of its extract. Limits are worked out by hand in the remarks. */

const { openHome, openCopy, openLastingHome } = useTestshire('suspended', 'complaints');

const months = (...numbers: number[]) => numbers.map((number) => `2024-${String(number).padStart(2, '0')}`);
const FIRST_HALF = months(1, 2, 3, 4, 5, 6);

/** So many exclusions in a month; the cells may differ from row to row. */
function exclusions(month: string, count: number, cells: (index: number) => Cells = () => ({})): Cells[] {
  return Array.from({ length: count }, (_, index) =>
    exclusion(`${month}-${index}`, `${month}-05`, cells(index)),
  );
}

const opened = new Map<string, Promise<TestHome>>();
afterAll(async () => {
  for (const home of opened.values()) await (await home).remove();
});

/** A home into which one file has brought these months, each with so many rows. It is only looked at. */
function homeWith(counts: Record<string, number>, cells?: (index: number) => Cells): Promise<TestHome> {
  const rows = Object.entries(counts).flatMap(([month, count]) => exclusions(month, count, cells));
  return homeOf(rows);
}

function homeOf(rows: Cells[]): Promise<TestHome> {
  const file = csv(...rows);
  const known = opened.get(file) ?? filled(openLastingHome(), file);
  opened.set(file, known);
  return known;
}

async function filled(opening: Promise<TestHome>, file: string): Promise<TestHome> {
  const home = await opening;
  expect((await home.deliver({ 'exclusions.csv': file })).files).toMatchObject([{ outcome: 'accepted' }]);
  return home;
}

/** A home with a hundred rows in each month of the first half, that may be changed. */
async function ofHundreds(): Promise<TestHome> {
  return openCopy(await homeWith(each(FIRST_HALF, 100)));
}

const hundred = (month: string) => exclusions(month, 100);

function each(names: string[], count: number): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, count]));
}

/** What would be said of July, were it delivered. */
async function judged(home: TestHome, rows: Cells[], month = '2024-07'): Promise<Finding[]> {
  const path = join(home.home.root, `exclusions_${month}.csv`);
  await writeFile(path, csv(...rows));
  return drifts({ files: await home.check(path) });
}

async function deliverJuly(home: TestHome, rows: Cells[]): Promise<Finding[]> {
  return drifts(await home.deliver({ 'exclusions_2024-07.csv': csv(...rows) }));
}

function drifts({ files }: Pick<RunReport, 'files'>): Finding[] {
  return files.flatMap(({ findings }) => findings.filter(({ code }) => code === 'drift'));
}

function messages(findings: Finding[]): string[] {
  return findings.map(({ message }) => message);
}

describe('a month with far fewer or more rows than the months before', () => {
  // Around a steady 100, chance allows 4 × √100 + 4 = 44; a third would be 33. Around 300: a third is 100; chance 73.
  it.each([
    [100, 56, false],
    [100, 55, true],
    [100, 144, false],
    [100, 145, true],
    [300, 200, false],
    [300, 199, true],
    [9, 1, false],
    [9, 25, false],
    [9, 26, true],
  ])('around %i rows: %i are drift: %s', async (usual, rows, isDrift) => {
    const home = await homeWith(each(FIRST_HALF, usual));
    expect(await judged(home, exclusions('2024-07', rows))).toHaveLength(isDrift ? 1 : 0);
  });

  it('is one, too, whose rows stand for far more people', async () => {
    const home = await testHome();
    const heads = { '2023-05-18': 1000, '2023-10-05': 1010, '2024-01-18': 990, '2024-05-16': 2000 };
    const rows = Object.entries(heads).map(([snapshot_on, headcount]) => ({
      ...{ snapshot_on, dspl_area: 'DSPL 1', phase: 'primary', sen_provision: 'K', age_band: '5 to 10' },
      headcount,
    }));
    const files = await home.check(await home.drop('pupils.csv', csv(...rows)));
    expect(messages(drifts({ files }))).toEqual([
      'May 2024 has 2,000 in headcount altogether; the three months before had 990 to 1,010.',
    ]);
  });

  it('is of its own month in a file of many', async () => {
    const home = await testHome();
    const counts = { '2024-01': 98, '2024-02': 104, '2024-03': 100, '2024-04': 12, '2024-05': 100 };
    const rows = Object.entries(counts).flatMap(([month, count]) => exclusions(month, count));
    const files = await home.check(await home.drop('exclusions_2024-05.csv', csv(...rows)));
    expect(drifts({ files })).toMatchObject([{ value: '2024-04' }]);
  });

  it('is accepted with a remark in plain words', async () => {
    const counts = { '2024-01': 98, '2024-02': 104, '2024-03': 100, '2024-04': 99, '2024-05': 100 };
    const all = Object.entries({ '2023-12': 9, ...counts, '2024-06': 101 });
    const earlier = all.flatMap(([month, count]) => exclusions(month, count));
    const home = await filled(openHome(), csv(...earlier));
    const { files } = await home.deliver({ 'exclusions_2024-07.csv': csv(...exclusions('2024-07', 12)) });
    expect(files).toMatchObject([{ outcome: 'accepted_with_findings', counts: { drift: 1 } }]);
    expect(files[0]?.findings).toEqual([
      {
        severity: 'warning',
        code: 'drift',
        row: null,
        column: null,
        value: '2024-07',
        message: 'July 2024 has 12 rows; the six months before had 98 to 104.',
        remedy: 'Ask the sender whether rows are missing; if it really is so, there is nothing to do.',
      },
    ]);
    expect(await home.figures('suspended', 'county', 'month')).toMatchObject({ '2024-07': '12' });
  });

  it('is no drift where months have always differed so much', async () => {
    // The months differ by 80 from one to the next: 80 × 3.145 = 252 rows either way are usual.
    const home = await homeWith({
      ...each(months(1, 3, 5), 60),
      ...each(months(2, 4, 6), 140),
    });
    expect(await judged(home, exclusions('2024-07', 20))).toEqual([]);
  });

  it('is no drift where it goes on as the months before have grown', async () => {
    // Median 110; ranges of 20, so 63 are usual: above the most of them, 160, that is 223.
    const grown = { '2024-01': 60, '2024-02': 80, '2024-03': 100, '2024-04': 120, '2024-05': 140 };
    const home = await homeWith({ ...grown, '2024-06': 160 });
    expect(await judged(home, exclusions('2024-07', 190))).toEqual([]);
    expect(await judged(home, exclusions('2024-07', 223))).toHaveLength(1);
  });

  it('is drift again when the month before was a fragment too', async () => {
    const home = await ofHundreds();
    expect(await deliverJuly(home, exclusions('2024-07', 12))).toHaveLength(1);
    expect(messages(await judged(home, exclusions('2024-09', 12), '2024-09'))).toEqual([
      'September 2024 has 12 rows; the six months before had 12 to 100.',
    ]);
  });

  it('cannot be told before there are three months to compare it with', async () => {
    const two = await homeWith(each(months(5, 6), 100));
    expect(await judged(two, exclusions('2024-07', 10))).toEqual([]);
    const three = await homeWith(each(months(4, 5, 6), 100));
    expect(messages(await judged(three, exclusions('2024-07', 10)))).toEqual([
      'July 2024 has 10 rows; the three months before had 100.',
    ]);
  });

  it('is compared with months for which a file is expected, and only when it is one', async () => {
    const home = await filled(openHome(), csv(...months(2, 3, 4, 5, 6, 7).flatMap(hundred)));
    const files = await home.deliver({ 'exclusions_2024-08.csv': csv(...exclusions('2024-08', 1)) });
    expect(drifts(files)).toEqual([]);
    expect(messages(await judged(home, exclusions('2024-09', 10), '2024-09'))).toEqual([
      'September 2024 has 10 rows; the six months before had 100.',
    ]);
  });

  it('may be few before it is over', async () => {
    const home = await ofHundreds();
    home.on('2024-07-31');
    expect(await judged(home, exclusions('2024-07', 10))).toEqual([]);
    home.on('2024-08-01');
    expect(await judged(home, exclusions('2024-07', 11))).toHaveLength(1);
  });

  it('but a day on which everybody is listed is over at once', async () => {
    const partnership = await testPartnership({ plans: PLANS });
    const home = await testHome({ partnership: partnership.folder, today: '2024-07-01' });
    const plans = (day: string, count: number) =>
      Array.from({ length: count }, (_, index) => plan(day, `E${index}`));
    const before = months(4, 5, 6).flatMap((month) => plans(`${month}-01`, 100));
    await home.deliver({ 'ehc_plans.csv': csv(...before) });
    const { files } = await home.deliver({ 'ehc_plans_2024-07.csv': csv(...plans('2024-07-01', 10)) });
    expect(messages(drifts({ files }))).toEqual(['July 2024 has 10 rows; the three months before had 100.']);
  });

  it('when it is delivered again is compared with the months before, not with itself or the months after', async () => {
    const home = await filled(openHome(), csv(...months(1, 2, 3, 4, 6).flatMap(hundred)));
    const may = (count: number) =>
      home.deliver({ 'exclusions_2024-05.csv': csv(...exclusions('2024-05', count)) });
    const few = ['May 2024 has 10 rows; the four months before had 100.'];
    expect(messages(drifts(await may(10)))).toEqual(few);
    expect(drifts(await may(100))).toEqual([]);
    expect(messages(await judged(home, exclusions('2024-05', 10), '2024-05'))).toEqual(few);
  });

  it('is compared with no file that was withdrawn', async () => {
    const home = await ofHundreds();
    const [file] = await home.published('SELECT sha256 FROM file');
    await withdraw(await home.settings(), silent, String(file?.sha256));
    expect(await judged(home, exclusions('2024-07', 10))).toEqual([]);
  });
});

describe('a file whose newest rows win', () => {
  /** Complaints of a month and of the year before it, as their newest state is sent every month. */
  const complaints = (month: string, count: number) =>
    csv(
      complaint(`${month}-new`, `${month}-02`),
      ...Array.from({ length: count - 1 }, (_, index) =>
        complaint(`${month}-${index}`, `2023-${String((index % 12) + 1).padStart(2, '0')}-10`),
      ),
    );

  it('is compared as a whole with the whole files before it, whatever old months its rows are of', async () => {
    const home = await openHome();
    const before = months(1, 2, 3).map((month) => [`complaints_${month}.csv`, complaints(month, 100)]);
    await home.deliver(Object.fromEntries(before));
    const usual = await home.deliver({ 'complaints_2024-04.csv': complaints('2024-04', 56) });
    expect(drifts(usual)).toEqual([]);
    const few = await home.deliver({ 'complaints_2024-04.csv': complaints('2024-04', 55) });
    expect(messages(drifts(few))).toEqual(['The file has 55 rows; the three files before had 100.']);
  });
});

describe('a column with another mix than in the months before', () => {
  /** Of 200 rows the first so many have K, 20 have E, the others N. */
  const mix = (ofK: number) => (index: number) => ({
    sen_provision: index < ofK ? 'K' : index < ofK + 20 ? 'E' : 'N',
  });

  // K is usually 60%. 91 of 200 are 45.5%, so 14.5% of the rows have moved; 89 are 44.5%, 15.5% have moved.
  it.each([
    [91, []],
    [149, []],
    [89, ['In sen_provision, K is 45% of July 2024’s rows; in the six months before, it was 60%.']],
    [8, ['In sen_provision, K is 4.0% of July 2024’s rows; in the six months before, it was 60%.']],
  ])('of 200 rows that usually have 120 with a code, with %i of them', async (ofK, found) => {
    const home = await homeWith(each(FIRST_HALF, 200), mix(120));
    const july = await judged(home, exclusions('2024-07', 200, mix(ofK)));
    expect(messages(july)).toEqual(found);
    if (found.length > 0) expect(july).toMatchObject([{ severity: 'warning', column: 'sen_provision' }]);
  });

  it('is no drift where its mix has always gone up and down', async () => {
    const swinging = FIRST_HALF.flatMap((month, index) => exclusions(month, 200, mix(index % 2 ? 150 : 60)));
    const home = await homeOf(swinging);
    expect(await judged(home, exclusions('2024-07', 200, mix(40)))).toEqual([]);
  });

  it.each([
    ['with codes', 'reason_1'],
    ['with free text', 'phase'],
    ['with numbers', 'sessions_lost'],
  ])('is drift when it is suddenly blank, %s', async (_kind, column) => {
    const usual = { reason_1: 'PP', phase: 'primary', sessions_lost: '3' };
    const inMost = (index: number) => (index < 190 ? usual : { reason_1: '', phase: '', sessions_lost: '' });
    const home = await homeWith(each(FIRST_HALF, 200), inMost);
    const blank = exclusions('2024-07', 200, (index) => ({ ...inMost(index), [column]: '' }));
    expect(messages(await judged(home, blank))).toEqual([
      `${column} is blank in 100% of July 2024’s rows; in the six months before, it was blank in 5.0%.`,
    ]);
  });

  it('says areas by their names', async () => {
    const home = await homeWith(each(FIRST_HALF, 100));
    const moved = exclusions('2024-07', 100, () => ({ dspl_area: 'DSPL 2' }));
    expect(messages(await judged(home, moved))).toEqual([
      'In dspl_area, North is 0% of July 2024’s rows; in the six months before, it was 100%.',
    ]);
  });

  it('says nothing about a column that the file has not got: that has been said', async () => {
    const home = await ofHundreds();
    const without = exclusions('2024-07', 100).map(({ phase: _phase, ...cells }) => cells);
    const { files } = await home.deliver({ 'exclusions_2024-07.csv': csv(...without) });
    expect(files).toMatchObject([{ counts: { 'missing-label': 1 } }]);
  });

  it.each([
    [29, 0],
    [30, 1],
  ])('with %i rows a month: %i remarks', async (rows, found) => {
    const home = await homeWith(each(FIRST_HALF, rows));
    const other = exclusions('2024-07', rows, () => ({ sen_provision: 'N' }));
    expect(await judged(home, other)).toHaveLength(found);
  });

  it('is told of the five columns that are furthest off, after the number of rows', async () => {
    const home = await homeWith(each(FIRST_HALF, 100));
    const all = exclusions('2024-07', 200, () => ({
      dspl_area: '2',
      sen_provision: 'N',
      phase: '',
      kind: 'permanent',
      sessions_lost: '',
      reason_1: '',
      reason_2: 'PP',
    }));
    const found = await judged(home, all);
    expect(found).toHaveLength(5);
    expect(found[0]?.message).toBe('July 2024 has 200 rows; the six months before had 100.');
  });
});

it('a warehouse made anew has found the same', async () => {
  const home = await ofHundreds();
  await deliverJuly(home, exclusions('2024-07', 10));
  await deliverJuly(
    home,
    exclusions('2024-07', 100, () => ({ kind: 'permanent' })),
  );
  const found = () => home.published(`SELECT * FROM finding WHERE code = 'drift' ORDER BY ALL`);
  const before = await found();
  expect(before).toHaveLength(2);
  await home.rebuild();
  expect(await found()).toEqual(before);
});
