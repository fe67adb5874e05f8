import { beforeEach, describe, expect, it } from 'vitest';
import { suggestion } from '../../server/advice.ts';
import { type Built, build, emptyHome, homeWith } from './home.ts';

let built: Built;
beforeEach(async () => {
  built = await build(await homeWith(1));
});

const SERIES = '/api/v1/indicators/plans-on-time/series';

it.each([
  [[], 'None can be shown here.'],
  [['north', 'south'], 'Use “north” or “south”.'],
  [Array.from({ length: 13 }, (_, index) => `area-${index}`), 'Look at how it is written.'],
])('of %j the advice for a name that is like none of them is “%s”', (valid, words) => {
  expect(suggestion('xyzzyxyzzy', valid)).toBe(words);
});

describe('a problem', () => {
  it('is problem+json with all five members', async () => {
    const response = await built.app.inject('/api/v1/overview?area=dspl-3');
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.headers.etag).toBeUndefined();
    expect(response.json()).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: 'There is no area “dspl-3”. Did you mean “dspl-1”?',
      instance: '/api/v1/overview?area=dspl-3',
      valid: ['county', 'dspl-1', 'dspl-2'],
    });
  });

  it.each([
    [
      '/api/v1/indicators/plan-on-time/series',
      404,
      'There is no indicator “plan-on-time”. Did you mean “plans-on-time”?',
    ],
    [
      '/api/v1/indicators/xyz/areas',
      404,
      'There is no indicator “xyz”. Use “plans-on-time”, “requests”, “waiting” or “absence”.',
    ],
    [
      `${SERIES}?grain=monthly`,
      400,
      '“grain” cannot be “monthly”; use “week”, “month”, “quarter”, “term”, “academic_year”, “financial_year”, “calendar_year” or “rolling_year”. Did you mean “month”?',
    ],
    [
      `${SERIES}?grain=financial_year`,
      400,
      '“New EHC plans issued within 20 weeks” is not counted by financial_year; use “month”, “quarter” or “calendar_year”.',
    ],
    [`${SERIES}?aera=dspl-1`, 400, 'There is no parameter “aera” here. Did you mean “area”?'],
    [`${SERIES}?area=county&area=dspl-1`, 400, 'Give “area” once.'],
    [
      `${SERIES}?from=july`,
      400,
      '“from” is “july”: write a month (2024-07), a day (2024-07-31) or a period (FY2024Q1, FY2024, AY2024, CY2024).',
    ],
    [
      `${SERIES}?to=2024-02-30`,
      400,
      '“to” is “2024-02-30”: write a month (2024-07), a day (2024-07-31) or a period (FY2024Q1, FY2024, AY2024, CY2024).',
    ],
    [
      `${SERIES}?from=2024-01&to=CY2023`,
      400,
      '“to” is “CY2023”: it ends before “from” begins, so no period can lie between.',
    ],
    ['/api/v1/snapshots?area=county', 400, 'There is no parameter “area” here. This address takes none.'],
    [
      `${SERIES}?snapshot=snapshot-000009`,
      404,
      'There is no snapshot “snapshot-000009”. Did you mean “snapshot-000001”?',
    ],
    [`${SERIES}?snapshot=..%2Fwarehouse`, 404, 'There is no snapshot “../warehouse”. Use “snapshot-000001”.'],
    [
      '/api/v1/indicators/plans-on-time/areas?period=2024-07&grain=quarter',
      400,
      '“period” 2024-07 is a month, but “grain” is quarter. Give one of the two.',
    ],
    [
      '/api/v1/indicators/plans-on-time/areas?period=2019-01',
      404,
      'There are no figures of “New EHC plans issued within 20 weeks” for 2019-01. There are some from 2024-05 to 2024-07.',
    ],
    [
      '/charts/plans-on-time.svg?kind=pie',
      400,
      '“kind” cannot be “pie”; use “trend”, “areas”, “area-trends”, “breakdown” or “breakdown-trends”.',
    ],
    ['/bees/be-ambitous', 404, 'There is no Outcome Bee “be-ambitous”. Did you mean “be-ambitious”?'],
    ['/outcomes', 404, 'Test Partnership does not group its indicators by “outcomes”.'],
    ['/areas/dspl-9', 404, 'There is no area “dspl-9”. Did you mean “dspl-1”?'],
    ['/nothing/here', 404, 'There is nothing at /nothing/here.'],
    ['/api/v2/overview', 404, 'There is nothing at /api/v2/overview.'],
    ['/api/v1/files/abc', 404, 'No file with the SHA-256 “abc” has been received.'],
  ])('at %s is a %i in words', async (url, status, detail) => {
    const response = await built.app.inject(url);
    expect(response.json()).toMatchObject({ status, instance: url });
    expect(response.json().detail).toContain(detail);
    expect(response.statusCode).toBe(status);
  });

  it('says every wrong parameter at once', async () => {
    const response = await built.app.inject('/charts/plans-on-time.svg?kind=pie&size=huge');
    expect(response.json().detail).toMatch(/“kind” cannot be “pie”.* “size” cannot be “huge”/);
  });

  it('keeps what went wrong inside to the log', async () => {
    const { snapshot } = await built.app.snapshots.lease();
    snapshot.rows = () => Promise.reject(new Error('secret table'));
    const response = await built.app.inject('/api/v1/files');
    expect(response.statusCode).toBe(500);
    expect(response.body).not.toContain('secret');
    expect(built.log.join('\n')).toContain('GET /api/v1/files failed: Error: secret table');
  });

  it('on a page is a page', async () => {
    const response = await built.app.inject({ url: '/bees/be-quick', headers: { accept: 'text/html,*/*' } });
    expect(response.statusCode).toBe(404);
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.body).toContain('There is no Outcome Bee');
  });
});

describe('before anything has been published', () => {
  beforeEach(async () => {
    built = await build(await emptyHome());
  });

  it('the API says so', async () => {
    const response = await built.app.inject('/api/v1/overview');
    expect(response.statusCode).toBe(503);
    expect(response.headers['retry-after']).toBe('30');
    expect(response.json().detail).toContain('No figures have been published yet');
  });

  it('a page says so', async () => {
    const response = await built.app.inject({ url: '/', headers: { accept: 'text/html' } });
    expect(response.statusCode).toBe(503);
    expect(response.body).toContain('No figures have been published yet');
  });

  it('the server is alive but not ready', async () => {
    expect((await built.app.inject('/healthz')).statusCode).toBe(200);
    const ready = await built.app.inject('/readyz');
    expect(ready.statusCode).toBe(503);
    expect(ready.json()).toMatchObject({ status: 'not ready' });
    expect((await built.app.inject('/metrics')).statusCode).toBe(200);
  });

  it('there are no snapshots to list', async () => {
    expect((await built.app.inject('/api/v1/snapshots')).json()).toEqual({ current: null, snapshots: [] });
  });
});
