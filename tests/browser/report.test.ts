import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { change, homeWith } from '../server/home.ts';
import { waggleHere } from '../support/in-process.ts';
import { type ReadPdf, readPdf } from '../support/pdf.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waggle-report-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const COPIES = 25;

/** A plan of which every step is late. */
const plan = {
  actions: [
    {
      ref: 'IP 1',
      area: ['AI2'],
      title: 'Be on time',
      lead: 'Head of Service',
      indicators: ['plans-on-time'],
      milestones: Array.from({ length: 60 }, (_, index) => ({
        id: `ip-1-${index}`,
        title: `Step ${index} of the plan`,
        due: '2024-06-30',
      })),
    },
  ],
};

/** A home in which the plans on time are measured 26 times over, with a plan to improve them. */
async function home(): Promise<string> {
  const root = await homeWith(1);
  await change(
    root,
    1,
    `
    CREATE TEMP TABLE copies AS SELECT '-' || number AS copy FROM range(1, ${COPIES + 1}) AS numbers(number);
    INSERT INTO full_point SELECT points.* REPLACE (indicator || copy AS indicator)
      FROM full_point AS points, copies WHERE indicator = 'plans-on-time';
    INSERT INTO full_summary SELECT summaries.* REPLACE (indicator || copy AS indicator)
      FROM full_summary AS summaries, copies WHERE indicator = 'plans-on-time';
    UPDATE catalogue SET document = json_merge_patch(document, json_object('plan', '${JSON.stringify(plan)}'::JSON, 'indicators', list_concat(
      json_extract(document, '$.indicators[*]'),
      (SELECT list(json_merge_patch(document->'$.indicators[0]', json_object(
        'id', 'plans-on-time' || copy, 'title', 'Plans on time' || copy))) FROM copies))))`,
  );
  return root;
}

const waggle = (root: string, words: string[], env: Record<string, string> = {}) =>
  waggleHere(words, { WAGGLE_HOME: root, WAGGLE_NOW: '2025-01-15', ...env });

describe('waggle report', () => {
  let pdf: ReadPdf;
  let said: Awaited<ReturnType<typeof waggle>>;

  it('writes a PDF, and says how many pages it has', async () => {
    const file = join(folder, 'new', 'report.pdf');
    said = await waggle(await home(), ['report', '--out', file, '--tier', 'all']);
    expect(said).toMatchObject({ exitCode: 0, stderr: '' });
    pdf = readPdf(await readFile(file));
    expect(said.stdout).toBe(`${pdf.title}: ${pdf.pages.length} pages, in ${file}.\n`);
    expect(pdf.pages.length).toBeGreaterThan(15);
  });

  it('is tagged, in British English, and goes by its title', () => {
    expect(pdf.catalog).toContain('/Marked true');
    expect(pdf.catalog).toContain('/StructTreeRoot');
    expect(pdf.catalog).toContain('/Lang (en-GB)');
    expect(pdf.catalog).toContain('/DisplayDocTitle true');
    expect(pdf.title).toBe('Board report: Outcome Bees, Testshire, July 2024 – Test Partnership');
  });

  it('says of every figure what it shows', () => {
    expect(pdf.figures.length).toBeGreaterThan(COPIES);
    for (const words of pdf.figures) expect(words).toMatch(/^Line chart of /);
  });

  it('numbers every page but the cover, and says on each whose figures it shows', () => {
    const total = pdf.pages.length;
    expect(pdf.pages[0]).not.toContain('Page 1');
    for (const [index, text] of pdf.pages.slice(1).entries()) {
      expect(text).toContain(`Page ${index + 2} of ${total}`);
      expect(text).toContain('Test Partnership · data to 31 July 2024 · snapshot-000001 · sample data');
    }
  });

  it('has an outline of every part, and contents that say the page on which each begins', () => {
    const parts = pdf.headings.filter(({ title }) => /^\d/.test(title));
    expect(parts.filter(({ title }) => title.includes('Plans on time-'))).toHaveLength(COPIES);
    for (const { title, page } of parts.filter(({ title }) =>
      /^[\d.]+ (What|Plans on time-\d+$|Definitions)/.test(title),
    )) {
      expect(`${pdf.pages[1]} `, title).toContain(` ${title} ${page} `);
      expect(pdf.pages[page - 1], title).toContain(title);
    }
  });

  it('strands no heading: what it heads is under it on the same page', () => {
    const stranded = pdf.headings.filter(
      ({ title, above }) => above < (/^\d+\.\d+ /.test(title) ? 240 : 130),
    );
    expect(stranded).toEqual([]);
  });

  it('has room for three indicators on a page', () => {
    const pages = pdf.headings.filter(({ title }) => /^\d+\.\d+ /.test(title)).map(({ page }) => page);
    const shared = pages.filter((page) => pages.filter((other) => other === page).length === 3);
    expect(shared.length).toBeGreaterThan(COPIES / 2);
  });

  it('begins a part on the page on which the one before ends, where there is room', () => {
    const last = pdf.headings.filter(({ title }) => /^2\.\d+ /.test(title)).at(-1);
    const next = pdf.headings.find(({ title }) => /^3 /.test(title));
    expect(next?.page).toBe(last?.page);
  });

  it('repeats the heads of a table that goes on over the page', () => {
    const pages = pdf.pages.filter((text) => /Step \d+ of the plan/.test(text));
    expect(pages.length).toBeGreaterThan(1);
    for (const text of pages) expect(text).toContain('Milestone Action Lead Due Status');
  });

  it('says it all to programs', async () => {
    const { stdout } = await waggle(await home(), ['report', '--json', '--out', join(folder, 'json.pdf')]);
    expect(JSON.parse(stdout)).toEqual({
      file: join(folder, 'json.pdf'),
      title: 'Board report: Outcome Bees, Testshire, July 2024 – Test Partnership',
      pages: expect.any(Number),
    });
  });

  it('takes what the page takes', async () => {
    const file = join(folder, 'some.pdf');
    const choice = ['--framework', 'bees', '--item', 'be-well', '--item', 'be-ambitious', '--area', 'dspl-1'];
    const words = [
      'report',
      '--out',
      file,
      ...choice,
      '--period',
      '2024-07',
      '--snapshot',
      'snapshot-000001',
    ];
    expect(await waggle(await homeWith(1), words)).toMatchObject({ exitCode: 0 });
    expect(readPdf(await readFile(file)).title).toBe(
      'Board report: Be ambitious and Be well, North, July 2024 – Test Partnership',
    );
  });

  it('lets a part without entries of its own share its page with the next', async () => {
    const { headings } = readPdf(await readFile(join(folder, 'some.pdf')));
    const pageOf = (number: number) => headings.find(({ title }) => title.startsWith(`${number} `))?.page;
    expect(headings.map(({ title }) => title)).toContain('3 Be well');
    expect(pageOf(4)).toBe(pageOf(3));
  });
});

describe('waggle report says in a sentence', () => {
  const WAGGLE_URL = 'https://waggle.example.gov.uk';
  const PROVIDER = {
    WAGGLE_OIDC_ISSUER: 'https://login.example.com/tenant/v2.0',
    WAGGLE_OIDC_CLIENT_ID: 'waggle',
    WAGGLE_OIDC_CLIENT_SECRET: 'a secret of the tests',
  };

  it('that there is no Chromium', async () => {
    const said = await waggle(await homeWith(1), ['report', '--out', join(folder, 'a.pdf')], {
      CHROMIUM_PATH: '/no',
    });
    expect(said).toMatchObject({ exitCode: 1, stdout: '' });
    expect(said.stderr).toMatch(/^The report is printed with Chromium, and there is none here\./);
  });

  it('that Chromium does not start', async () => {
    const env = { CHROMIUM_PATH: '/bin/false' };
    const said = await waggle(await homeWith(1), ['report', '--out', join(folder, 'a.pdf')], env);
    expect(said.exitCode).toBe(1);
    expect(said.stderr).toMatch(/^Chromium is at \/bin\/false but does not start/);
  });

  it.each([
    ['', {}],
    [', where people log in', { WAGGLE_AUTH: 'local', WAGGLE_URL, WAGGLE_TRUST_PROXY: '10.0.0.1' }],
    [', where an identity provider logs them in', { WAGGLE_AUTH: 'oidc', WAGGLE_URL, ...PROVIDER }],
  ])('that nothing has been published%s', async (_where, env) => {
    const said = await waggle(await homeWith(), ['report', '--out', join(folder, 'a.pdf')], env);
    expect([said.exitCode, said.stderr]).toEqual([
      1,
      'No figures have been published yet, so there is nothing to report. Load files first: npx waggle ingest\n',
    ]);
  });

  it('that the file cannot be written', async () => {
    const inTheWay = join(folder, 'in-the-way');
    await writeFile(inTheWay, 'a file where a folder should be');
    const file = join(inTheWay, 'a.pdf');
    const said = await waggle(await homeWith(1), ['report', '--out', file]);
    expect(said.exitCode).toBe(1);
    expect(said.stderr).toContain(`The report cannot be written to ${file} (`);
    expect(said.stderr).toContain('Name a file in a folder that you may write to, with --out.');
  });

  it.each([
    [['--area', 'dspl-9'], 'There is no area “dspl-9”. Did you mean “dspl-1”?\n'],
    [['--snapshot', 'Board May'], 'There is no snapshot “Board May”.'],
    [['--tier', 'top'], '“tier” cannot be “top”; use “headline”, “core” or “all”.\n'],
  ])('what is wrong with %s', async (words, sentence) => {
    const said = await waggle(await homeWith(1), ['report', '--out', join(folder, 'a.pdf'), ...words]);
    expect(said.exitCode).toBe(2);
    expect(said.stderr).toContain(sentence);
  });

  it('that other commands take no such choice', async () => {
    const said = await waggle(await homeWith(1), ['status', '--area', 'dspl-1']);
    expect(said).toMatchObject({ exitCode: 2 });
    expect(said.stderr).toContain('waggle status knows no --area.');
  });
});
