import { beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../indicators/catalogue.ts';
import { countingWords } from '../../indicators/counting-words.ts';
import { expressionWords } from '../../indicators/expression-words.ts';
import type { Measure } from '../../indicators/measure-schema.ts';
import type { Catalogue } from '../../indicators/schema.ts';
import { shippedPartnership } from '../support/home.ts';
import { COUNT, indicatorWith, PROPORTION, RATE, STOCK } from '../support/indicator.ts';

let catalogue: Catalogue;
beforeAll(async () => {
  const shipped = await loadCatalogue(shippedPartnership);
  const [view] = shipped.views;
  const families = view && { ...view, name: 'families_asked', title: 'Complaints, Survey answers' };
  catalogue = {
    ...shipped,
    views: families ? [families] : [],
    indicators: [indicatorWith({ id: 'complaints', title: 'All complaints', measure: COUNT })],
  };
});

const VISITS = { extract: 'complaints', date: 'received_on', value: 'days_to_respond' } as const;

describe('how an indicator is counted is said for', () => {
  it.each<[what: string, measure: Measure, words: string]>([
    [
      'a count',
      { ...COUNT, where: "kind = 'complaint' AND stage IS NOT NULL" },
      'From “Complaints and compliments”, dated by “received on”. Only rows where kind is “complaint” and stage is known. The figure is how many rows there are.',
    ],
    [
      'rows by a code that has words of its own',
      { ...COUNT, extract: 'attendance', date: 'period', where: "sen_provision NOT IN ('E', 'K')" },
      'From “School attendance”, dated by “period”. Only rows where SEN provision is neither “EHC plan” nor “SEN support”. The figure is how many rows there are.',
    ],
    [
      'a stock',
      STOCK,
      'From “Waiting lists”, as it stood in the last month of each period, dated by “snapshot on”. The figure is how many rows there are.',
    ],
    [
      'a share of rows',
      PROPORTION,
      'From “EHC needs assessments”, dated by “plan issued on”. The figure is the share of these rows where days to issue is at most 140.',
    ],
    [
      'a share of rows with a mark',
      { ...PROPORTION, numerator: 'on_time' },
      'From “EHC needs assessments”, dated by “plan issued on”. The figure is the share of these rows where on time is true.',
    ],
    [
      'a share of rows by what is worked out of them',
      { ...PROPORTION, extract: 'survey_responses', date: 'responded_on', numerator: 'positive' },
      'From “Survey answers”, dated by “responded on”. The figure is the share of these rows where answer is at least 4.',
    ],
    [
      'a share of amounts',
      { ...PROPORTION, numerator: 'sessions_missed', denominator: 'sessions_possible' },
      'From “EHC needs assessments”, dated by “plan issued on”. The figure is the total of sessions missed, divided by the total of sessions possible.',
    ],
    [
      'a rate',
      RATE,
      'From “Suspensions and permanent exclusions”, dated by “started on”. The figure is how many rows there are for every 100 of the latest headcount in “Pupil numbers”.',
    ],
    [
      'a rate to one',
      { ...RATE, per: 1, denominator: { extract: 'ehc_plans', where: "phase = 'primary'" } },
      'From “Suspensions and permanent exclusions”, dated by “started on”. The figure is how many rows there are, divided by the latest count of rows in “EHC plans maintained” where phase is “primary”.',
    ],
    [
      'a sum',
      { kind: 'sum', ...VISITS },
      'From “Complaints and compliments”, dated by “received on”. The figure is the total of days to respond.',
    ],
    [
      'a mean',
      { kind: 'mean', ...VISITS, stock: true },
      'From “Complaints and compliments”, as it stood in the last month of each period, dated by “received on”. The figure is the average of days to respond.',
    ],
    [
      'a median',
      { kind: 'median', ...VISITS, value: 'days_to_respond / 7' },
      'From “Complaints and compliments”, dated by “received on”. The figure is the middle one of all days to respond ÷ 7: half are lower, half are higher.',
    ],
    [
      'a percentile',
      { kind: 'percentile', percentile: 0.29, ...VISITS },
      'From “Complaints and compliments”, dated by “received on”. The figure is the days to respond that 29% of the rows do not exceed.',
    ],
    [
      'a gap',
      { kind: 'gap', of: COUNT, less: STOCK },
      'One figure less another. The first: “All complaints”. The other: From “Waiting lists”, as it stood in the last month of each period, dated by “snapshot on”. The figure is how many rows there are.',
    ],
    [
      'a ratio',
      { kind: 'ratio', numerator: COUNT, denominator: COUNT, per: 1000 },
      'One figure for every 1,000 of another. The first: “All complaints”. The other: “All complaints”.',
    ],
    [
      'a ratio to one',
      { kind: 'ratio', numerator: COUNT, denominator: COUNT, per: 1 },
      'One figure, divided by another. The first: “All complaints”. The other: “All complaints”.',
    ],
    [
      'growth',
      { kind: 'growth', of: COUNT },
      'The change on the same period a year before, as a share of what there was then. What changes: “All complaints”.',
    ],
    [
      'a rank',
      {
        kind: 'rank',
        extract: 'dfe_timeliness',
        numerator: 'plans_issued',
        denominator: 'plans',
        best: 'highest',
      },
      'The council’s place among all councils in “New EHC plans and the 20 weeks, every council”, by plans issued divided by plans; the highest is first.',
    ],
    [
      'what comes as figures',
      { kind: 'published', measure: 'calls-answered' },
      'A finished figure that reaches the partnership as “calls-answered” in “Published measures”; nothing is counted here.',
    ],
    [
      'a view',
      { ...COUNT, extract: 'families_asked' },
      'From “families asked” (put together from Complaints, Survey answers), dated by “received on”. The figure is how many rows there are.',
    ],
  ])('%s', (_what, measure, words) => {
    expect(countingWords(indicatorWith({ id: 'one', measure }), catalogue)).toBe(words);
  });

  it('every indicator that is shipped', async () => {
    const { indicators, ...rest } = await loadCatalogue(shippedPartnership);
    for (const indicator of indicators) {
      const words = countingWords(indicator, { indicators, ...rest });
      expect(words, indicator.id).toMatch(
        /^(From “|One figure|The change|The council’s place|A finished figure).*\.$/,
      );
      expect(words, indicator.id).not.toMatch(/undefined|NaN|“[^”]*“/);
    }
  });
});

describe('a condition in words', () => {
  it.each([
    ["sen_provision = 'E'", 'sen provision is “E”'],
    ["kind IN ('new', 'amended', 'old')", 'kind is “new”, “amended” or “old”'],
    ["kind NOT IN ('new', 'amended')", 'kind is neither “new” nor “amended”'],
    ["kind IN ('new')", 'kind is “new”'],
    ["kind <> 'it''s' OR NOT open", "kind is not “it's” or not open"],
    ['days BETWEEN 5 AND 10.5', 'days is between 5 and 10.5'],
    ['a IS NULL AND (b > 1 OR c < 2)', 'a is not known and (b is above 1 or c is below 2)'],
    ['2 * missed >= possible - 1 -- half', '2 × missed is at least possible − 1'],
    ["lower(phase) = 'primary'", 'phase is “primary”'],
    ["lower(replace(stage, '_', ' ')) IN ('informal', 'stage 1')", 'stage is “informal” or “stage 1”'],
    ["coalesce(outcome IN ('agreed', 'conceded'), false)", 'outcome is “agreed” or “conceded”'],
    [
      "date_trunc('month', due_on) = date_trunc('month', seen_on)",
      'the month of due on is the month of seen on',
    ],
    ['month(seen_on) = 1', 'the month of seen on is 1'],
    ['"kind" = 1', 'kind is 1'],
  ])('%s', (expression, words) => {
    expect(expressionWords(expression)).toBe(words);
  });

  it.each([
    ["date_diff('day', a, b) <= 3"],
    ["kind LIKE 'x%'"],
    ['CASE WHEN a THEN 1 ELSE 0 END'],
    ['a::DATE > b'],
    ["coalesce(a, 'none') = 'x'"],
  ])('%s stays as it is written', (expression) => {
    expect(expressionWords(expression)).toBe(expression);
  });
});
