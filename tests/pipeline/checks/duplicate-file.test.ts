import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileReport } from '../../../indicators/series.ts';
import type { TestHome } from '../../support/home.ts';
import { type Cells, complaint, csv, exclusion } from '../../support/rows.ts';
import { useTestshire } from '../../support/testshire.ts';

/** A file that says what another has said already. */

const { openHome, openLastingHome, openCopy } = useTestshire('suspended', 'complaints');

const rows = ['X1', 'X2', 'X3'].map((id) => exclusion(id, '2024-05-07'));
const may = csv(...rows);
const backwards = (cells: Cells) => Object.fromEntries(Object.entries(cells).reverse());

let pattern: TestHome;
beforeAll(async () => {
  pattern = await openLastingHome();
  await pattern.deliver({ 'exclusions_2024-05.csv': may });
});
afterAll(() => pattern.remove());

function duplicates(files: FileReport[]): (string | undefined)[] {
  return files.map(({ findings }) => findings.find(({ code }) => code === 'duplicate-file')?.message);
}

describe('a file with the rows of one that counts', () => {
  const sameRows =
    'Row for row, the file says the same as exclusions_2024-05.csv, which had been delivered before; no figure changes by it.';

  it.each([
    ['in another order', csv(...rows.toReversed())],
    ['with the columns in another order', csv(...rows.map(backwards))],
    ['in another encoding', Buffer.from(`\uFEFF${may}`, 'utf16le')],
    ['with the dates in another form', may.replaceAll('2024-05-07', '07/05/2024')],
    ['under a title', `Exclusions in May\n\n${may}`],
  ])('%s is taken with that remark', async (_how, content) => {
    const home = await openCopy(pattern);
    const { files } = await home.deliver({ 'exclusions_2024-05 again.csv': content });
    expect(duplicates(files)).toEqual([sameRows]);
    expect(files).toMatchObject([{ outcome: 'accepted_with_findings', counts: { 'duplicate-file': 1 } }]);
    expect(await home.figures('suspended', 'county', 'month')).toEqual({ '2024-05': '3' });
  });

  it.each([
    ['in a cell that is counted by its code', { sen_provision: 'E' }],
    ['in a cell that is nowhere counted', { sessions_lost: 3 }],
  ])('but for one %s is another file', async (_where, cells) => {
    const home = await openCopy(pattern);
    const changed = csv(...rows.slice(1), exclusion('X1', '2024-05-07', cells));
    expect(duplicates((await home.deliver({ 'exclusions_2024-05.csv': changed })).files)).toEqual([
      undefined,
    ]);
  });

  it('that is the very file of before counts again in place of what came since, and says so', async () => {
    const home = await openCopy(pattern);
    const fewer = { 'exclusions_2024-05b.csv': csv(...rows.slice(1)) };
    await home.deliver(fewer);
    expect(await home.figures('suspended', 'county', 'month')).toEqual({ '2024-05': '2' });
    const { files } = await home.deliver({ 'exclusions_2024-05.csv': may });
    expect(duplicates(files)).toEqual([
      'This very file had been delivered before; its rows are not counted twice. For May 2024 it counts again, in place of exclusions_2024-05b.csv (2 rows).',
    ]);
    expect(files[0]?.findings[0]?.remedy).toContain('if not, send exclusions_2024-05b.csv again');
    expect(await home.figures('suspended', 'county', 'month')).toEqual({ '2024-05': '3' });
    await home.deliver(fewer);
    expect(await home.figures('suspended', 'county', 'month')).toEqual({ '2024-05': '2' });
  });

  it('of the newest rows of keys says that only rows with the same key count again', async () => {
    const home = await openHome();
    const june = csv(complaint('C1', '2024-06-03'), complaint('C2', '2024-06-04'));
    await home.deliver({ 'complaints_2024-06.csv': june });
    const newer = csv(complaint('C2', '2024-06-05'), complaint('C3', '2024-06-06'));
    await home.deliver({ 'complaints_2024-06 newer.csv': newer });
    const { files } = await home.deliver({ 'complaints_2024-06.csv': june });
    expect(duplicates(files)).toEqual([
      'This very file had been delivered before; its rows are not counted twice. Where complaints_2024-06 newer.csv (2 rows) of June 2024 has rows with the same contact_id, those of this file count again.',
    ]);
    expect(files[0]?.findings[0]?.remedy).toContain('if not, send complaints_2024-06 newer.csv again');
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-06': '3' });
  });

  it('that has been superseded since is news', async () => {
    const home = await openCopy(pattern);
    await home.deliver({ 'exclusions_2024-05.csv': csv(...rows.slice(1)) });
    const { files } = await home.deliver({ 'exclusions_2024-05.csv': csv(...rows.toReversed()) });
    expect(duplicates(files)).toEqual([undefined]);
    expect(await home.figures('suspended', 'county', 'month')).toEqual({ '2024-05': '3' });
  });
});

describe('a file with rows that newer ones have replaced already', () => {
  const november = csv(complaint('C1', '2024-11-04'), complaint('C2', '2024-11-05'));
  const older = (...ids: string[]) => csv(...ids.map((id) => complaint(id, '2024-10-07')));

  it('says how many of them do not count', async () => {
    const home = await openHome();
    await home.deliver({ 'complaints_2024-11.csv': november });
    const said: unknown[] = [];
    for (const ids of [['C1'], ['C1', 'C2', 'C3'], ['C4']]) {
      const checked = await home.check(await home.drop('complaints_2024-10_v2.csv', older(...ids)));
      const { files } = await home.ingest();
      expect(checked[0]?.findings).toEqual(files[0]?.findings);
      said.push(files[0]?.findings.map(({ code, message }) => [code, message]));
    }
    const newer =
      'there are newer rows with the same contact_id, the newest of them in complaints_2024-11.csv of November 2024.';
    expect(said).toEqual([
      [['superseded-rows', `None of the file’s rows counts: ${newer}`]],
      [['superseded-rows', `2 of the file’s 3 rows do not count: ${newer}`]],
      [],
    ]);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-10': '2', '2024-11': '2' });
  });
});

it('a file with keys that other months have says so, for both count', async () => {
  const home = await openCopy(pattern);
  const june = csv(
    exclusion('X1', '2024-06-03'),
    exclusion('X3', '2024-06-04'),
    exclusion('X4', '2024-06-04'),
  );
  const july = csv(...['X1', 'X4', 'X5'].map((id) => exclusion(id, '2024-07-01')));
  const said: unknown[] = [];
  for (const [file, text] of Object.entries({
    'exclusions_2024-06.csv': june,
    'exclusions_2024-07.csv': july,
  })) {
    const checked = await home.check(await home.drop(file, text));
    const { files } = await home.ingest();
    expect(checked[0]?.findings).toEqual(files[0]?.findings);
    said.push(files[0]?.findings.map(({ code, message }) => [code, message]));
  }
  const both = '2 rows have the exclusion_id of rows in';
  const june24 = 'exclusions_2024-06.csv of June 2024';
  expect(said).toEqual([
    [['repeated-key', `${both} exclusions_2024-05.csv of May 2024: both count.`]],
    [['repeated-key', `${both} 2 other files, the newest of them ${june24}: both count.`]],
  ]);
  const three = { '2024-05': '3', '2024-06': '3', '2024-07': '3' };
  expect(await home.figures('suspended', 'county', 'month')).toEqual(three);
  const { files } = await home.deliver({ 'exclusions_2024-05.csv': csv(exclusion('X2', '2024-05-07')) });
  expect(files[0]?.findings).toEqual([]);
});
