import { describe, expect, it } from 'vitest';
import { testHome } from '../../support/home.ts';
import { attendance, complaint, csv } from '../../support/rows.ts';

/** A file as large as a county sends, which the database reads in parts and by several hands. */

const ROWS = 40_000;
const lines = csv(...Array.from({ length: ROWS }, (_, index) => attendance('2024-07', `P${index}`, 34, 1)))
  .trimEnd()
  .split('\n');

/** The file with other text in these rows, numbered as Excel numbers them. */
function fileWith(changes: Record<number, (line: string) => string>): string {
  const changed = [...lines];
  for (const [row, change] of Object.entries(changes)) {
    changed[Number(row) - 1] = change(changed[Number(row) - 1] ?? '');
  }
  return `${changed.join('\n')}\n`;
}

async function check(content: string) {
  const home = await testHome();
  const [report] = await home.check(await home.drop('attendance_2024-07.csv', content));
  const places = report?.findings.map(({ code, row, column }) => `${code} ${row} ${column}`);
  return { ...report, places };
}

describe('in a large file', () => {
  it('every row is read, and bad ones are named by their numbers, wherever they are', async () => {
    const { places, rows } = await check(
      fileWith({
        2: (line) => line.replace('DSPL 1', 'Camelot'),
        21234: (line) => line.replace('DSPL 1', 'Camelot'),
        40001: (line) => line.replace(',34,', ',many,'),
      }),
    );
    expect(rows).toBe(ROWS);
    expect(places).toEqual([
      'type-error 40001 sessions_possible',
      'foreign-key 2 dspl_area',
      'foreign-key 21234 dspl_area',
    ]);
  });

  it('a row that is cut is named by its number', async () => {
    const { places } = await check(fileWith({ 35678: (line) => line.slice(0, 20) }));
    expect(places).toEqual(['missing-cell 35678 null']);
  });

  it('a quotation mark that does not end refuses the file', async () => {
    const { outcome, places } = await check(
      fileWith({ 35678: (line) => line.replace('primary', '"primary') }),
    );
    expect(outcome).toBe('rejected');
    expect(places).toContainEqual(expect.stringMatching(/^source-error /));
  });

  it('a text with line breaks is one cell, even where its lines look like rows', async () => {
    const lookalike = 'C0,2024-07-01,complaint,education,,"x",DSPL 1,,,';
    const rows = Array.from({ length: 20_000 }, (_, index) =>
      complaint(`C${index}`, '2024-07-01', { theme: `He wrote:\n${lookalike}\n"and" no more` }),
    );
    const home = await testHome();
    const path = await home.drop('complaints_2024-07.csv', csv(...rows));
    expect(await home.check(path)).toMatchObject([{ outcome: 'accepted', rows: 20_000, findings: [] }]);
  });

  it('of thousands of failures of one kind the first thousand are listed, and all are counted', async () => {
    const bad = (line: string) => line.replace('DSPL 1', 'Camelot');
    const rows = Array.from({ length: 2500 }, (_, index): [number, typeof bad] => [index + 2, bad]);
    const { findings, counts } = await check(fileWith(Object.fromEntries(rows)));
    expect(findings?.map(({ row }) => row)).toEqual(Array.from({ length: 1000 }, (_, index) => index + 2));
    expect(counts).toEqual({ 'foreign-key': 2500 });
  });
});

it('wherever a file is cut, it is not taken without a word, unless every row that is left is whole', async () => {
  const last = { theme: 'delay, "again",\nand again', responded_on: '2024-07-19', outcome: 'upheld' };
  const whole = csv(complaint('C1', '2024-07-01'), complaint('C2', '2024-07-02', last));
  const lastRow = whole.indexOf('C2');
  const lengths = Array.from({ length: whole.length - lastRow }, (_, index) => lastRow + index);
  const home = await testHome();
  const paths: string[] = [];
  for (const length of lengths)
    paths.push(await home.drop(`complaints ${length}.csv`, whole.slice(0, length)));
  const reports = await home.check(...paths);
  const silent = reports.filter(({ outcome }) => outcome === 'accepted').map(({ file }) => file);
  expect(silent).toEqual([`complaints ${lastRow}.csv`]);
});
