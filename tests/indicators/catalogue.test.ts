import { readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { CatalogueError, loadCatalogue } from '../../indicators/catalogue.ts';
import { projectRoot, shippedPartnership } from '../support/home.ts';
import { openPartnership, type TestPartnership, testPartnership } from '../support/partnership.ts';

const COMPLAINTS = `title: Complaints
definition: The number of complaints.
why_it_matters: Families wait.
phrase: complaints were received
tier: headline
unit: count
polarity: lower_is_better
measure:
  kind: count
  extract: complaints
  date: received_on
  where: kind = 'complaint'
grains: [month, calendar_year]
tile_grain: month
bees: [be-happy]
baseline: { period: FY2022, value: 530, source: A plan }
targets:
  - by: 2025-04
    change: -0.2
    source: A plan
owner: Head of Service
sources: [A plan]
review_by: 2027-03-31
`;

const SUSPENSIONS = `${COMPLAINTS.slice(0, COMPLAINTS.indexOf('measure:'))}measure:
  kind: rate
  extract: exclusions
  date: started_on
  per: 100
  denominator:
    extract: pupils
    date: snapshot_on
    sum: headcount
${COMPLAINTS.slice(COMPLAINTS.indexOf('grains:'))}`;

const INDICATOR = 'testshire/indicators/complaints.yaml';
const RATE = 'testshire/indicators/suspensions.yaml';
const PARTNERSHIP = 'testshire/partnership.yaml';
const EXTRACT = 'extracts/complaints.yaml';

let testshire: TestPartnership;
let texts: Map<string, string>;

beforeAll(async () => {
  testshire = await openPartnership({}, ['complaints', 'exclusions', 'pupils']);
  await testshire.write(INDICATOR, COMPLAINTS);
  await testshire.write(RATE, SUSPENSIONS);
  const files = [INDICATOR, RATE, PARTNERSHIP, EXTRACT];
  texts = new Map(
    await Promise.all(
      files.map(async (file) => [file, await readFile(testshire.path(file), 'utf8')] as const),
    ),
  );
});
afterAll(() => testshire.remove());

/** Writes a text for another into a file of the catalogue, until the test ends. `▸` marks where the fault is to be. */
async function change(file: string, from: string, to: string): Promise<string> {
  const text = texts.get(file) ?? '';
  if (!text.includes(from)) throw new Error(`${file} has no “${from}”.`);
  const changed = text.replace(from, () => to);
  await testshire.write(file, changed.replaceAll('▸', ''));
  onTestFinished(() => testshire.write(file, text));
  const [before = ''] = changed.split('▸');
  const lines = before.split('\n');
  return `${file}:${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
}

/** Every fault as a person sees it, without the folder that the test happens to use. */
async function faults(): Promise<string[]> {
  const error = await loadCatalogue(testshire.folder).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error === null) return [];
  if (!(error instanceof CatalogueError)) throw error;
  const root = testshire.path('');
  return error.faults.map(
    ({ file, line, column, message }) => `${relative(root, file)}:${line}:${column} ${message}`,
  );
}

it('the catalogue that is shipped loads, with each of its indicators and extracts', async () => {
  const { partnership, indicators, extracts } = await loadCatalogue(shippedPartnership);
  expect(partnership.areas.map((area) => area.id)).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `dspl-${n}`),
  );
  expect(indicators.map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      'absence-send',
      'annual-review-on-time',
      'asd-waiting',
      'complaints-count',
      'compliments-count',
      'ehcna-requests',
      'ehcp-audited-good',
      'ehcp-count',
      'ehcp-issued-20-weeks',
      'part-time-timetables-ehcp',
      'salt-assessed-6-weeks',
      'special-school-waiting',
      'suspension-rate',
    ]),
  );
  expect(extracts.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['attendance', 'ehc_assessments', 'ehc_plans', 'pupils', 'waiting_lists']),
  );
});

it('what a file need not say is filled in: the tile shows the first of the grains', async () => {
  await change(INDICATOR, 'tile_grain: month\n', '');
  await change(INDICATOR, 'phrase: complaints were received\n', '');
  const { indicators } = await loadCatalogue(testshire.folder);
  expect(indicators.map(({ id, tile_grain }) => [id, tile_grain])).toEqual([
    ['complaints', 'month'],
    ['suspensions', 'month'],
  ]);
});

it('indicators stand in the partnership’s order, those it does not name after them', async () => {
  await change(PARTNERSHIP, 'calendar:', 'order: [suspensions]\ncalendar:');
  const { indicators } = await loadCatalogue(testshire.folder);
  expect(indicators.map(({ id }) => id)).toEqual(['suspensions', 'complaints']);
});

it('a target that is a change on the baseline is a whole number of people', async () => {
  const { indicators } = await loadCatalogue(shippedPartnership);
  const target = (id: string) => indicators.find((one) => one.id === id)?.targets[0]?.value;
  expect(target('complaints-count')).toBe(424); // a fifth fewer than 530
  expect(target('compliments-count')).toBe(249); // a fifth more than 207 is 248.4
  expect(target('part-time-timetables-ehcp')).toBe(183); // half of 367 is 183.5
});

it('without a fault there is none', async () => {
  expect(await faults()).toEqual([]);
});

describe('a fault is said with its place', () => {
  it.each<[what: string, file: string, from: string, to: string, message: string]>([
    [
      'an unknown key, and which may be meant',
      INDICATOR,
      'owner:',
      '▸onwer: X\nowner:',
      '"onwer" is not a key that can stand here; did you mean "owner"?',
    ],
    [
      'an unknown key further in',
      INDICATOR,
      "  where: kind = 'complaint'",
      "  ▸were: kind = 'complaint'",
      '"were" is not a key that can stand here',
    ],
    ['a missing key', INDICATOR, 'owner: Head of Service\n', '', '"owner" is missing'],
    [
      'a missing key further in',
      INDICATOR,
      'measure:\n  kind: count\n  extract: complaints\n',
      '▸measure:\n  kind: count\n',
      '"measure.extract" is missing',
    ],
    [
      'a wrong type',
      INDICATOR,
      'grains: [month, calendar_year]',
      '▸grains: month',
      '"grains": expected array, received string',
    ],
    [
      'a word that is none of those allowed',
      INDICATOR,
      'tier: headline',
      '▸tier: top',
      '"tier" must be one of: headline, core, supporting',
    ],
    [
      'a day that is none',
      INDICATOR,
      'review_by: 2027-03-31',
      '▸review_by: March 2027',
      '"review_by": write a day as 2025-04-30',
    ],
    [
      'an empty text',
      INDICATOR,
      'phrase: complaints were received',
      '▸phrase: " "',
      '"phrase": must not be empty',
    ],
    [
      'a tile at a grain that the indicator has not',
      INDICATOR,
      'tile_grain: month',
      '▸tile_grain: quarter',
      '"quarter" is not among the indicator’s grains',
    ],
    [
      'an extract that there is not',
      INDICATOR,
      '  extract: complaints',
      '  ▸extract: complaint',
      'there is no extract "complaint"; did you mean "complaints"?',
    ],
    [
      'a date column that there is not',
      INDICATOR,
      '  date: received_on',
      '  ▸date: recieved_on',
      '"recieved_on" is not a column of complaints; did you mean "received_on"?',
    ],
    [
      'a date column that is no date',
      INDICATOR,
      '  date: received_on',
      '  ▸date: theme',
      '"theme" of complaints is not a date',
    ],
    [
      'a column in an expression',
      INDICATOR,
      "  where: kind = 'complaint'",
      "  ▸where: kindd = 'complaint'",
      '"where" uses "kindd", which is no column of the extract; did you mean "kind"?',
    ],
    [
      'a bee that flew in from nowhere',
      INDICATOR,
      'bees: [be-happy]',
      'bees: [▸be-hapy]',
      '"be-hapy" is not one of the partnership’s bees; did you mean "be-happy"?',
    ],
    [
      'an item of a framework that the partnership has not',
      INDICATOR,
      'bees: [be-happy]',
      'ambitions: [▸tailoring]',
      '"tailoring" is not one of the partnership’s ambitions',
    ],
    [
      'a key of a benchmark, by the kind of benchmark that it is most like',
      INDICATOR,
      'owner:',
      'benchmarks:\n  - extract: pupils\n    numerator: headcount\n    ▸comparator: [england]\nowner:',
      '"comparator" is not a key that can stand here',
    ],
    [
      'a breakdown by a column that there is not',
      INDICATOR,
      'bees: [be-happy]',
      'breakdowns: [agency, ▸themes]',
      '"themes" is not a column of complaints; did you mean "theme"?',
    ],
    [
      'an order of indicators that names one that there is not',
      PARTNERSHIP,
      'calendar:',
      'order: [complaints, ▸suspension]\ncalendar:',
      'there is no indicator "suspension"; did you mean "suspensions"?',
    ],
    [
      'a target before its baseline',
      INDICATOR,
      '  - by: 2025-04',
      '  - ▸by: 2022-01',
      'the target is dated before the end of its baseline; it must be 2023-04 or later',
    ],
    [
      'a target in the middle of its baseline',
      INDICATOR,
      '  - by: 2025-04',
      '  - ▸by: 2023-03',
      'the target is dated before the end of its baseline; it must be 2023-04 or later',
    ],
    [
      'a change without a baseline',
      INDICATOR,
      'baseline: { period: FY2022, value: 530, source: A plan }\ntargets:\n  - by: 2025-04\n    change',
      'targets:\n  - by: 2025-04\n    ▸change',
      'a target that is a change needs a baseline to change from',
    ],
    [
      'a target that is both a value and a change',
      INDICATOR,
      'targets:\n  - by: 2025-04',
      'targets:\n  - ▸by: 2025-04\n    value: 3',
      '"targets.0": say value, change or range, one of the three',
    ],
    [
      'a head count from an extract that there is not',
      RATE,
      '    extract: pupils',
      '    ▸extract: pupil',
      'there is no extract "pupil"; did you mean "pupils"?',
    ],
    [
      'a head count that there is not',
      RATE,
      '    sum: headcount',
      '    ▸sum: head_count',
      '"head_count" is not a column of pupils; did you mean "headcount"?',
    ],
    [
      'a head count that is a text',
      RATE,
      '    sum: headcount',
      '    ▸sum: phase',
      '"phase" of pupils is neither a number nor true or false',
    ],
    [
      'a condition on a head count',
      RATE,
      '    sum: headcount',
      "    sum: headcount\n    ▸where: sen = 'K'",
      '"where" uses "sen", which is no column of the extract',
    ],
    [
      'a key column of an extract',
      EXTRACT,
      'primaryKey: [contact_id]',
      'primaryKey: [▸contact]',
      '"contact" is not a column of complaints; did you mean "contact_id"?',
    ],
    [
      'an extract whose newest row of a key wins, and that has no key',
      EXTRACT,
      'supersede: key',
      '▸supersede: key',
      'an extract of which the newest row of a key wins needs a primaryKey',
    ],
    [
      'a period column of an extract',
      EXTRACT,
      'period: [received_on, responded_on]',
      'period: [received_on, ▸respond_on]',
      '"respond_on" is not a column of complaints; did you mean "responded_on"?',
    ],
    [
      'an expression of an extract',
      EXTRACT,
      "  days_to_respond: date_diff('day', received_on, responded_on)",
      "  ▸days_to_respond: date_diff('day', received_on, answered)",
      '"days_to_respond" uses "answered", which is no column of the extract',
    ],
    [
      'a check of an extract',
      EXTRACT,
      '  - expression: responded_on >= received_on',
      '  - ▸expression: responded_on >= recieved_on',
      'the check uses "recieved_on", which is no column of the extract; did you mean "received_on"?',
    ],
    [
      'the column that a check names',
      EXTRACT,
      '    column: responded_on',
      '    ▸column: respond_on',
      '"respond_on" is not a column of complaints; did you mean "responded_on"?',
    ],
    [
      'an extract by another name than its file’s',
      EXTRACT,
      'name: complaints\n',
      '▸name: complaint\n',
      '"complaint" must be the file’s own name',
    ],
  ])('%s', async (...given) => {
    const [, file, from, to, message] = given;
    const place = await change(file, from, to);
    if (message.endsWith('needs a primaryKey')) {
      await testshire.write(file, (texts.get(file) ?? '').replace('primaryKey: [contact_id]\n', ''));
    }
    const marked = to.includes('▸') ? place : `${file}:1:1`;
    expect(await faults()).toContain(`${marked} ${message}`);
  });

  it('YAML that is none', async () => {
    const place = await change(INDICATOR, 'grains: [month, calendar_year]\n', 'grains: [month\n▸');
    expect(await faults()).toEqual([expect.stringMatching(new RegExp(`^${place} is not valid YAML: `))]);
  });

  it('a key that stands there twice', async () => {
    const place = await change(INDICATOR, 'owner:', 'tier: core\nowner:');
    expect(place).toBeDefined();
    expect(await faults()).toEqual([
      expect.stringMatching(/complaints\.yaml:\d+:1 is not valid YAML: Map keys must be unique/),
    ]);
  });

  it('an area that is named twice', async () => {
    const place = await change(
      PARTNERSHIP,
      '  - id: dspl-2\n    name: South',
      '  - ▸id: dspl-2\n    name: D.S.P.L. 1',
    );
    expect(await faults()).toEqual([`${place} "dspl-2" and "dspl-1" share the name "dspl1"`]);
  });

  it('a folder or a file that is not there', async () => {
    const bare = await testPartnership({});
    await rm(bare.path('testshire/indicators'), { recursive: true });
    await rm(bare.path('testshire/partnership.yaml'));
    const error = await loadCatalogue(bare.folder).catch((reason: unknown) => reason);
    expect(String(error)).toMatch(/testshire\/indicators:1:1 is missing: the catalogue needs this folder/);
    expect(String(error)).toMatch(/partnership\.yaml:1:1 is missing or cannot be read/);
  });
});

describe('faults are reported all at once, and nothing half-loads', () => {
  it('of one file', async () => {
    await change(INDICATOR, 'tier: headline\nunit: count', 'tier: top\nunit: pieces');
    expect(await faults()).toEqual([
      `${INDICATOR}:5:1 "tier" must be one of: headline, core, supporting`,
      expect.stringMatching(`^${INDICATOR}:6:1 "unit" must be one of: percent, count, `),
    ]);
  });

  it('of several files, those in names and expressions too', async () => {
    await change(INDICATOR, 'bees: [be-happy]', 'bees: [be-hapy]');
    await change(RATE, '    sum: headcount', '    sum: heads');
    await change(EXTRACT, 'primaryKey: [contact_id]', 'primaryKey: [contact]');
    expect((await faults()).map((fault) => fault.split(':')[0]).sort()).toEqual([EXTRACT, INDICATOR, RATE]);
  });

  it('and an indicator is not blamed for what is wrong in its extract', async () => {
    await change(EXTRACT, 'due: 10', 'due: soon');
    expect(await faults()).toEqual([expect.stringMatching(`^${EXTRACT}:\\d+:1 "due": `)]);
  });

  it('though the partnership’s own file cannot be read', async () => {
    await change(PARTNERSHIP, 'region: East of England\n', '');
    await change(INDICATOR, '  date: received_on', '  date: recieved_on');
    expect(await faults()).toEqual([
      `${PARTNERSHIP}:1:1 "region" is missing`,
      `${INDICATOR}:11:3 "recieved_on" is not a column of complaints; did you mean "received_on"?`,
    ]);
  });

  it('in one message, a line for each', async () => {
    await change(INDICATOR, 'tier: headline\nunit: count', 'tier: top\nunit: pieces');
    const error = await loadCatalogue(testshire.folder).catch((reason: unknown) => reason);
    expect(String(error)).toMatch(
      /^CatalogueError: The catalogue has 2 faults:\n\S+:5:1 "tier" .*\n\S+:6:1 "unit" /,
    );
  });
});

describe('an expression', () => {
  it.each([
    ["kind = 'complaint' AND (theme IS NULL OR theme NOT LIKE '%late%')"],
    ["kind IN ('complaint', 'compliment') AND NOT stage = 'x'"],
    ["date_diff('day', received_on, responded_on) BETWEEN 0 AND 20"],
    ["CASE WHEN stage IS NULL THEN true ELSE lower(trim(stage)) <> 'one' END"],
    ['days_to_respond <= 20'],
    ["date_trunc('month', received_on) = date_trunc('month', CAST('2024-07-01' AS DATE))"],
    ['"received_on" >= responded_on -- a comment'],
  ])('may be %s', async (where) => {
    await change(INDICATOR, "where: kind = 'complaint'", `where: ${JSON.stringify(where)}`);
    expect(await faults()).toEqual([]);
  });

  it.each([
    ['kind =', /^is not an expression that DuckDB can read: /],
    ['received_on > 5', /^cannot be worked out: /],
  ])('may not be %s', async (where, message) => {
    await change(INDICATOR, "where: kind = 'complaint'", `where: ${JSON.stringify(where)}`);
    const found = (await faults()).map((fault) => fault.replace(/^.*?"where" /, ''));
    expect(found).toEqual([typeof message === 'string' ? message : expect.stringMatching(message)]);
  });

  it.each([
    ['theme', '"where" is no condition that is true or false'],
    ['received_on', '"where" is no condition that is true or false'],
  ])('as a condition may not be %s', async (where, message) => {
    const place = await change(INDICATOR, "where: kind = 'complaint'", `▸where: ${where}`);
    expect(await faults()).toEqual([`${place} ${message}`]);
  });

  it('as a share may be true and false, or a number, and no text', async () => {
    const share = 'kind: proportion\n  numerator: theme';
    await change(INDICATOR, 'kind: count', share);
    expect(await faults()).toEqual([
      expect.stringMatching(/"numerator" is neither a number nor true or false/),
    ]);
  });
});

it('the files of the catalogue are named from where Waggle runs', async () => {
  const copy = join(projectRoot, 'indicators', 'nowhere');
  const error = await loadCatalogue(copy).catch((reason: unknown) => reason);
  expect(String(error)).toContain('\nindicators/nowhere/partnership.yaml:1:1 is missing or cannot be read');
});
