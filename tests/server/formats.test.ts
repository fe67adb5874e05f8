import { tableFromIPC } from 'apache-arrow';
import Papa from 'papaparse';
import { beforeEach, describe, expect, it } from 'vitest';
import { csv } from '../../server/formats/csv.ts';
import { COLUMN_NAMES, type FlatRow } from '../../server/formats/flat.ts';
import { type Built, build, homeWith } from './home.ts';

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
      const row = {
        ...(Object.fromEntries(COLUMN_NAMES.map((name) => [name, null])) as FlatRow),
        area: text,
      };
      const [parsed] = Papa.parse<Record<string, string>>(csv([{ ...row, value: -1 }]), {
        header: true,
      }).data;
      expect(parsed).toMatchObject({ area: `'${text}`, value: '-1' });
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

describe('the format', () => {
  it.each([
    [undefined, 'application/json; charset=utf-8'],
    ['*/*', 'application/json; charset=utf-8'],
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'application/json; charset=utf-8'],
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
