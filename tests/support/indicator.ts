import type { Partnership } from '../../indicators/partnership-schema.ts';
import type { Indicator } from '../../indicators/schema.ts';

/** An indicator with every key filled in, so that a test writes only what matters to it. */
export function indicatorWith(keys: Partial<Indicator> = {}): Indicator {
  return {
    id: 'on-time',
    title: 'New EHC plans issued within 20 weeks',
    definition: 'Plans issued within 20 weeks, of all plans issued.',
    why_it_matters: 'Children wait.',
    phrase: 'of new EHC plans were issued within 20 weeks',
    tier: 'headline',
    unit: 'percent',
    polarity: 'higher_is_better',
    measure: PROPORTION,
    grains: ['month', 'calendar_year'],
    tile_grain: 'calendar_year',
    bees: [],
    ambitions: [],
    improvement: [],
    actions: [],
    outcomes: [],
    targets: [],
    breakdowns: [],
    rebase: [],
    events: [],
    benchmarks: [],
    owner: 'Head of Service',
    sources: ['A plan'],
    review_by: '2027-03-31',
    ...keys,
  };
}

export const PROPORTION = {
  kind: 'proportion',
  extract: 'ehc_assessments',
  date: 'plan_issued_on',
  numerator: 'days_to_issue <= 140',
} as const satisfies Indicator['measure'];

export const COUNT = {
  kind: 'count',
  extract: 'complaints',
  date: 'received_on',
} as const satisfies Indicator['measure'];

export const STOCK = {
  kind: 'stock',
  extract: 'waiting_lists',
  date: 'snapshot_on',
} as const satisfies Indicator['measure'];

export const RATE = {
  kind: 'rate',
  extract: 'exclusions',
  date: 'started_on',
  per: 100,
  denominator: { extract: 'pupils', date: 'snapshot_on', sum: 'headcount' },
} as const satisfies Indicator['measure'];

export const twoLocalities: Partnership = {
  name: 'Test partnership',
  county: 'Testshire',
  ons_code: 'E00000000',
  dfe_name: 'Testshire',
  region: 'East of England',
  locality: 'DSPL area',
  statistical_neighbours: ['Oxfordshire'],
  areas: [
    { id: 'dspl-1', name: 'The North', short: 'North', aliases: [], tile: [0, 0] },
    { id: 'dspl-2', name: 'The South', short: 'South', aliases: [], tile: [0, 1] },
  ],
  frameworks: {},
  events: [],
  order: [],
  calendar: 'Europe/London',
  schedule: '*/10 * * * *',
};
