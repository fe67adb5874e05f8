import { z } from 'zod';
import type { Extract, View } from './extract-schema.ts';
import { type Measure, measureSchema, where } from './measure-schema.ts';
import type { Partnership } from './partnership-schema.ts';
import type { Term } from './periods.ts';
import type { Plan } from './plan-schema.ts';
import { columnName, day, eventSchema, month, periodId, sentence, source } from './schema-parts.ts';
import { GRAINS, type Grain, UNITS } from './series.ts';

/** The catalogue's YAML files, described once: these words are also the editor's hover and the definitions page. */

const targetSchema = z
  .strictObject({
    by: month.describe('The month by whose end the target should be met.'),
    value: z.number().optional().describe('The figure to reach; a share of 60% is 0.60.'),
    change: z.number().optional().describe('A change on the baseline: -0.2 is a fall of 20%.'),
    range: z
      .tuple([z.number(), z.number()])
      .refine(([from, to]) => from < to, { message: 'a range goes from the smaller number to the greater' })
      .optional()
      .describe('From and to: anything between is as agreed, and so is what is better still.'),
    source,
    note: sentence.optional().describe('What a reader should know about it.'),
  })
  .refine(
    ({ value, change, range }) => [value, change, range].filter((one) => one !== undefined).length === 1,
    { message: 'say value, change or range, one of the three' },
  );

const fileBenchmarkSchema = z
  .strictObject({
    extract: columnName.describe('A file of the Department’s open data.'),
    numerator: columnName.optional().describe('The column above the line.'),
    denominator: columnName.optional().describe('The column below the line.'),
    value: columnName
      .optional()
      .describe('A column that holds the figure itself, where the file has no two numbers.'),
    scale: z
      .number()
      .positive()
      .optional()
      .describe('What `value` is to be multiplied by: 0.01 for percentages.'),
    where,
    comparators: z
      .array(z.enum(['england', 'region', 'statistical_neighbours']))
      .min(1)
      .describe('Whose figures are shown beside the partnership’s.'),
  })
  .refine(({ numerator, value }) => (numerator === undefined) !== (value === undefined), {
    message: 'say either numerator (and denominator) or value, one of the two',
  })
  .refine(({ value, comparators }) => !value || !comparators.includes('statistical_neighbours'), {
    message: 'the neighbours’ figure is made of their numerators and denominators, and never of their ratios',
    path: ['comparators'],
  });

const statedBenchmarkSchema = z.strictObject({
  comparator: sentence.describe(
    'Whose figure it is: england, region, statistical_neighbours, or a name: "Invision 360 national".',
  ),
  period: periodId.describe('What it is for: 2024-07, FY2024Q1, FY2024, AY2024, CY2024.'),
  value: z.number().describe('The figure; a share of 60% is 0.60.'),
  source,
});

const TOLD_UNITS = { points: 'percent', rank: 'score' } as const;

export const indicatorSchema = z
  .strictObject({
    title: sentence.describe('What it is called on tiles and charts.'),
    definition: sentence.describe('Plain English; numerator and denominator in words.'),
    why_it_matters: sentence.describe('What it means for children, young people and families.'),
    phrase: sentence
      .optional()
      .describe(
        'The words after the figure in a sentence: "of new EHC plans were issued within 20 weeks"; or with {figure} where the figure belongs. Without, the title comes before it.',
      ),
    cumulative: z
      .literal(true)
      .optional()
      .describe('What has come about up to each period’s end, from a start: said “by July 2024”, not “in”.'),
    seasonal: z
      .literal(true)
      .optional()
      .describe('It goes up and down with the school year: compared with the same time a year before.'),
    tier: z.enum(['headline', 'core', 'supporting']).describe('headline: on a board’s first page.'),
    unit: z.enum(UNITS).describe('What the figure is in. Of percent, values are fractions: 60% is 0.60.'),
    told_as: z
      .enum(['points', 'rank'])
      .optional()
      .describe(
        'How a finished figure is said, where its unit does not tell: points, of a percentage that is the difference between two (48 percentage points); rank, of a score that is a place in a list (5th).',
      ),
    polarity: z
      .enum(['higher_is_better', 'lower_is_better', 'neither'])
      .describe('Which way is better. Decides colours, icons and the wording of the sentence.'),
    measure: measureSchema.describe('How it is counted.'),
    grains: z.array(z.enum(GRAINS)).min(1).describe('The periods for which there are figures.'),
    tile_grain: z
      .enum(GRAINS)
      .optional()
      .describe('The grain of the figure on tiles and in the sentence; the first of the grains unless said.'),
    breakdowns: z
      .array(columnName)
      .default([])
      .describe('The columns by which the figure may be broken down.'),
    bees: z
      .array(z.string())
      .default([])
      .describe('The Outcome Bees that it shows, by their ids in partnership.yaml.'),
    ambitions: z
      .array(z.string())
      .default([])
      .describe('The ambitions of the strategy that it shows, by their ids in partnership.yaml.'),
    improvement: z
      .array(z.string())
      .default([])
      .describe('The areas for improvement that it shows, by their ids in partnership.yaml.'),
    actions: z
      .array(sentence)
      .default([])
      .describe('The actions of the improvement plan whose effect it shows, as in milestones.yaml.'),
    outcomes: z
      .array(z.string())
      .default([])
      .describe('The outcomes of the strategy that it shows, by their ids in partnership.yaml.'),
    baseline: z
      .strictObject({
        period: periodId.describe('When it was: 2024-07, FY2024Q1, FY2024, AY2024, CY2024.'),
        value: z.number().describe('The figure then; a share of 60% is 0.60.'),
        source,
      })
      .optional()
      .describe('Where it started.'),
    targets: z.array(targetSchema).default([]).describe('What was agreed, each with its date.'),
    target_per: z
      .enum(['year'])
      .optional()
      .describe(
        'For counts of events: baseline and targets are for a year; shorter periods are judged pro rata.',
      ),
    standard: z
      .strictObject({ value: z.number().describe('The figure that the law asks for.'), source })
      .optional()
      .describe('The legal standard that a target is a step towards.'),
    rebase: z
      .array(
        z.strictObject({
          from: month.describe('The first month.'),
          why: sentence.describe('What changed, for readers of the chart.'),
        }),
      )
      .default([])
      .describe('The months from which the usual range is worked out anew.'),
    events: z
      .array(eventSchema)
      .default([])
      .describe('What happened that readers of its chart should know, each with its day.'),
    benchmarks: z
      .array(z.union([fileBenchmarkSchema, statedBenchmarkSchema]))
      .default([])
      .describe(
        'Who it is compared with: figures of the Department’s open data, or one that a document states.',
      ),
    owner: sentence.describe('The post that answers for it.'),
    sources: z
      .array(sentence)
      .default([])
      .describe('Document and place, for each promise to watch this measure.'),
    note: sentence.optional().describe('How contradictions between the documents were settled.'),
    review_by: day.describe('The day by which somebody should ask whether it is still right.'),
  })
  .refine(({ unit, told_as }) => told_as === undefined || unit === TOLD_UNITS[told_as], {
    message: 'only a percentage is told as points, and only a score as a rank',
    path: ['told_as'],
  })
  .describe('An indicator: one KPI, one file.');

export type WrittenIndicator = z.infer<typeof indicatorSchema>;

/** A comparator's figures from a national file. */
export type FileBenchmark = z.infer<typeof fileBenchmarkSchema>;

/** One figure of a comparator that a document states. */
export type StatedBenchmark = z.infer<typeof statedBenchmarkSchema>;

/** A target as a number: a change on the baseline is resolved when the catalogue is read. */
export interface Target {
  by: string;
  value: number;
  /** From and to, where anything between is as agreed; `value` is then the end that must not be passed. */
  range?: [number, number];
  source: string;
  note?: string;
}

/** An indicator as it is used: known by its file's name, with what its file leaves to defaults filled in. */
export interface Indicator extends Omit<WrittenIndicator, 'targets' | 'tile_grain' | 'measure'> {
  id: string;
  measure: Measure;
  targets: Target[];
  tile_grain: Grain;
}

export interface Catalogue {
  partnership: Partnership;
  terms: Term[];
  /** The improvement plan; null where the partnership has none. */
  plan: Plan | null;
  views: View[];
  extracts: Extract[];
  indicators: Indicator[];
}
