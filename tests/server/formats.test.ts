import { tableFromIPC } from 'apache-arrow';
import Papa from 'papaparse';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../indicators/schema.ts';
import type { AreasCompared, FileRecord, Overview } from '../../indicators/series.ts';
import { csv } from '../../server/formats/csv.ts';
import { SERIES_COLUMNS } from '../../server/formats/flat.ts';
import { unzip } from '../support/unzip.ts';
import { BAD_SHA, type Built, build, change, homeWith } from './home.ts';

const COLUMN_NAMES = Object.keys(SERIES_COLUMNS);
const SERIES = '/api/v1/indicators/plans-on-time/series?grain=month';
const USE = 'use “json”, “csv”, “arrow”, “xlsx” or “parquet”';
const ARROW = 'application/vnd.apache.arrow.stream';

let built: Built;
beforeEach(async () => {
  built = await build(await homeWith(1));
});

function get(url: string, accept?: string) {
  return built.app.inject({ url, headers: accept ? { accept } : {} });
}

describe('a series as CSV', () => {
  it('has one row for each point, the missing left empty', async () => {
    const response = await get(`${SERIES}&format=csv`);
    expect(response.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(response.headers['content-disposition']).toBe(
      'attachment; filename="plans-on-time-county-month.csv"',
    );
    const { data } = Papa.parse<Record<string, string>>(response.body.trim(), { header: true });
    expect(data).toHaveLength(3);
    expect(data[0]).toMatchObject({ period: '2024-05', numerator: '40', trajectory: '', spc_mean: '' });
    expect(data[2]).toMatchObject({
      ...{ indicator: 'plans-on-time', area: 'county', grain: 'month', period: '2024-07', complete: 'true' },
      ...{ value: '0.58', spc_mean: '0.5', spc_flag: 'common_cause' },
    });
  });

  it('has its header even without a point', async () => {
    const response = await get('/api/v1/indicators/waiting/series?format=csv');
    expect(response.body.trim()).toBe(COLUMN_NAMES.join(','));
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '=1\n+2'])(
    'makes %j harmless in a spreadsheet',
    (text) => {
      const columns = { area: 'text', value: 'number' } as const;
      const written = csv({ name: 'x', columns, rows: [{ area: text, value: -1 }] });
      const [parsed] = Papa.parse<Record<string, string>>(written, { header: true }).data;
      const harmless = `'${text.replace('\n', "\n'")}`;
      expect(parsed).toMatchObject({ area: harmless, value: '-1' });
    },
  );
});

describe('a series as an Arrow stream', () => {
  it('has the same columns, typed', async () => {
    const response = await get(`${SERIES}&format=arrow`);
    expect(response.headers['content-type']).toBe(ARROW);
    expect(response.headers['content-disposition']).toContain('plans-on-time-county-month.arrow');
    const table = tableFromIPC(response.rawPayload);
    expect(table.schema.fields.map((field) => field.name)).toEqual(COLUMN_NAMES);
    expect(table.numRows).toBe(3);
    expect(table.getChild('value')?.toArray()).toEqual(Float64Array.of(0.4, 0.5, 0.58));
    expect(table.getChild('trajectory')?.nullCount).toBe(3);
    expect(table.get(2)?.toJSON()).toMatchObject({
      period: '2024-07',
      complete: true,
      spc_flag: 'common_cause',
    });
    expect(new Date(Number(table.getChild('end')?.get(2))).toISOString()).toContain('2024-07-31');
  });
});

const rowsOf = (body: string) => Papa.parse<Record<string, string>>(body.trim(), { header: true }).data;

describe('a list as CSV', () => {
  it('of the overview has one row for each indicator, and nothing in the cells of one that awaits data', async () => {
    const response = await get('/api/v1/overview?area=county&format=csv');
    expect(response.headers['content-disposition']).toBe('attachment; filename="overview-county.csv"');
    const rows = rowsOf(response.body);
    const { rows: said } = (await get('/api/v1/overview')).json<Overview>();
    expect(rows.map(({ indicator, standing }) => [indicator, standing])).toEqual(
      said.map(({ indicator, status }) => [indicator, status]),
    );
    for (const [index, { latest, previous, target, sentence }] of said.entries())
      expect(rows[index]).toMatchObject({
        ...{ period: latest?.period ?? '', status: latest?.status ?? '', value: String(latest?.value ?? '') },
        ...{ previous_value: String(previous?.value ?? ''), next_target: String(target?.value ?? '') },
        sentence,
      });
    expect(rows.find(({ indicator }) => indicator === 'waiting')).toMatchObject({
      ...{ status: '', value: '', numerator: '', quarantined: '', standing: 'awaiting_data' },
    });
  });

  it('of the areas has the county’s row first', async () => {
    const response = await get('/api/v1/indicators/plans-on-time/areas?period=2024-07', 'text/csv');
    expect(response.headers['content-disposition']).toContain('"plans-on-time-areas-2024-07.csv"');
    const rows = rowsOf(response.body);
    const url = '/api/v1/indicators/plans-on-time/areas?period=2024-07';
    const { county, areas } = (await get(url)).json<AreasCompared>();
    expect(rows.map(({ area, name, value, comparison }) => [area, name, value, comparison])).toEqual([
      ['county', 'Testshire', String(county?.value), ''],
      ...areas.map(({ area, name, point, comparison }) => [
        ...[area, name, String(point.value ?? ''), comparison ?? ''],
      ]),
    ]);
  });

  it('of deliveries has the newest first, and lets no name become a formula', async () => {
    const home = await homeWith(1);
    await change(home, 1, `UPDATE file SET file = '=1+1.csv' WHERE sha256 = '${BAD_SHA}'`);
    built = await build(home);
    const rows = rowsOf((await get('/api/v1/files?format=csv')).body);
    const { files } = (await get('/api/v1/files')).json<{ files: FileRecord[] }>();
    expect(rows.map(({ sha256 }) => sha256)).toEqual(files.map(({ sha256 }) => sha256));
    expect(rows.find(({ sha256 }) => sha256 === BAD_SHA)?.file).toBe("'=1+1.csv");
  });

  it('of the catalogue has what an indicator’s id stands for', async () => {
    const rows = rowsOf((await get('/api/v1/catalogue?format=csv')).body);
    const { indicators } = (await get('/api/v1/catalogue')).json<Pick<Catalogue, 'indicators'>>();
    expect(rows.map(({ indicator, title, owner }) => [indicator, title, owner])).toEqual(
      indicators.map(({ id, title, owner }) => [id, title, owner]),
    );
    for (const [index, { bees, grains, targets }] of indicators.entries()) {
      expect(rows[index]).toMatchObject({ bees: bees.join(' '), grains: grains.join(' ') });
      for (const { by, value, range } of targets)
        expect(rows[index]?.targets).toContain(`${by}: ${range?.join('–') ?? value}`);
    }
  });

  it.each(['/api/v1/overview', '/api/v1/indicators/requests/areas', '/api/v1/files', '/api/v1/catalogue'])(
    'and in the other formats can be had of %s, and in no other',
    async (url) => {
      const header = rowsOf((await get(`${url}?format=csv`)).body)[0] ?? {};
      const table = tableFromIPC((await get(`${url}?format=arrow`)).rawPayload);
      expect(table.schema.fields.map(({ name }) => name)).toEqual(Object.keys(header));
      const parquet = await get(`${url}?format=parquet`);
      expect(parquet.rawPayload.subarray(0, 4).toString()).toBe('PAR1');
      const workbook = unzip((await get(`${url}?format=xlsx`)).rawPayload);
      expect([...workbook.keys()].filter((name) => /worksheets\/sheet\d\.xml$/.test(name))).toHaveLength(1);
      expect((await get(url, 'image/png')).statusCode).toBe(406);
    },
  );
});

describe('the format', () => {
  it.each([
    [undefined, 'application/json; charset=utf-8'],
    ['*/*', 'application/json; charset=utf-8'],
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'application/json; charset=utf-8'],
    ['text/html', 'application/json; charset=utf-8'],
    ['text/csv', 'text/csv; charset=utf-8'],
    ['application/json;q=0.5, text/csv', 'text/csv; charset=utf-8'],
    ['text/*, application/json;q=0.1', 'text/csv; charset=utf-8'],
    [ARROW, ARROW],
  ])('for Accept: %s is %s', async (accept, type) => {
    expect((await get(SERIES, accept)).headers['content-type']).toBe(type);
  });

  it('in the address comes before the Accept header', async () => {
    expect((await get(`${SERIES}&format=json`, 'text/csv')).headers['content-type']).toContain('json');
  });

  it.each([
    ['pdf', undefined, `A series cannot be had as “pdf”; ${USE}.`],
    ['cvs', undefined, `A series cannot be had as “cvs”; ${USE}. Did you mean “csv”?`],
    [undefined, 'image/png', `A series cannot be had as “image/png”; ${USE}.`],
    [undefined, 'text/csv;q=0', `A series cannot be had as “text/csv;q=0”; ${USE}.`],
  ])('%s with Accept: %s is refused in words', async (format, accept, detail) => {
    const response = await get(format ? `${SERIES}&format=${format}` : SERIES, accept);
    expect(response.statusCode).toBe(406);
    expect(response.json()).toMatchObject({
      title: 'Not Acceptable',
      detail,
      valid: ['json', 'csv', 'arrow', 'xlsx', 'parquet'],
    });
  });
});
