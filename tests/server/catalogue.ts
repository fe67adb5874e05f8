import type { Extract } from '../../indicators/extract-schema.ts';
import type { Catalogue, Indicator } from '../../indicators/schema.ts';

/** A small partnership: two localities, four indicators, one of which has no figures yet. */

const shared = {
  why_it_matters: 'Children wait.',
  ambitions: ['tailoring'],
  improvement: ['AI2'],
  actions: [],
  outcomes: [],
  targets: [],
  breakdowns: [],
  rebase: [],
  events: [],
  benchmarks: [],
  owner: 'Head of Service',
  sources: ['Improvement Plan'],
  review_by: '2027-03-31',
} satisfies Partial<Indicator>;

const plansOnTime: Indicator = {
  ...shared,
  id: 'plans-on-time',
  title: 'New EHC plans issued within 20 weeks',
  definition: 'Plans issued within 20 weeks, over all plans issued.',
  phrase: 'of new EHC plans were issued within 20 weeks',
  tier: 'headline',
  unit: 'percent',
  polarity: 'higher_is_better',
  measure: {
    kind: 'proportion',
    extract: 'ehc_assessments',
    date: 'plan_issued_on',
    numerator: 'days_to_issue <= 140',
  },
  grains: ['month', 'quarter', 'calendar_year'],
  tile_grain: 'calendar_year',
  bees: ['be-ambitious'],
  targets: [
    { by: '2025-12', value: 0.7, source: 'Improvement Plan' },
    { by: '2024-12', value: 0.6, source: 'Improvement Plan' },
  ],
};

const requests: Indicator = {
  ...shared,
  id: 'requests',
  title: 'Requests for assessment',
  definition: 'Requests received.',
  phrase: 'requests for assessment',
  tier: 'core',
  unit: 'count',
  polarity: 'neither',
  measure: { kind: 'count', extract: 'ehc_assessments', date: 'requested_on' },
  grains: ['month', 'calendar_year'],
  tile_grain: 'calendar_year',
  bees: ['be-ambitious'],
};

const waiting: Indicator = {
  ...shared,
  id: 'waiting',
  title: 'Children waiting',
  definition: 'Children waiting at the end of the month.',
  phrase: 'children were waiting',
  tier: 'core',
  unit: 'count',
  polarity: 'lower_is_better',
  measure: { kind: 'stock', extract: 'waiting_lists', date: 'snapshot_on' },
  grains: ['month'],
  tile_grain: 'month',
  bees: ['be-well'],
  targets: [{ by: '2025-04', value: 100, source: 'Improvement Plan' }],
};

const absence: Indicator = {
  ...shared,
  id: 'absence',
  title: 'Absence',
  definition: 'Sessions missed, over sessions possible.',
  phrase: 'of sessions were missed',
  tier: 'supporting',
  unit: 'percent',
  polarity: 'neither',
  measure: {
    kind: 'proportion',
    extract: 'attendance',
    date: 'period',
    numerator: 'sessions_missed',
    denominator: 'sessions_possible',
  },
  grains: ['calendar_year'],
  tile_grain: 'calendar_year',
  bees: ['be-well'],
};

const table = {
  description: 'Requests and what became of them.',
  source: 'The council',
  supersede: 'key',
  period: ['requested_on'],
  due: 15,
  silent_months: [],
  never_loaded: [],
  missingValues: [''],
  primaryKey: ['request_id'],
  fields: [],
  thresholds: { error_rows: 0.01, fewer_rows: 0.1 },
  derived: {},
  checks: [],
} satisfies Partial<Extract>;

export const catalogue: Catalogue = {
  terms: [],
  plan: null,
  views: [],
  partnership: {
    name: 'Test Partnership',
    county: 'Testshire',
    ons_code: 'E10000000',
    dfe_name: 'Testshire',
    region: 'East of England',
    locality: 'DSPL area',
    statistical_neighbours: ['Elsewhere'],
    areas: [
      { id: 'dspl-1', name: 'North', short: 'North', aliases: [], tile: [0, 0] },
      { id: 'dspl-2', name: 'South', short: 'South', aliases: [], tile: [0, 1] },
    ],
    frameworks: {
      bees: {
        title: 'Outcome Bees',
        item: 'Outcome Bee',
        items: [
          { id: 'be-ambitious', title: 'Be ambitious', description: 'Aim high.' },
          { id: 'be-well', title: 'Be well', description: 'Keep well.' },
        ],
      },
      ambitions: {
        title: 'Ambitions',
        item: 'ambition',
        items: [{ id: 'tailoring', title: 'Tailoring', description: 'The right help.' }],
      },
      improvement: {
        title: 'Areas for improvement',
        item: 'area for improvement',
        items: [{ id: 'AI2', title: 'Timely plans', description: 'On time.' }],
      },
    },
    events: [],
    order: [],
    calendar: 'Europe/London',
    schedule: '*/10 * * * *',
  },
  extracts: [
    {
      ...table,
      name: 'ehc_assessments',
      title: 'EHC assessments',
      filename: ['ehc_assessments'],
      fields: [{ name: 'request_id', type: 'string' }],
    },
    { ...table, name: 'waiting_lists', title: 'Waiting lists', filename: ['waiting_lists'] },
    { ...table, name: 'attendance', title: 'Attendance', filename: ['attendance'] },
  ],
  indicators: [plansOnTime, requests, waiting, absence],
};
