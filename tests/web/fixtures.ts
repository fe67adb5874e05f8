import type { Extract } from '../../indicators/extract-schema.ts';
import type { Lineage } from '../../indicators/lineage.ts';
import type { Partnership } from '../../indicators/partnership-schema.ts';
import { parsePeriod, periodOf, periodsBetween } from '../../indicators/periods.ts';
import type { Catalogue, Indicator } from '../../indicators/schema.ts';
import type {
  AreasCompared,
  Benchmark,
  CouncilPlace,
  FileRecord,
  Finding,
  Grain,
  Overview,
  OverviewRow,
  Point,
  Series,
  SpcFlag,
  Variation,
} from '../../indicators/series.ts';
import type { Frame } from '../../web/props/frame.ts';
import type { BrokenDown, IndicatorProps, Responses } from '../../web/props/indicator.ts';

/** Invented figures for pages and charts: plausible, seeded, and never a real child's. */

const AREA_NAMES: [string, string][] = [
  ['North Hertfordshire and Royston', 'North Herts'],
  ['Stevenage', 'Stevenage'],
  ['East Hertfordshire', 'East Herts'],
  ['Hoddesdon, Broxbourne and Cheshunt', 'Broxbourne'],
  ['Welwyn Garden City and Hatfield', 'Welwyn Hatfield'],
  ['Potters Bar and Borehamwood', 'Hertsmere'],
  ['Harpenden and St Albans', 'St Albans'],
  ['Hemel Hempstead, Berkhamsted and Tring', 'Dacorum'],
  ['Watford, Three Rivers, Bushey and Radlett', 'Watford'],
];

const BEES = ['Happy', 'Healthy', 'Resilient', 'Safe', 'Ambitious', 'Independent', 'Included'];
const AMBITIONS = ['Tailoring', 'Enabling', 'Supporting', 'Succeeding', 'Collaborating'];

export const partnership: Partnership = {
  name: 'Hertfordshire SEND Partnership',
  county: 'Hertfordshire',
  ons_code: 'E10000015',
  dfe_name: 'Hertfordshire',
  region: 'East of England',
  locality: 'DSPL area',
  statistical_neighbours: ['Oxfordshire', 'Buckinghamshire'],
  areas: AREA_NAMES.map(([name, short], index) => ({
    id: `dspl-${index + 1}`,
    name: `DSPL ${index + 1} ${name}`,
    short: `${index + 1} ${short}`,
    aliases: [],
    tile: [index % 3, Math.floor(index / 3)],
  })),
  frameworks: {
    bees: {
      title: 'Outcome Bees',
      item: 'Outcome Bee',
      items: BEES.map((name) => ({
        id: `be-${name.toLowerCase()}`,
        title: `Be ${name}`,
        description: `Children and young people with SEND are ${name.toLowerCase()}, at home, at school and in their community.`,
      })),
    },
    ambitions: {
      title: 'Ambitions',
      item: 'ambition',
      items: AMBITIONS.map((title) => ({
        id: title.toLowerCase(),
        title,
        description: `${title} what we do to what each child needs.`,
      })),
    },
    improvement: {
      title: 'Improvement Plan',
      item: 'area for improvement',
      items: [
        {
          id: 'AI2',
          title: 'Timely, high-quality plans',
          description: 'Plans are issued and reviewed on time and are of good quality.',
        },
      ],
    },
  },
  events: [],
  order: [],
  calendar: 'Europe/London',
  schedule: '*/10 * * * *',
};

export const extracts: Extract[] = [
  extract('ehc_assessments', 'EHC assessments', 'The council’s SEND case system, monthly'),
  extract('waiting_lists', 'Waiting lists', 'Health providers, monthly'),
  extract('attendance', 'Attendance', 'Schools, through the council’s pupil database, monthly'),
];

function extract(name: string, title: string, source: string): Extract {
  return {
    name,
    title,
    description: title,
    source,
    filename: [name],
    supersede: 'period',
    period: ['date'],
    due: 10,
    silent_months: [],
    never_loaded: [],
    missingValues: [''],
    primaryKey: [],
    fields: [{ name: 'date', type: 'date' }],
    thresholds: { error_rows: 0.01, fewer_rows: 0.1 },
    derived: {},
    checks: [],
  };
}

interface Shape {
  id: string;
  title: string;
  unit?: Indicator['unit'];
  polarity?: Indicator['polarity'];
  from: number;
  to: number;
  season?: number;
  noise?: number;
  target?: number;
  baseline?: number;
  bees: string[];
  ambitions?: string[];
  tileGrain?: Grain;
  population?: number;
  tier?: Indicator['tier'];
  extract?: string;
  awaiting?: boolean;
  benchmarks?: boolean;
}

export const SHAPES: Shape[] = [
  { id: 'ehcp-issued-20-weeks', title: 'New EHC plans issued within 20 weeks', from: 0.31, to: 0.63, noise: 0.035, target: 0.6, baseline: 0.33, bees: ['be-ambitious', 'be-included', 'be-happy'], ambitions: ['tailoring', 'enabling'], tileGrain: 'calendar_year', population: 141, benchmarks: true },
  { id: 'ehcp-audited-good', title: 'Plans audited good or outstanding', from: 0.05, to: 0.41, noise: 0.03, target: 0.4, baseline: 0.14, bees: ['be-ambitious'], ambitions: ['tailoring'], tileGrain: 'quarter', population: 60 },
  { id: 'annual-review-on-time', title: 'EHC annual reviews completed on time', from: 0.09, to: 0.31, noise: 0.015, target: 0.4, baseline: 0.09, bees: ['be-resilient', 'be-ambitious'], population: 900 },
  { id: 'asd-waiting', title: 'Children waiting for an autism assessment', unit: 'count', polarity: 'lower_is_better', from: 2900, to: 4870, noise: 60, bees: ['be-healthy'], extract: 'waiting_lists' },
  { id: 'special-school-waiting', title: 'Waiting for a special school place', unit: 'count', polarity: 'lower_is_better', from: 400, to: 318, noise: 9, target: 391, baseline: 391, bees: ['be-included'], extract: 'waiting_lists' },
  { id: 'part-time-timetables-ehcp', title: 'Pupils with a plan on a part-time timetable', unit: 'count', polarity: 'lower_is_better', from: 372, to: 242, noise: 8, target: 184, baseline: 367, bees: ['be-safe', 'be-included'], extract: 'attendance' },
  { id: 'absence-send', title: 'Absence of pupils with SEND', polarity: 'lower_is_better', from: 0.105, to: 0.112, season: 0.012, noise: 0.003, bees: ['be-ambitious', 'be-safe'], population: 36000, extract: 'attendance' },
  { id: 'complaints-count', title: 'Complaints', unit: 'count', polarity: 'lower_is_better', from: 44, to: 47, noise: 6, target: 35, baseline: 44, bees: ['be-happy'] },
  { id: 'ehcna-requests', title: 'Requests for an EHC needs assessment', unit: 'count', polarity: 'neither', from: 215, to: 290, noise: 18, bees: ['be-included'], tier: 'core' },
  { id: 'ehcp-count', title: 'EHC plans maintained', unit: 'count', polarity: 'neither', from: 10_486, to: 12_920, noise: 20, bees: ['be-included'], tier: 'core' },
  { id: 'compliments-count', title: 'Compliments', unit: 'count', from: 15, to: 31, noise: 3, bees: ['be-happy'], tier: 'supporting' },
  { id: 'suspension-rate', title: 'Suspensions for each 100 pupils with SEND', unit: 'rate', polarity: 'lower_is_better', from: 3.2, to: 3.9, season: 0.9, noise: 0.3, bees: ['be-safe'], tier: 'core', population: 36000 },
  { id: 'salt-assessed-6-weeks', title: 'Speech and language assessments within six weeks', from: 0.4, to: 0.5, target: 0.8, bees: ['be-healthy', 'be-independent'], awaiting: true, extract: 'waiting_lists' },
]; // biome-ignore format: one indicator a line

export const indicators: Indicator[] = SHAPES.map(indicatorOf);

function indicatorOf(shape: Shape): Indicator {
  const unit = shape.unit ?? 'percent';
  return {
    id: shape.id,
    title: shape.title,
    definition: `${shape.title}: those that meet the condition in the period, divided by all in the period. Cases with a statutory exception are left out of both.`,
    why_it_matters: 'Until this is right, a child waits for the help that the law promises.',
    phrase: `of ${shape.title.toLowerCase()}`,
    tier: shape.tier ?? 'headline',
    unit,
    polarity: shape.polarity ?? 'higher_is_better',
    measure: {
      extract: shape.extract ?? 'ehc_assessments',
      date: 'date',
      ...(unit === 'count' ? { kind: 'count' } : { kind: 'proportion', numerator: 'x' }),
    },
    grains: ['month', 'quarter', 'calendar_year'],
    tile_grain: shape.tileGrain ?? 'month',
    bees: shape.bees,
    ambitions: shape.ambitions ?? ['tailoring'],
    improvement: ['AI2'],
    actions: [],
    outcomes: [],
    ...(shape.baseline === undefined
      ? {}
      : { baseline: { period: 'CY2022', value: shape.baseline, source: 'Improvement Plan, PAP 2.2' } }),
    targets:
      shape.target === undefined
        ? []
        : [{ by: '2025-04', value: shape.target, source: 'Improvement Plan, PAP 2.2' }],
    ...(shape.benchmarks ? { standard: { value: 1, source: 'SEND Regulations 2014, reg. 13(2)' } } : {}),
    breakdowns: [],
    rebase: [],
    events: [],
    benchmarks: [],
    owner: 'Head of Statutory SEND',
    sources: ['Improvement Plan, 2.1', 'Priority Action Plan, 2.2'],
    note: 'The documents give 33% and 32.6% for 2022; the exact figure is used here.',
    review_by: '2027-03-31',
  };
}

export const catalogue: Catalogue = { partnership, terms: [], plan: null, views: [], extracts, indicators };

export const frame: Frame = {
  path: '/',
  catalogue,
  snapshot: {
    id: 'snapshot-000012',
    published_at: '2025-01-10T08:30:00Z',
    data_to: '2024-12-31',
    name: null,
  },
  sampleData: true,
  assets: { style: 'body { color: black }', script: '/assets/main.js' },
};

function seriesOf(id: string, area = 'county', grain: Grain = 'month'): Series {
  const whole = shapeOf(id);
  const { target: _target, baseline: _baseline, ...untargeted } = whole;
  const shape: Shape = area !== 'county' && whole.unit === 'count' ? untargeted : whole;
  const points = shape.awaiting ? [] : pointsOf(shape, area, grain);
  return {
    indicator: id,
    area,
    grain,
    level: 'full',
    snapshot: frame.snapshot.id,
    points,
    benchmarks: shape.benchmarks ? benchmarks() : [],
    councils: shape.benchmarks && area === 'county' ? COUNCILS : null,
    summary: {
      variation: points.length > 11 && grain === 'month' ? variationOf(shape, points) : null,
      assurance: shape.target === undefined ? null : 'hit_or_miss',
      trend: null,
      sentence: sentenceOf(shape, points.at(-1)),
    },
  };
}

function shapeOf(id: string): Shape {
  const shape = SHAPES.find((candidate) => candidate.id === id);
  if (!shape) throw new Error(`no fixture for ${id}`);
  return shape;
}

function pointsOf(shape: Shape, area: string, grain: Grain): Point[] {
  const random = randomFrom(`${shape.id}/${area}/${grain}`);
  const periods = periodsBetween(grain, '2022-01', '2024-12');
  const isCount = shape.unit === 'count';
  const share = area === 'county' || !isCount ? 1 : 0.06 + 0.02 * Number(area.slice(5));
  const shift = area === 'county' || isCount ? 1 : 0.8 + 0.05 * Number(area.slice(5));
  const values = periods.map((_, index) => {
    const progress = periods.length === 1 ? 1 : index / (periods.length - 1);
    const curve = shape.target === undefined ? progress : progress ** 1.8;
    const season = (shape.season ?? 0) * Math.sin((index / 12) * 2 * Math.PI);
    const noise = (random() - 0.5) * 2 * (shape.noise ?? 0);
    return Math.max(0, (shape.from + (shape.to - shape.from) * curve + season + noise) * share * shift);
  });
  const mean = values.slice(0, 12).reduce((sum, value) => sum + value, 0) / Math.min(12, values.length);
  const spread = Math.max((shape.noise ?? 0.01) * 2, (shape.season ?? 0) * 1.6) * share;
  return periods.map((period, index) => {
    const value = isCount ? Math.round(values[index] ?? 0) : (values[index] ?? 0);
    const denominator = isCount ? null : (shape.population ?? 200);
    const margin = isCount
      ? Math.sqrt(value) * 1.96
      : Math.sqrt((value * (1 - Math.min(1, value))) / (area === 'county' ? 400 : 60)) * 1.96;
    const trajectory =
      shape.target !== undefined && shape.baseline !== undefined && period.start >= '2023-01-01'
        ? shape.baseline + (shape.target - shape.baseline) * Math.min(1, monthsSince2023(period.end) / 28)
        : null;
    return {
      period: period.id,
      start: period.start,
      end: period.end,
      complete: true,
      covered_to: period.end,
      status: 'ok',
      quarantined: 0,
      numerator: denominator === null ? value : Math.round(value * denominator),
      denominator,
      value,
      lower: Math.max(0, value - margin),
      upper: value + margin,
      target: shape.target !== undefined && period.end >= '2023-01-01' ? shape.target * share : null,
      trajectory: trajectory === null ? null : trajectory * share,
      rag: ragOf(shape, value, share, trajectory),
      spc:
        grain === 'month'
          ? { mean, lower: mean - spread, upper: mean + spread, flag: flagOf(value, mean, spread) }
          : null,
    };
  });
}

function monthsSince2023(day: string): number {
  return (Number(day.slice(0, 4)) - 2023) * 12 + Number(day.slice(5, 7));
}

function ragOf(shape: Shape, value: number, share: number, trajectory: number | null): Point['rag'] {
  if (shape.target === undefined) return null;
  const sign = shape.polarity === 'lower_is_better' ? -1 : 1;
  if (sign * (value - shape.target * share) >= 0) return 'met';
  return trajectory !== null && sign * (value - trajectory * share) >= 0 ? 'on_track' : 'off_track';
}

function flagOf(value: number, mean: number, spread: number): SpcFlag {
  if (value > mean + spread) return 'above_limit';
  return value < mean - spread ? 'below_limit' : 'common_cause';
}

function variationOf(shape: Shape, points: Point[]): Variation {
  const flag = points.at(-1)?.spc?.flag;
  if (flag === 'common_cause' || flag === undefined) return 'common_cause';
  const way = flag === 'above_limit' ? 'high' : 'low';
  if (shape.polarity === 'neither') return `neither_${way}`;
  return (way === 'high') === (shape.polarity !== 'lower_is_better')
    ? `improvement_${way}`
    : `concern_${way}`;
}

function sentenceOf(shape: Shape, last: Point | undefined): string {
  if (!last) return `No figures for ${shape.title} have arrived yet.`;
  return `56% of new EHC plans were issued within 20 weeks in 2024, up from 40% in 2023 and better than England’s 50%. The rise is a real change, not chance. To reach 60% by April 2025 it needs to keep its pace.`;
}

const COUNCILS: CouncilPlace = {
  ...{ period: 'CY2024', place: 68, of: 150, quartile: 2, isBest: true },
  neighbours: [12, 30, 45, 67, 68, 90, 101, 120, 133, 148].map((place) => ({
    council: `Council ${place}`,
    place,
  })),
};

function benchmarks(): Benchmark[] {
  const values: [string, string, number[]][] = [
    ['england', 'England', [0.491, 0.503]],
    ['region', 'East of England', [0.402, 0.455]],
    ['statistical_neighbours', 'Statistical neighbours', [0.462, 0.472]],
  ];
  return values.map(([comparator, label, pair]) => ({
    comparator,
    label,
    source: 'Department for Education, Education, health and care plans',
    points: pair.map((value, index) => {
      const period = parsePeriod(`CY${2022 + index}`) ?? periodOf('calendar_year', '2022-01');
      const neighbours = comparator === 'statistical_neighbours';
      return {
        period: period.id,
        start: period.start,
        end: period.end,
        numerator: null,
        denominator: null,
        value,
        councils_with_data: neighbours ? 9 : null,
        councils: neighbours ? 10 : null,
      };
    }),
  }));
}

export function rowOf(id: string, area = 'county'): OverviewRow {
  const shape = shapeOf(id);
  const grain = shape.tileGrain ?? 'month';
  const { points, summary } = seriesOf(id, area, grain);
  const monthly = seriesOf(id, area, 'month');
  const latest = points.at(-1) ?? null;
  const status = latest === null ? 'awaiting_data' : (latest.rag ?? 'no_target');
  return {
    indicator: id,
    area,
    grain,
    latest,
    previous: points.at(-2) ?? null,
    target:
      shape.target === undefined
        ? null
        : { value: shape.target, by: '2025-04', text: targetText(shape, area) },
    status,
    variation: monthly.summary.variation,
    assurance: latest === null ? null : summary.assurance,
    sentence: summary.sentence,
    trend: { grain: 'month', points: monthly.points },
  };
}

function targetText(shape: Shape, area: string): string {
  const value = shape.target ?? 0;
  if (shape.unit === 'count') return `${Math.round(area === 'county' ? value : value / 9)} by April 2025`;
  return `${value * 100}% by April 2025`;
}

export function overviewOf(area = 'county'): Overview {
  return { area, level: 'full', snapshot: frame.snapshot.id, rows: SHAPES.map(({ id }) => rowOf(id, area)) };
}

export function areasOf(id: string): AreasCompared {
  const grain = shapeOf(id).tileGrain ?? 'month';
  const county = seriesOf(id, 'county', grain).points.at(-1) ?? null;
  return {
    indicator: id,
    grain,
    period: county?.period ?? null,
    level: 'full',
    snapshot: frame.snapshot.id,
    county,
    areas: partnership.areas.flatMap(({ id: area, name }) => {
      const point = seriesOf(id, area, grain).points.at(-1);
      return point ? [{ area, name, point, comparison: compared(point, county) }] : [];
    }),
    all_areas: true,
  };
}

function compared(point: Point, county: Point | null): 'better' | 'similar' | 'worse' {
  const reference = county?.value ?? 0;
  if ((point.lower ?? 0) > reference) return 'better';
  return (point.upper ?? 1) < reference ? 'worse' : 'similar';
}

export const file: FileRecord = {
  file: 'ehc_assessments_2024-12.csv',
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  extract: 'ehc_assessments',
  period: '2024-12',
  outcome: 'accepted_with_findings',
  rows: 2604,
  quarantined: 4,
  counts: { 'unknown-code': 4 },
  state: 'accepted',
  received_at: '2025-01-10T08:12:00Z',
  periods: ['2024-12'],
};

export const rejectedFile: FileRecord = {
  ...file,
  file: 'attendance december FINAL v2.csv',
  sha256: 'ab86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  extract: null,
  period: null,
  outcome: 'rejected',
  state: 'rejected',
  rows: 0,
  quarantined: 0,
  counts: { 'missing-column': 1 },
  periods: [],
};

/** Twelve monthly files, of which the last has rows set aside. */
function lineageOf(id: string, area = 'county'): Lineage {
  const { latest } = rowOf(id, area);
  const files = Array.from({ length: 12 }, (_, index) => {
    const month = `2024-${String(index + 1).padStart(2, '0')}`;
    const { extract: _extract, ...own } = index === 11 ? file : { ...file, quarantined: 0 };
    return {
      ...{ sha256: own.sha256.replace(/^../, month.slice(5)), file: `ehc_assessments_${month}.csv` },
      ...{ extract: 'ehc_assessments', state: own.state, received_at: own.received_at },
      ...{ numerator_rows: 70, denominator_rows: 120, read_rows: null },
      ...{ rows: own.rows, quarantined: own.quarantined },
    };
  });
  return {
    ...{ indicator: id, area, period: latest?.period ?? '', level: 'full', snapshot: frame.snapshot.id },
    ...{ split: 'fraction', files },
    rows: { numerator: 840, denominator: 1440, read: null },
    quarantined: 4,
    checks: [
      { code: 'type-error', title: 'Dates are dates', failures: 0 },
      { code: 'constraint-error', title: 'Codes are known ones in primary_need', failures: 4 },
      { code: 'primary-key', title: 'No two rows of the file share request id', failures: 0 },
    ],
  };
}

export function indicatorProps(id: string, area = 'county', grain: Grain = 'month'): IndicatorProps {
  const indicator = indicators.find((candidate) => candidate.id === id);
  if (!indicator) throw new Error(`no fixture for ${id}`);
  return {
    frame: { ...frame, path: `/indicators/${id}` },
    indicator,
    series: seriesOf(id, area, grain),
    county: seriesOf(id, 'county', grain),
    trend: { wide: '<svg id="wide"/>', narrow: '<svg id="narrow"/>' },
    areas: areasOf(id),
    areaSeries: shapeOf(id).awaiting
      ? []
      : ['county', ...partnership.areas.map(({ id: one }) => one)].map((one) => seriesOf(id, one, 'quarter')),
    row: rowOf(id, area),
    ...(shapeOf(id).awaiting ? { breakdown: null, breakdowns: [] } : BY_NEED),
    responses: RESPONSES,
    today: '2025-01-15',
    late: [],
    unlike: [],
    lineage: shapeOf(id).awaiting ? null : lineageOf(id, area),
    files: {
      extracts: [
        {
          name: 'ehc_assessments',
          title: 'EHC assessments',
          files: shapeOf(id).awaiting ? 0 : 36,
          rows: shapeOf(id).awaiting ? 0 : 31_204,
          latest: shapeOf(id).awaiting ? null : file,
        },
      ],
    },
  };
}

const NEEDS: [string, string, number][] = [
  ['ASD', 'Autism', 0.52],
  ['SEMH', 'Social, emotional and mental health', 0.61],
  ['SLCN', 'Speech, language and communication needs', 0.66],
  ['', 'Not recorded', 0],
];

/** The quarters of 2024 of four groups, of which one has no figure. */
function byNeed(): BrokenDown {
  const { points: whole } = seriesOf('ehcp-issued-20-weeks', 'county', 'quarter');
  const groups = NEEDS.map(([group, label, share]) => ({
    group,
    label,
    points: whole.slice(-4).map((point, index): Point => {
      const absent = { value: null, numerator: null, denominator: null, lower: null, upper: null };
      if (group === '') return { ...point, ...absent, status: 'suppressed' };
      const numerator = Math.round(100 * share) + index;
      const value = numerator / 100;
      return { ...point, numerator, denominator: 100, value, lower: value - 0.09, upper: value + 0.09 };
    }),
  }));
  const latest = groups.flatMap(({ group, label, points }) => {
    const point = points.at(-1);
    return point ? [{ group, label, point }] : [];
  });
  return {
    ...{ by: 'primary_need', label: 'Primary need', period: whole.at(-1)?.period ?? null },
    ...{ whole: whole.at(-1) ?? null, groups: latest, trends: { grain: 'quarter', whole, groups } },
  };
}

const BY_NEED: Pick<IndicatorProps, 'breakdown' | 'breakdowns'> = {
  breakdown: byNeed(),
  breakdowns: [
    { by: 'primary_need', label: 'Primary need' },
    { by: 'phase', label: 'Phase' },
  ],
};

const RESPONSES: Responses = {
  comments: [
    {
      ...{ id: 'C2', indicator: 'ehcp-issued-20-weeks', area: null, period: '2024-10' },
      ...{ written_on: '2024-11-12', author_role: 'Head of Statutory SEND' },
      text: 'Advice that was asked for in the holidays came late.',
    },
  ],
  decisions: [
    {
      ...{ id: 'D1', decided_on: '2024-03-26', board: 'SEND Partnership and Assurance Board' },
      decision: 'Each service brings its twenty oldest assessments to a weekly meeting.',
      ...{ indicator: 'ehcp-issued-20-weeks', period: '2024-02', value: 0.545 },
      ...{ owner: 'Director of Inclusion and Skills', due_on: '2024-05-31', outcome: null },
    },
  ],
  actions: [
    {
      ...{ ref: 'IP 2.1', area: ['AI2'], title: 'Share cases among more teams', lead: 'Skills Manager' },
      indicators: ['ehcp-issued-20-weeks'],
      milestones: [
        {
          ...{ id: 'ip-2-1-a', title: 'Teams hold cases', lead: 'Skills Manager', due: '2024-04-30' },
          ...{ status: 'done', late: false, updated_on: '2024-05-10', done_on: '2024-04-26', evidence: null },
        },
      ],
    },
  ],
};

/** Numbers between 0 and 1 that depend on the text alone. */
function randomFrom(text: string): () => number {
  let state = [...text].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) >>> 0, 7);
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export const findings: Finding[] = [
  { severity: 'error', code: 'missing-column', row: null, column: 'dspl_area', value: null, message: 'The column dspl_area is missing.', remedy: 'Ask the sender to add the column dspl_area and send the file again.' },
  { severity: 'warning', code: 'unknown-code', row: 1204, column: 'primary_need', value: 'ASDD', message: 'The code is not one of the known primary needs.', remedy: 'Correct it to ASD if that was meant.' },
]; // biome-ignore format: one finding a line
