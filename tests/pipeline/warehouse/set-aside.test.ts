import { describe, expect, it } from 'vitest';
import { type TestHome, testHome } from '../../support/home.ts';
import { complaint, csv, headcount } from '../../support/rows.ts';
import { useTestshire } from '../../support/testshire.ts';

const { openHome } = useTestshire();

/** Complaints of a month, all good but some whose agency nobody knows. */
function complaints(month: string, good: number, bad: number, name = '') {
  const rows = Array.from({ length: good + bad }, (_, index) =>
    complaint(`${month}-${name}${index}`, `${month}-03`, index < bad ? { agency: 'the moon' } : {}),
  );
  return csv(...rows);
}

async function quarantined(home: TestHome, grain: string) {
  const points = await home.published(
    `SELECT period, quarantined FROM full_point
     WHERE indicator IN ('complaints', 'complaints-count') AND area = 'county' AND grain = $1 ORDER BY start`,
    [grain],
  );
  return Object.fromEntries(points.map(({ period, quarantined: rows }) => [period, rows]));
}

describe('rows with errors', () => {
  it('are set aside up to 1% of a file, and one more refuses it', async () => {
    const home = await openHome();
    const { files } = await home.deliver({
      'complaints_2024-06.csv': complaints('2024-06', 198, 2),
      'complaints_2024-07.csv': complaints('2024-07', 196, 2),
    });
    expect(files).toMatchObject([
      { outcome: 'accepted_with_findings', rows: 200, quarantined: 2, counts: { 'constraint-error': 2 } },
      { outcome: 'rejected', rows: 198, quarantined: 198, counts: { 'constraint-error': 2 } },
    ]);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-06': '198' });
  });

  it('are told by every figure of their period, however long it is', async () => {
    const home = await testHome();
    await home.deliver({
      'complaints_2024-04.csv': complaints('2024-04', 300, 0),
      'complaints_2024-05.csv': complaints('2024-05', 299, 1),
      'complaints_2024-06.csv': complaints('2024-06', 297, 3),
    });
    expect(await quarantined(home, 'month')).toEqual({ '2024-04': 0, '2024-05': 1, '2024-06': 3 });
    expect(await quarantined(home, 'quarter')).toEqual({ FY2024Q1: 4 });
  });

  it('are forgotten when the month is sent again without them', async () => {
    const home = await openHome();
    await home.deliver({ 'complaints_2024-06.csv': complaints('2024-06', 297, 3) });
    await home.deliver({ 'complaints_2024-06.csv': complaints('2024-06', 300, 0) });
    expect(await quarantined(home, 'month')).toEqual({ '2024-06': 0 });
  });

  it('do not replace the month that they name by mistake', async () => {
    const home = await testHome();
    const day = '2024-05-03';
    const census = (month: string, count: number) =>
      Array.from({ length: count }, (_, index) =>
        headcount(`${month}-01`, 'DSPL 1', 10, { age_band: `${index}` }),
      );
    await home.deliver({ 'pupils_2024-05.csv': csv(...census('2024-05', 150)) });
    const [first, ...others] = census('2024-06', 150);
    const { files } = await home.deliver({
      'pupils_2024-06.csv': csv({ ...first, snapshot_on: day, headcount: 'many' }, ...others),
    });
    expect(files).toMatchObject([{ outcome: 'accepted_with_findings', quarantined: 1, period: '2024-06' }]);
    const counted = await home.facts(
      'SELECT _period, count(*)::INTEGER AS rows FROM facts.pupils GROUP BY ALL ORDER BY 1',
    );
    expect(counted).toEqual([
      { _period: '2024-05', rows: 150 },
      { _period: '2024-06', rows: 149 },
    ]);
  });
});
