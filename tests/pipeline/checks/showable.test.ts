import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../../indicators/series.ts';
import type { TestHome } from '../../support/home.ts';
import { attendance, type Cells, complaint, csv, issued } from '../../support/rows.ts';
import { useTestshire } from '../../support/testshire.ts';

/** What a finding says of a cell: its text, unless that may say who somebody is. */

const { openLastingHome } = useTestshire();

describe('of a cell that is not understood', () => {
  let home: TestHome;
  beforeAll(async () => {
    home = await openLastingHome();
  });
  afterAll(() => home.remove());

  it.each([
    ['period', '2024-13'],
    ['period', '2024-07-01 00:00:00'],
    ['sessions_possible', '1,306'],
    ['sessions_possible', '99999999999'],
    ['sessions_attended', '-3'],
    ['dspl_area', 'Camelot'],
    ['dspl_area', 'DSPL 12'],
    ['sen_provision', 'Yes'],
  ])('the finding shows, in %s, “%s”', async (column, text) => {
    const found = (await findingsOn({ [column]: text })).find((finding) => finding.column === column);
    expect(found).toMatchObject({ row: 3, value: text, message: expect.stringContaining(text) });
  });

  it.each([
    ['dspl_area', 'AL10 9XY'],
    ['dspl_area', 'a.hartwell@example.org'],
    ['sen_provision', 'H801200001001'],
    ['sessions_possible', '9434765919'],
    ['sessions_possible', '943 476 5919'],
    ['sessions_attended', '01438 737500'],
  ])('the finding does not show, in %s, “%s”', async (column, text) => {
    const found = await findingsOn({ [column]: text });
    expect(found.find((finding) => finding.column === column)).toMatchObject({ row: 3, value: null });
    expect(JSON.stringify(found)).not.toContain(text);
  });

  it('an identifier of the file’s is shown as its pseudonym, wherever it stands', async () => {
    const found = await findingsOn({ dspl_area: 'P1' });
    expect(found).toMatchObject([{ column: 'dspl_area', value: expect.stringMatching(/^[0-9a-f]{32}$/) }]);
    expect(JSON.stringify(found)).not.toContain('P1');
  });

  it('nothing is shown of a row that has slipped', async () => {
    const found = await findingsOn({
      dspl_area: 'Amelia',
      sen_provision: 'Hartwell',
      sessions_possible: 'North',
    });
    expect(found.map(({ value }) => value)).toEqual([null, null, null]);
    expect(found[0]?.message).toMatch(/^A text that may be personal in /);
    expect(JSON.stringify(found)).not.toMatch(/Amelia|Hartwell/);
  });

  it.each([
    ['28/5/24', '28-Jul-2024', 'July 28, 2024'],
    ['2024-05-28T09:30:00.000Z', '28/05/2024 9:30pm', '45501'],
    ['31.7.24', 'Response Due', '20240731'],
  ])('but dates in another form and headings are: %s, %s, %s', async (received_on, due_on, responded_on) => {
    const cells = { received_on, due_on, responded_on };
    const file = csv(complaint('C1', '2024-07-01'), complaint('C2', '', { ...cells, outcome: 'Amelia May' }));
    const [report] = await home.check(await home.drop('complaints_2024-07.csv', file));
    const shown = report?.findings.map(({ column, value }) => [column, value]);
    expect(Object.fromEntries(shown ?? [])).toMatchObject({ ...cells, outcome: null });
  });

  it('one wrong cell that breaks several rules is shown', async () => {
    const dates = { decision_on: '2024-04-01', outcome_on: '2024-05-01' };
    const assessment = issued('R1', '2124-03-01', '2024-06-01', dates);
    const path = await home.drop('ehc_assessments_2024-06.csv', csv(assessment));
    const [report] = await home.check(path);
    const found = report?.findings.find(({ code }) => code === 'date-out-of-range');
    expect(found).toMatchObject({ value: '2124-03-01', message: expect.stringContaining('2124-03-01') });
  });

  async function findingsOn(cells: Cells): Promise<Finding[]> {
    const bad = { ...attendance('2024-07', 'P2', 34, 0), ...cells };
    const path = await home.drop('attendance.csv', csv(attendance('2024-07', 'P1', 34, 0), bad));
    const [report] = await home.check(path);
    return (report?.findings ?? []).filter((finding) => finding.row === 3);
  }
});
