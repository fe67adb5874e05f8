import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../indicators/catalogue.ts';
import { frameworkIds, leadingFramework } from '../../indicators/frameworks.ts';
import type { Grain } from '../../indicators/series.ts';
import { isShownAtAll } from '../../indicators/shown-grains.ts';
import { projectRoot, shippedPartnership } from '../support/home.ts';
import { INDICATOR, PARTNERSHIP, useCatalogue } from './faults.ts';

const { change, faults, load } = useCatalogue();

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

it('area groups see what is counted by month by quarter too, but for what would tell of others', async () => {
  const catalogue = await loadCatalogue(shippedPartnership);
  const hidden = catalogue.indicators.filter((one) => !isShownAtAll(one, catalogue, 'protected'));
  const alone = (grain: Grain) => hidden.filter(({ grains }) => grains.includes(grain)).map(({ id }) => id);
  expect(alone('term')).toEqual(['persistent-absence', 'severe-absence-ehcp']);
  expect(alone('month').sort()).toEqual([
    'cme-awaiting-special-school', // part of two others, by way of a view
    'ehcp-home-educated', // of two counts that no indicator shows for themselves, like the next two
    'ehcp-need-asd-growth',
    'ehcp-need-semh-growth',
    'health-waiting-all', // the sum of five others
  ]);
});

it('the frameworks keep the order of the partnership’s file: readers see the first one first', async () => {
  const item = '{ id: a, title: A, description: Of all. }';
  const first = `  outcomes: { title: Promises, item: promise, items: [${item}] }\n`;
  await change(PARTNERSHIP, 'frameworks:\n', `frameworks:\n${first}`);
  const { partnership } = await load();
  expect(frameworkIds(partnership)).toEqual(['outcomes', 'bees']);
  expect(leadingFramework(partnership)?.id).toBe('outcomes');
});

it('what a file need not say is filled in: the tile shows the first of the grains', async () => {
  await change(INDICATOR, 'tile_grain: month\n', '');
  await change(INDICATOR, 'phrase: complaints were received\n', '');
  const { indicators } = await load();
  expect(indicators.map(({ id, tile_grain }) => [id, tile_grain])).toEqual([
    ['complaints', 'month'],
    ['suspensions', 'month'],
  ]);
});

it('indicators stand in the partnership’s order, those it does not name after them', async () => {
  await change(PARTNERSHIP, 'calendar:', 'order: [suspensions]\ncalendar:');
  const { indicators } = await load();
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

const KINDS = "looks for 'complaints' in kind, which holds only complaint, compliment";
const NO_TEXT = "which is no column of the extract; a text stands in single quotation marks, as '…' does";

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
    ["days_to_respond < 'abc'", /^cannot be worked out: .*'abc'/],
    ["kind = 'complaints'", `${KINDS}; did you mean "complaint"?`],
    ["Kind <> 'Complaint'", `${KINDS.replace('complaints', 'Complaint')}; did you mean "complaint"?`],
    ["kind NOT IN ('complaint', 'x')", KINDS.replace('complaints', 'x')],
    ["CASE kind WHEN 'x' THEN true END", KINDS.replace('complaints', 'x')],
    ['kind == "complaint"', `uses "complaint", ${NO_TEXT.replace('…', 'complaint')}`],
    ['kind = complaint', `uses "complaint", ${NO_TEXT.replace('…', 'complaint')}`],
    ['theme = "Too late"', `uses "Too late", ${NO_TEXT.replace('…', 'Too late')}`],
    ['"themes" IS NULL', 'uses "themes", which is no column of the extract; did you mean "theme"?'],
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

  const NO_SHARE =
    '"numerator" is not true or false for each row, as days_to_respond <= 20 is; an amount needs a "denominator", the amount that it is a part of';
  it.each<[numerator: string, denominator: string, messages: string[]]>([
    ["kind = 'complaint'", '', []],
    ['days_to_respond', '', [NO_SHARE]],
    ['theme', '', [NO_SHARE]],
    ['CASE WHEN days_to_respond > 20 THEN 1 ELSE 0 END', '', [NO_SHARE]],
    ['days_to_respond', 'days_to_respond + 1', []],
    ["kind = 'complaint'", 'days_to_respond', []],
    ['theme', 'days_to_respond', ['"numerator" is neither a number nor true or false']],
  ])('as a share may be %s of %s, or is said to be none', async (numerator, denominator, messages) => {
    const below = denominator && `\n  denominator: ${denominator}`;
    const share = `unit: percent\npolarity: lower_is_better\nmeasure:\n  kind: proportion\n  numerator: ${numerator}${below}`;
    await change(INDICATOR, 'unit: count\npolarity: lower_is_better\nmeasure:\n  kind: count', share);
    const found = (await faults()).filter((fault) => !fault.includes('530 is 53000%'));
    expect(found.map((fault) => fault.slice(fault.indexOf(' ') + 1))).toEqual(messages);
  });
});

it('the files of the catalogue are named from where Waggle runs', async () => {
  const copy = join(projectRoot, 'indicators', 'nowhere');
  const error = await loadCatalogue(copy).catch((reason: unknown) => reason);
  expect(String(error)).toContain('\nindicators/nowhere:1:1 is not there');
});
