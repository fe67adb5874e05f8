import { beforeEach, describe, expect, it } from 'vitest';
import { BAD_SHA, type Built, build, change, homeWith, SHA } from './home.ts';

let built: Built;
beforeEach(async () => {
  built = await build(await homeWith(1));
});

describe('every page', () => {
  it.each([
    ['/', 'New EHC plans issued within 20 weeks'],
    ['/?area=dspl-1', 'North'],
    ['/bees', 'Be ambitious'],
    ['/bees/be-ambitious', 'Requests for assessment'],
    ['/bees/be-well?area=dspl-2', 'Absence'],
    ['/ambitions', 'Tailoring'],
    ['/ambitions/tailoring', 'Tailoring'],
    ['/improvement', 'Timely plans'],
    ['/improvement/AI2', 'Timely plans'],
    ['/areas', 'South'],
    ['/areas/dspl-1', 'North is clearly better on 1, clearly worse on none'],
    ['/areas/dspl-1?tier=headline&item=be-well', 'There is no figure for North yet that can be shown.'],
    ['/plan', 'has no plan with milestones'],
    ['/quality', '3 of 4 indicators have their data'],
    ['/quality', 'soon is no date.'],
    ['/quality', '31/02/2024 is no date.'],
    ['/quality?months=36', 'The last 36'],
    ['/definitions', 'Plans issued within 20 weeks, over all plans issued.'],
    ['/definitions?q=absence', '1 indicator for “absence”.'],
    ['/accessibility', 'partially compliant'],
    ['/reading', 'How to read these pages'],
    ['/indicators/plans-on-time', 'Plans issued within 20 weeks, over all plans issued.'],
    ['/indicators/plans-on-time?area=dspl-1&grain=calendar_year', 'North'],
    ['/indicators/waiting', 'Children waiting'],
    ['/indicators/absence', 'Absence'],
    ['/files', 'ehc_assessments_2024-07.csv'],
    [`/files/${SHA}`, 'ehc_assessments_2024-07.csv'],
    [`/files/${BAD_SHA}`, '31/02/2024 is no date.'],
  ])('%s is whole without JavaScript', async (url, words) => {
    const response = await built.app.inject({ url, headers: { accept: 'text/html' } });
    expect(response.statusCode, response.body).toBe(200);
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.headers.etag).toBeDefined();
    expect(response.body).toMatch(/^<!doctype html>/i);
    expect(response.body).toContain(words);
    expect(response.body).toContain('</html>');
    expect(built.log.filter((line) => line.includes('failed'))).toEqual([]);
  });

  it('has a title that tells views of it apart', async () => {
    const titles = new Map([
      ['/?area=dspl-1', 'Overview, North'],
      ['/?status=met&area=dspl-1', '1 of 4 indicators has met its target in North'],
      ['/bees?area=dspl-2', 'Outcome Bees, South'],
      ['/bees/be-well?area=dspl-2', 'Be well, South'],
      ['/indicators/absence?area=dspl-1', 'Absence, North'],
      ['/indicators/absence', 'Absence'],
      ['/plan?status=late&lead=Head+of+SEND', 'Plan, late, Head of SEND'],
      ['/definitions?item=be-well', 'Definitions, Be well'],
      ['/definitions?letter=a', 'Definitions, titles that begin with A'],
    ]);
    for (const [url, title] of titles) {
      const { body } = await built.app.inject({ url, headers: { accept: 'text/html' } });
      expect(body, url).toContain(`<title>${title} – Test Partnership</title>`);
    }
  });

  it.each([
    ['/areas/dspl-1?tier=all-of-it', 400],
    ['/areas/dspl-1?item=be-wel', 404],
    ['/plan?status=later', 400],
    ['/quality?months=7', 400],
    ['/definitions?letter=AB', 400],
  ])('%s says what it does not know', async (url, status) => {
    expect((await built.app.inject(url)).statusCode).toBe(status);
  });

  it('of a file’s findings has them as CSV too', async () => {
    const { body, headers } = await built.app.inject(`/api/v1/files/${BAD_SHA}/findings?format=csv`);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(body).toContain(
      'odd.csv,error,date,3,received_on,31/02/2024,31/02/2024 is no date.,Correct the date.',
    );
  });

  it('of data quality tells an extract that came without a month from one that never came', async () => {
    const home = await homeWith(1);
    await change(home, 1, 'UPDATE file SET covered = []');
    const { app } = await build(home);
    const { body } = await app.inject({ url: '/quality', headers: { accept: 'text/html' } });
    expect(body).toContain('EHC assessments (no month is said)');
    expect(body).toContain('<dt>Never arrived</dt><dd>Waiting lists and Attendance</dd>');
  });

  it.each([
    ['2025-01-15', 'the file for November 2024 is 31 days late.'],
    ['2025-01-20', 'the files for November and December 2024 are 36 days late.'],
  ])('on %s counts a month as late of which only its first days are told', async (day, words) => {
    const home = await homeWith(1);
    await change(
      home,
      1,
      `INSERT INTO file SELECT f.* REPLACE (month AS sha256, [month] AS covered, came AS received_at, number AS arrival)
       FROM file f, (VALUES ('2024-10', '2024-11-05T09:00:00Z', 3), ('2024-11', '2024-11-20T09:00:00Z', 4),
         ('2024-12', '2024-12-15T09:00:00Z', 5)) AS sent(month, came, number)
       WHERE f.sha256 = '${SHA}'`,
    );
    const { app } = await build(home, undefined, undefined, { now: `${day}T10:00:00Z` });
    const { body } = await app.inject({ url: '/indicators/plans-on-time', headers: { accept: 'text/html' } });
    expect(body).toContain(`EHC assessments: ${words}`);
  });

  it('has nothing that the content-security policy forbids', async () => {
    for (const url of ['/', '/bees/be-ambitious', '/areas/dspl-1', '/indicators/plans-on-time', '/files']) {
      const { body } = await built.app.inject(url);
      const { style } = built.app.assets;
      expect(body.split('<style>')[1]?.split('</style>')[0], url).toBe(style);
      expect(body.replace(`<style>${style}</style>`, ''), url).not.toMatch(
        /<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=|https?:\/\/[^"]*\.(js|css)/i,
      );
    }
  });

  it('of the county’s own area leads home', async () => {
    const response = await built.app.inject('/areas/county');
    expect([response.statusCode, response.headers.location]).toEqual([302, '/']);
  });
});
