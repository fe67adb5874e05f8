import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { faultsOf } from '../support/faults.ts';
import { projectRoot } from '../support/home.ts';
import {
  ABSENCE,
  COMPLAINTS,
  indicatorYaml,
  NORTH,
  ON_TIME,
  type PlainIndicator,
  REQUESTS,
  SOUTH,
  testPartnership,
} from '../support/partnership.ts';

/** Mistakes of those who write indicators, terms and areas: each is a sentence at its place, and nothing is loaded. */

const CALENDAR = 'testshire/calendar.yaml';
const PARTNERSHIP = 'testshire/partnership.yaml';

async function faultsWith(
  indicators: Record<string, PlainIndicator>,
  files: Record<string, string> = {},
  extracts?: string[],
): Promise<string[]> {
  const testshire = await testPartnership(indicators, extracts);
  for (const [name, text] of Object.entries(files)) await testshire.write(name, text);
  return faultsOf(testshire);
}

describe('school terms', () => {
  const BY_TERM = { complaints: { ...COMPLAINTS, grains: ['month', 'term'] } } satisfies Record<
    string,
    PlainIndicator
  >;
  const terms = (...lines: string[]) => `terms:\n${lines.map((line) => `  - { ${line} }\n`).join('')}`;
  const AUTUMN = 'id: AY2023T1, start: 2023-09-04, end: 2023-12-21';
  const SPRING = 'id: AY2023T2, start: 2024-01-04, end: 2024-03-28';
  const SUMMER = 'id: AY2023T3, start: 2024-04-15, end: 2024-07-23';

  it('in order have no fault', async () => {
    const calendar = terms(AUTUMN, SPRING, SUMMER, 'id: AY2024T1, start: 2024-09-03, end: 2024-12-20');
    expect(await faultsWith(BY_TERM, { [CALENDAR]: calendar })).toEqual([]);
  });

  it.each([
    [
      'with one left out',
      terms(AUTUMN, SUMMER),
      '3:7 after the term AY2023T1 comes AY2023T2, and not AY2023T3',
    ],
    [
      'with a year left out',
      terms(SUMMER, 'id: AY2025T1, start: 2025-09-03, end: 2025-12-20'),
      '3:7 after the term AY2023T3 comes AY2024T1, and not AY2025T1',
    ],
    [
      'in the wrong order',
      terms(SPRING, AUTUMN),
      '3:7 after the term AY2023T2 comes AY2023T3, and not AY2023T1',
    ],
    ['with one twice', terms(AUTUMN, AUTUMN), '3:7 after the term AY2023T1 comes AY2023T2, and not AY2023T1'],
    [
      'that overlap',
      terms(AUTUMN, SPRING.replace('2024-01-04', '2023-12-21')),
      '3:21 the term AY2023T2 starts before AY2023T1 has ended',
    ],
    [
      'of which one ends before it starts',
      terms(AUTUMN.replace('2023-12', '2023-08')),
      '2:40 the term AY2023T1 ends before it starts',
    ],
    [
      'on a day that there is not',
      terms(AUTUMN.replace('12-21', '11-31')),
      '2:40 "terms.0.end": there is no such day',
    ],
    ['without any', 'terms: []\n', '1:1 "terms" must not be empty'],
    [
      'called by another name',
      terms(AUTUMN.replace('AY2023T1', 'Autumn')),
      /^2:7 "terms.0.id": write a term as AY2024T1/,
    ],
  ])('%s are told', async (_what, calendar, message) => {
    const found = await faultsWith(BY_TERM, { [CALENDAR]: calendar });
    const told = found
      .filter((fault) => fault.startsWith(CALENDAR))
      .map((fault) => fault.slice(CALENDAR.length + 1));
    expect(told).toEqual([typeof message === 'string' ? message : expect.stringMatching(message)]);
  });

  it('are needed for figures by term', async () => {
    expect(await faultsWith(BY_TERM)).toEqual([
      expect.stringMatching(
        /^testshire\/indicators\/complaints\.yaml:\d+:5 figures by term need the school terms in calendar\.yaml$/,
      ),
    ]);
  });
});

describe('areas', () => {
  it.each([
    [
      'with the same id',
      `id: ${SOUTH}`,
      `id: ${NORTH}`,
      `there are two areas "${NORTH}"; give each an id of its own`,
    ],
    [
      'on the same tile',
      '      - 0\n      - 1\n',
      '      - 0\n      - 0\n',
      `"${SOUTH}" lies on the tile of "${NORTH}"; give it another column or row`,
    ],
    ['with the same name', 'name: South', 'name: NORTH.', `"${SOUTH}" and "${NORTH}" share the name "north"`],
    ['with the same other name', 'DSPL 2', 'dspl-1', `"${SOUTH}" and "${NORTH}" share the name "dspl1"`],
    [
      'called as the whole is',
      `id: ${SOUTH}`,
      'id: county',
      '"county" is the whole; give the area another id',
    ],
  ])('%s are told', async (_what, from, to, message) => {
    const testshire = await testPartnership({ complaints: COMPLAINTS });
    await testshire.edit(PARTNERSHIP, from, to);
    const told = (await faultsOf(testshire)).map((fault) => fault.replace(/:\d+:\d+ /, ': '));
    expect(told).toContain(`${PARTNERSHIP}: ${message}`);
  });
});

describe('names', () => {
  it.each([
    ['bus-times.yml', 'is not read, for its name does not end in .yaml; call it bus-times.yaml'],
    ['bus-times.yaml.txt', 'is not read, for its name does not end in .yaml; call it bus-times.yaml'],
    ['Bus_times.yaml', 'the file’s name: use small letters, digits and hyphens, as in "north-west"'],
  ])('of a file that is no indicator’s: %s', async (name, message) => {
    const file = `testshire/indicators/${name}`;
    const found = await faultsWith({ complaints: COMPLAINTS }, { [file]: indicatorYaml(COMPLAINTS) });
    expect(found).toEqual([`${file}:1:1 ${message}`]);
  });

  it.each([
    ['that is there twice', 'be-happy', '"be-happy" is there twice; give each an id of its own'],
    [
      'that no address can hold',
      'be/happy',
      '"frameworks.bees.items.0.id": use letters, digits and hyphens, as in "be-happy" or "AI1"',
    ],
  ])('of an item %s', async (_what, id, message) => {
    const testshire = await testPartnership({ complaints: COMPLAINTS });
    const before = `- { id: ${id}, title: Be Merry, description: Children laugh. }\n      - id: be-happy`;
    await testshire.edit(PARTNERSHIP, '- id: be-happy', before);
    expect(await faultsOf(testshire)).toEqual([expect.stringContaining(message)]);
  });

  it('of headings that two fields of an extract claim', async () => {
    const testshire = await testPartnership({ complaints: COMPLAINTS });
    await testshire.edit('extracts/complaints.yaml', 'aliases: [Category,', 'aliases: [Type, Category,');
    await testshire.edit('extracts/complaints.yaml', '- name: stage', '- name: agency');
    expect((await faultsOf(testshire)).map((fault) => fault.replace(/:\d+:\d+ /, ': '))).toEqual([
      'extracts/complaints.yaml: "agency" is already a heading of the field agency',
      'extracts/complaints.yaml: "Type" is already a heading of the field kind',
    ]);
  });
});

describe('a percentage written as it is said, and not as a fraction,', () => {
  it.each<[string, Partial<PlainIndicator>]>([
    ['as a target', { targets: [{ by: '2026-03', value: 90, source: 'A plan' }] }],
    ['as an end of a range', { targets: [{ by: '2026-03', range: [0.5, 90], source: 'A plan' }] }],
    ['as a baseline', { baseline: { period: 'FY2022', value: 90, source: 'A plan' } }],
    ['as what the law asks for', { standard: { value: 90, source: 'An act' } }],
  ])('is told %s', async (_what, expected) => {
    expect(await faultsWith({ 'on-time': { ...ON_TIME, ...expected } })).toEqual([
      expect.stringMatching(/ 90 is 9000%: write 90% as 0\.9$/),
    ]);
  });
});

describe('the clock of a partnership', () => {
  it.each([
    ['calendar: Europe/London', 'calendar: Europe/Northmoor', 'there is no time zone "Europe/Northmoor"; '],
    [
      'schedule: "*/10 * * * *"',
      'schedule: every ten minutes',
      '"every ten minutes" is not a cron expression; ',
    ],
  ])('is told where it cannot go: %s', async (from, to, message) => {
    const testshire = await testPartnership({ complaints: COMPLAINTS });
    await testshire.edit(PARTNERSHIP, from, to);
    expect(await faultsOf(testshire)).toEqual([expect.stringContaining(`:1 ${message}`)]);
  });
});

describe('an indicator', () => {
  const OPEN_DATA = {
    extract: 'dfe_timeliness',
    numerator: 'plans_issued_20_weeks_ex',
    comparators: ['england' as const],
  };
  const BASELINE = { period: 'FY2022', value: 530, source: 'A plan' };
  const target = (keys: object) => ({
    ...COMPLAINTS,
    baseline: BASELINE,
    targets: [{ by: '2025-04', source: 'A plan', ...keys }],
  });

  it.each<[what: string, indicators: Record<string, object>, messages: string[]]>([
    [
      'with a benchmark column that the file does not have',
      { a: { ...ON_TIME, benchmarks: [{ ...OPEN_DATA, numerator: 'plans_issued_20_weeks_x' }] } },
      [
        'a "plans_issued_20_weeks_x" is not a column of dfe_timeliness; did you mean "plans_issued_20_weeks_ex"?',
      ],
    ],
    [
      'with a benchmark from a file that there is not',
      { a: { ...ON_TIME, benchmarks: [{ ...OPEN_DATA, extract: 'dfe_timelines' }, OPEN_DATA] } },
      ['a there is no extract "dfe_timelines"; did you mean "dfe_timeliness"?'],
    ],
    [
      'worked out from one that there is not',
      { complaints: COMPLAINTS, a: { measure: { kind: 'growth', of: 'complaint' } } },
      ['a there is no indicator "complaint"; did you mean "complaints"?'],
    ],
    [
      'worked out from two that there are not',
      { requests: REQUESTS, a: { measure: { kind: 'gap', of: 'request', less: 'nothing-of-the-kind' } } },
      [
        'a there is no indicator "request"; did you mean "requests"?',
        'a there is no indicator "nothing-of-the-kind"',
      ],
    ],
    [
      'worked out from itself',
      { a: { measure: { kind: 'growth', of: 'a' } }, complaints: COMPLAINTS },
      ['a the indicators go round in a circle: a, a'],
    ],
    [
      'worked out from one that is worked out from it',
      {
        a: { measure: { kind: 'ratio', numerator: 'complaints', denominator: 'b' } },
        b: { measure: { kind: 'growth', of: 'a' } },
        complaints: COMPLAINTS,
      },
      ['a the indicators go round in a circle: a, b, a', 'b the indicators go round in a circle: b, a, b'],
    ],
    [
      'worked out from a circle that it is no part of',
      {
        a: { measure: { kind: 'growth', of: 'b' } },
        b: { measure: { kind: 'growth', of: 'b' } },
        complaints: COMPLAINTS,
      },
      ['b the indicators go round in a circle: b, b'],
    ],
    [
      'that comes as figures and is to be broken down',
      { a: { measure: { kind: 'published' }, breakdowns: ['comparator'] } },
      ['a a measure of kind published cannot be broken down'],
    ],
    [
      'with a target before its baseline',
      { a: target({ by: '2022-01', value: 500 }) },
      ['a the target is dated before the end of its baseline; it must be 2023-04 or later'],
    ],
    [
      'with a range from more to less',
      { a: target({ range: [60, 50] }) },
      ['a "targets.0.range": a range goes from the smaller number to the greater'],
    ],
    [
      'with a range from a number to itself',
      { a: target({ range: [50, 50] }) },
      ['a "targets.0.range": a range goes from the smaller number to the greater'],
    ],
    [
      'with a target that is two things',
      { a: target({ value: 1, range: [50, 60] }) },
      ['a "targets.0": say value, change or range, one of the three'],
    ],
    [
      'with a target in no month',
      { a: target({ by: '2025-13', value: 1 }) },
      ['a "targets.0.by": write a month as 2025-04'],
    ],
    [
      'with a baseline in no period',
      { a: { ...COMPLAINTS, baseline: { ...BASELINE, period: '2022-13' } } },
      [expect.stringMatching(/^a "baseline\.period": write a period as 2024-07, /)],
    ],
    [
      'to be reviewed on no day',
      { a: { ...COMPLAINTS, review_by: '2027-02-29' } },
      ['a "review_by": there is no such day'],
    ],
    [
      'about a view that there is not',
      { a: { measure: { kind: 'count', extract: 'families', date: 'received_on' } } },
      ['a there is no extract "families"'],
    ],
    [
      'by week of what is known by month',
      { a: { ...ABSENCE, grains: ['month', 'week'] } },
      ['a figures by week need days, and "period" of attendance has only months'],
    ],
    [
      'by week with an operand that is known by month',
      { a: { measure: { kind: 'growth', of: ABSENCE.measure }, grains: ['month', 'week'] } },
      ['a figures by week need days, and "period" of attendance has only months'],
    ],
  ])('%s is told', async (_what, indicators, messages) => {
    const given = indicators as Record<string, PlainIndicator>;
    const extracts = ['attendance', 'complaints', 'ehc_assessments', 'dfe_timeliness', 'published_measures'];
    const found = await faultsWith(given, {}, extracts);
    const told = found.map((fault) => fault.replace(/^testshire\/indicators\/(.*)\.yaml:\d+:\d+ /, '$1 '));
    expect(told).toEqual(messages);
    for (const fault of found) expect(fault).not.toMatch(/:1:1 /);
  });
});

it('heads that a view counts need a day', async () => {
  const heads = {
    measure: {
      kind: 'rate',
      extract: 'complaints',
      date: 'received_on',
      per: 100,
      denominator: { extract: 'families' },
    },
  };
  const testshire = await testPartnership({ a: heads as PlainIndicator }, ['complaints'], {
    views: { families: 'SELECT received_on, dspl_area FROM complaints' },
  });
  expect(await faultsOf(testshire)).toEqual([
    expect.stringMatching(/a\.yaml:\d+:\d+ say which "date" of the view families the heads were counted on$/),
  ]);
});

it('an indicator as the README writes it down has none, and needs every key that stands there but its targets', async () => {
  const readme = await readFile(join(projectRoot, 'README.md'), 'utf8');
  const [, text = ''] = /no code[^`]*`targets`:\n\n```yaml\n([^`]+)```/.exec(readme) ?? [];
  const testshire = await testPartnership({ complaints: COMPLAINTS }, ['complaints', 'ehc_assessments']);
  await testshire.write('testshire/indicators/a.yaml', text);
  expect(await faultsOf(testshire)).toEqual([]);
  const keys = Object.keys(parse(text)).filter((key) => key !== 'targets');
  for (const key of keys) {
    const { [key]: _left, ...others } = parse(text);
    await testshire.write('testshire/indicators/a.yaml', stringify(others));
    expect(await faultsOf(testshire)).toEqual([expect.stringContaining(`"${key}" `)]);
  }
});
