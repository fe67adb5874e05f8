import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../indicators/series.ts';
import type { TestHome } from '../support/home.ts';
import { attendance, csv } from '../support/rows.ts';
import { useTestshire } from '../support/testshire.ts';

/** What a finding says of a cell: its text where it is plainly a slip, else its shape. */

const { openLastingHome } = useTestshire();

describe('of a cell that is not understood', () => {
  let home: TestHome;
  beforeAll(async () => {
    home = await openLastingHome();
  });
  afterAll(() => home.remove());

  it.each([
    ['period', '2024-13'],
    ['period', '07/2024'],
    ['period', 'July 2024'],
    ['period', '31.07.24'],
    ['sessions_possible', '1,306'],
    ['sessions_possible', '34.5'],
    ['sessions_possible', '#REF!'],
    ['sessions_attended', '-3'],
    ['dspl_area', 'DSPL 12'],
    ['dspl_area', '12'],
    ['dspl_area', 'unknown'],
    ['sen_provision', 'S'],
    ['sen_provision', 'Yes'],
  ])('the finding shows, in %s, “%s”', async (column, text) => {
    expect(await findingOn(column, text)).toMatchObject({
      value: text,
      message: expect.stringContaining(text),
    });
  });

  it.each([
    ['period', 'Amelia Hartwell', 'Aaaaaa Aaaaaaaa'],
    ['period', 'April Jones', 'Aaaaa Aaaaa'],
    ['period', '943 476 5919', '999 999 9999'],
    ['period', '4821', '9999'],
    ['dspl_area', 'AL10 9XY', 'AA99 9AA'],
    ['dspl_area', 'Amélie', 'Aaaaaa'],
    ['dspl_area', 'a.hartwell@example.org', 'a.aaaaaaaa@aaaaaaa.aaa'],
    ['sen_provision', 'Ken', 'Aaa'],
    ['sen_provision', 'H801200001001', 'A999999999999'],
    ['sessions_possible', '9434765919', '9999999999'],
    ['sessions_attended', 'Max', 'Aaa'],
    ['reduced_timetable', 'x'.repeat(99), `${'a'.repeat(60)}…`],
  ])('the finding shows, in %s, of “%s” only the shape', async (column, text, shape) => {
    const found = await findingOn(column, text);
    expect(found).toMatchObject({ row: 3, column, value: null });
    expect(found?.message).toMatch(/That is its shape; the text itself may be personal\.$/);
    expect(found?.message).toContain(shape);
    expect(JSON.stringify(found)).not.toContain(text);
  });

  async function findingOn(column: string, text: string): Promise<Finding | undefined> {
    const bad = { ...attendance('2024-07', 'P2', 34, 0), [column]: text };
    const path = await home.drop('attendance.csv', csv(attendance('2024-07', 'P1', 34, 0), bad));
    const [report] = await home.check(path);
    return report?.findings.find((finding) => finding.row === 3 && finding.column === column);
  }
});
