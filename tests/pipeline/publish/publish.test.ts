import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testHome } from '../../support/home.ts';
import { COMPLAINTS, type PlainIndicator, testPartnership } from '../../support/partnership.ts';
import { complaint, csv } from '../../support/rows.ts';
import { useTestshire } from '../../support/testshire.ts';

const { openHome } = useTestshire();

describe('snapshots', () => {
  it('are published only when something has changed', async () => {
    const home = await openHome();
    const first = await home.deliver({ 'complaints_2024-07.csv': csv(complaint('C1', '2024-07-01')) });
    expect(first.snapshot?.id).toBe('snapshot-000001');
    expect((await home.ingest()).snapshot).toBeNull();
    expect(await home.snapshots()).toEqual(['snapshot-000001.duckdb']);
  });

  it('are published anew when a month is over, for then a period may be complete', async () => {
    const home = await openHome({ today: '2024-07-31' });
    await home.deliver({ 'complaints_2024-07.csv': csv(complaint('C1', '2024-07-01')) });
    expect(await home.series('complaints', 'county', 'month')).toMatchObject([{ complete: false }]);
    home.on('2024-08-01');
    expect((await home.ingest()).snapshot?.id).toBe('snapshot-000002');
  });

  it('are kept to the last 30', async () => {
    const home = await openHome();
    for (let number = 1; number <= 35; number += 1) {
      await writeFile(join(home.home.snapshots, `snapshot-${String(number).padStart(6, '0')}.duckdb`), '');
    }
    const { snapshot } = await home.ingest();
    expect(snapshot?.id).toBe('snapshot-000036');
    const kept = await home.snapshots();
    expect(kept).toHaveLength(30);
    expect(kept[0]).toBe('snapshot-000007.duckdb');
  });

  it('do not say that they have data of days to come', async () => {
    const home = await openHome({ today: '2024-07-12' });
    await home.deliver({ 'complaints_2024-07.csv': csv(complaint('C1', '2024-07-01')) });
    const dataTo = () =>
      home.published('SELECT data_to::VARCHAR AS day FROM snapshot').then((rows) => rows[0]?.day);
    expect(await dataTo()).toBe('2024-07-12');
    home.on('2024-08-03');
    await home.ingest();
    expect(await dataTo()).toBe('2024-07-12');
    await home.deliver({ 'complaints_2024-07.csv': csv(complaint('C1', '2024-07-01')) });
    expect(await dataTo()).toBe('2024-07-31');
  });

  it('go no further for what others have published of a year that is not over', async () => {
    const moved: PlainIndicator = {
      ...{ unit: 'count', measure: { kind: 'published' } },
      ...{ grains: ['financial_year'], tile_grain: 'financial_year' },
    };
    const { folder } = await testPartnership({ moved, complaints: COMPLAINTS }, [
      'published_measures',
      'complaints',
    ]);
    const home = await testHome({ partnership: folder });
    const row = { measure: 'moved', period: 'FY2024', area: 'county', comparator: '', value: 60 };
    await home.deliver({
      'complaints_2024-07.csv': csv(complaint('C1', '2024-07-01')),
      'published_measures_2024-12.csv': csv(row),
    });
    expect(await home.published('SELECT data_to::VARCHAR AS day FROM snapshot')).toEqual([
      { day: '2024-07-31' },
    ]);
  });

  it('say how far their data go, and name the files behind them', async () => {
    const home = await openHome();
    await home.deliver({
      'complaints_2024-06.csv': csv(complaint('C1', '2024-06-01'), complaint('C2', '2024-06-02')),
      'attendance_2024-07.csv': 'nothing,that,fits\n',
    });
    const about = await home.published('SELECT id, data_to::VARCHAR AS data_to, sample_data FROM snapshot');
    expect(about).toEqual([{ id: 'snapshot-000001', data_to: '2024-06-30', sample_data: false }]);
    const files = await home.published(
      'SELECT file, period, state, rows::INTEGER AS rows FROM file ORDER BY file',
    );
    expect(files).toEqual([
      { file: 'attendance_2024-07.csv', period: '2024-07', state: 'rejected', rows: 0 },
      { file: 'complaints_2024-06.csv', period: '2024-06', state: 'accepted', rows: 2 },
    ]);
  });
});
