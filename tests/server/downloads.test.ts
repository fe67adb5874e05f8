import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { harmless } from '../../indicators/harmless.ts';
import { SERIES_COLUMNS } from '../../server/formats/flat.ts';
import { renderPng } from '../../server/formats/png.ts';
import { unzip } from '../support/unzip.ts';
import { type Built, build, change, homeWith } from './home.ts';

const COLUMN_NAMES = Object.keys(SERIES_COLUMNS);
const SERIES = '/api/v1/indicators/plans-on-time/series?grain=month';

let home: string;
let built: Built;
beforeEach(async () => {
  home = await homeWith(1);
  built = await build(home);
});

async function download(url: string) {
  const response = await built.app.inject(url);
  expect(response.statusCode, built.log.join('\n')).toBe(200);
  return response;
}

/** The cells of a workbook's sheet, row by row: numbers as numbers, texts as texts. */
function sheet(workbook: Buffer, number: number): (string | number | null)[][] {
  const files = unzip(workbook);
  const texts = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<si><t[^>]*>([^<]*)<\/t><\/si>/g)];
  const rows = [
    ...(files.get(`xl/worksheets/sheet${number}.xml`) ?? '').matchAll(/<row [^>]*>(.*?)<\/row>/gs),
  ];
  return rows.map(([, row = '']) => {
    const cells: (string | number | null)[] = [];
    for (const [, attributes = '', content = ''] of row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
      const value = /<v>([^<]*)<\/v>/.exec(content)?.[1];
      const text = attributes.includes('t="s"') ? (texts[Number(value)]?.[1] ?? '') : null;
      cells[placeOf(attributes)] = text?.replace(/&apos;|&#39;/g, "'") ?? Number(value);
    }
    return Array.from(cells, (cell) => cell ?? null);
  });
}

/** A is the first place, AA the 27th. */
function placeOf(attributes: string): number {
  const letters = /r="([A-Z]+)/.exec(attributes)?.[1] ?? '';
  return [...letters].reduce((place, letter) => place * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

describe('a series as a workbook', () => {
  it('is named after indicator, area and grain, and after no figure', async () => {
    const { headers } = await download(`${SERIES}&area=dspl-1&format=xlsx`);
    expect(headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    expect(headers['content-disposition']).toBe('attachment; filename="plans-on-time-dspl-1-month.xlsx"');
  });

  it('has its figures as numbers, shares in the form of percentages', async () => {
    const { rawPayload } = await download(`${SERIES}&format=xlsx`);
    const [head, ...rows] = sheet(rawPayload, 1);
    expect(head).toEqual(COLUMN_NAMES);
    const place = (name: string) => COLUMN_NAMES.indexOf(name);
    const column = (name: string) => rows.map((row) => row[place(name)] ?? null);
    expect(column('period')).toEqual(['2024-05', '2024-06', '2024-07']);
    expect(column('numerator')).toEqual([40, 50, 58]);
    expect(column('value')).toEqual([0.4, 0.5, 0.58]);
    expect(column('trajectory')).toEqual([null, null, null]);
    expect(unzip(rawPayload).get('xl/styles.xml')).toContain('formatCode="0.0%"');
  });

  it('says on a second sheet what is counted, from where, in which snapshot and at which level', async () => {
    const { rawPayload } = await download(`${SERIES}&format=xlsx`);
    const about = new Map(sheet(rawPayload, 2).map(([head, text]) => [head, String(text)]));
    expect(about.get('Indicator')).toBe('New EHC plans issued within 20 weeks');
    expect(about.get('Area')).toBe('Testshire');
    expect(about.get('Snapshot')).toBe('snapshot-000001');
    expect(about.get('Level')).toContain('full');
    for (const head of ['What is counted', 'Who is responsible', 'Published'])
      expect(about.get(head)?.length).toBeGreaterThan(3);
  });

  it('leaves a negative number a number, and lets no text become a formula', async () => {
    await change(home, 1, "UPDATE full_point SET value = -0.25, numerator = -25 WHERE period = '2024-06'");
    await change(home, 1, "UPDATE full_point SET rag = '=1+1' WHERE period = '2024-07'");
    built = await build(home);
    const { rawPayload } = await download(`${SERIES}&format=xlsx`);
    const cells = sheet(rawPayload, 1).flat();
    expect(cells).toContain(-0.25);
    expect(cells).toContain(-25);
    expect(cells).toContain("'=1+1");
    expect(unzip(rawPayload).get('xl/worksheets/sheet1.xml')).not.toContain('<f>');
  });
});

describe('a text in a spreadsheet', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['First\n=1+1', "First\n'=1+1"],
    ['First\r\n-2', "First\r\n'-2"],
    [' \u00a0=1+1', "' \u00a0=1+1"],
    ['a = b - c', 'a = b - c'],
    ['', ''],
  ])('%j is made %j', (text, made) => {
    expect(harmless(text)).toBe(made);
  });

  it('begins no line as a formula does, and loses no letter', () => {
    const text = fc.array(fc.constantFrom(...'=+-@\t\r\nab1 ')).map((letters) => letters.join(''));
    fc.assert(
      fc.property(text, (given) => {
        const made = harmless(given);
        for (const line of made.split(/[\r\n]/)) expect(line).not.toMatch(/^[=+\-@\t]/);
        expect(made.replaceAll("'", '')).toBe(given);
      }),
    );
  });
});

describe('a series as Parquet', () => {
  it('is read back by DuckDB, typed, with the same figures', async () => {
    const { headers, rawPayload } = await download(`${SERIES}&format=parquet`);
    expect(headers['content-disposition']).toContain('plans-on-time-county-month.parquet');
    const folder = await mkdtemp(join(tmpdir(), 'waggle-server-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'series.parquet');
    await writeFile(file, rawPayload);
    const connection = await (await DuckDBInstance.create()).connect();
    const reader = await connection.runAndReadAll(
      `SELECT period, "end"::VARCHAR AS "end", value, complete, trajectory FROM '${file}' ORDER BY period`,
    );
    expect(reader.getRowObjects()[2]).toEqual({
      ...{ period: '2024-07', end: '2024-07-31', value: 0.58, complete: true, trajectory: null },
    });
    const columns = await connection.runAndReadAll(`DESCRIBE FROM '${file}'`);
    expect(columns.getRowObjects().map(({ column_name }) => column_name)).toEqual(COLUMN_NAMES);
  });
});

describe('a chart as PNG', () => {
  it('is twice as fine as on a screen, and named after indicator, area and grain', async () => {
    const svg = (await download('/charts/plans-on-time.svg?grain=month')).body;
    const { headers, rawPayload } = await download('/charts/plans-on-time.png?grain=month');
    expect(headers['content-type']).toBe('image/png');
    expect(headers['content-disposition']).toBe('inline; filename="plans-on-time-county-month.png"');
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    // The header of a PNG has its width and height at bytes 16 and 20.
    expect([rawPayload.readUInt32BE(16), rawPayload.readUInt32BE(20)]).toEqual([
      Number(width) * 2,
      Number(height) * 2,
    ]);
  });

  it('shows its words', async () => {
    const svg = (await download('/charts/plans-on-time.svg?grain=month')).body;
    const silent = svg.replace(/<text[^>]*>.*?<\/text>/gs, '');
    expect(silent.length).toBeLessThan(svg.length);
    const [spoken, mute] = await Promise.all([renderPng(svg), renderPng(silent)]);
    expect(spoken.length).toBeGreaterThan(mute.length + 2000);
  });
});

describe('a chart to take away', () => {
  const CHART = '/charts/plans-on-time.svg?grain=month';
  const boxOf = (svg: string) => {
    const [, top, width, height] = /viewBox="0 (-?[\d.]+) ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
    return { top: Number(top), width: Number(width), height: Number(height) };
  };
  const textsOf = (svg: string) =>
    [...svg.matchAll(/<text [^>]*aria-hidden="true">([^<]*)<\/text>/g)].map(([, text]) => text).join(' ');

  it('has on it what it shows, and whose figures those are, around the same drawing', async () => {
    await change(home, 1, "UPDATE catalogue SET document = replace(document, 'Test Partnership', 'Us & Co')");
    built = await build(home);
    const [bare, headed] = [(await download(CHART)).body, (await download(`${CHART}&headed=yes`)).body];
    const words = textsOf(headed);
    expect(words).toMatch(/^New EHC plans issued within 20 weeks .*58%.* by month\./);
    expect(words).toMatch(
      /Source: Us &amp; Co, data to \d+ \w+ 2024, published \d+ \w+ \d{4} \(snapshot-000001\)\. Sample data: the rows are invented\.$/,
    );
    expect(textsOf(bare)).toBe('');
    // Vega numbers what it clips by from one drawing to the next.
    const drawing = (svg: string) => svg.slice(svg.indexOf('<g fill')).replace(/clip\d+/g, 'clip');
    expect(drawing(headed)).toBe(drawing(bare));
    const { top, width, height } = boxOf(headed);
    expect(width).toBe(boxOf(bare).width);
    expect(top).toBeLessThan(0);
    expect(height).toBeGreaterThan(boxOf(bare).height - top);
  });

  it('is what the indicator’s page offers, and a PNG is of its size', async () => {
    const page = (await download('/indicators/plans-on-time')).body;
    const [, address = ''] = /href="(\/charts\/[^"]*\.png[^"]*)"/.exec(page) ?? [];
    const url = address.replaceAll('&amp;', '&');
    const { rawPayload } = await download(url);
    const { width, height } = boxOf((await download(url.replace('.png', '.svg'))).body);
    expect([rawPayload.readUInt32BE(16), rawPayload.readUInt32BE(20)]).toEqual([2 * width, 2 * height]);
  });
});
