import { z } from 'zod';
import { isDay, parsePeriod } from './periods.ts';
import type { Plan } from './plan-schema.ts';
import { GRAINS, type Grain, UNITS } from './series.ts';

/** The catalogue's YAML files, described once: these words are also the editor's hover and the definitions page. */

const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use small letters, digits and hyphens, as in "north-west"');
const columnName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'use letters, digits and underscores');
const sentence = z.string().trim().min(1, 'must not be empty');
const expression = sentence.describe('One SQL expression over the extract’s columns.');
const periodId = z.string().refine((text) => parsePeriod(text) !== null, {
  message: 'write a period as 2024-07, FY2024Q1, FY2024, AY2024, AY2024T1, CY2024, 2024-W28 or R2024-07',
});
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'write a month as 2025-04');
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { message: 'write a day as 2025-04-30', abort: true })
  .refine(isDay, { message: 'there is no such day' });
const source = sentence.describe('Where it is said: the document and the place in it.');

const fieldSchema = z.strictObject({
  name: columnName.describe('The column’s name, as Waggle and the indicators call it.'),
  type: z
    .enum(['string', 'date', 'yearmonth', 'year', 'integer', 'number'])
    .describe('Frictionless type. Dates are read as 2024-07-31 or 31/07/2024.'),
  title: sentence.optional().describe('What the column is called in words.'),
  description: sentence.optional().describe('What it holds.'),
  constraints: z
    .strictObject({
      required: z.boolean().optional().describe('Every row must have a value.'),
      enum: z
        .array(z.string())
        .min(1)
        .optional()
        .describe('The only values allowed, in any capitals or spacing.'),
      minimum: z.number().optional().describe('The smallest number allowed.'),
      maximum: z.number().optional().describe('The greatest number allowed.'),
    })
    .optional()
    .describe('What every value must be like.'),
  aliases: z.array(sentence).optional().describe('Other headers that suppliers use for this column.'),
  person: z.boolean().optional().describe('Identifies a person: pseudonymised before anything is stored.'),
  area: z.boolean().optional().describe('Names a locality: resolved to an area of the partnership.'),
  future: z
    .boolean()
    .optional()
    .describe(
      'A date that may well lie ahead, such as a day by which an answer is due; of others it is remarked on.',
    ),
  varies: z
    .boolean()
    .optional()
    .describe(
      'Its mix may well be another each month, as who answers surveys that are held by turns; of others a sudden change is remarked on.',
    ),
  from_name: z
    .boolean()
    .optional()
    .describe(
      'A date that a file without this column has in its name: the last day of the month, as in sen2_active_plans_2024-01.csv.',
    ),
});

const feedsSchema = z.strictObject({
  extract: columnName.describe('The extract whose facts these rows become part of.'),
  columns: z
    .record(columnName, expression)
    .describe(
      'Its columns, each with an expression over this extract’s columns. Its primary key must be among them: rows of several extracts with the same key make one row. Of those extracts one must fill every column that is required there, and only keys that it has count; a locality may stay unknown, then the rows count for the county alone.',
    ),
  covers: expression
    .optional()
    .describe(
      'In which rows the file’s months begin, where its name has no month: true of what happened in them, not of older cases that are sent along. All rows unless said.',
    ),
});

export const extractSchema = z
  .strictObject({
    name: columnName.describe('The extract’s name: that of its file.'),
    title: sentence.describe('What readers know it as.'),
    description: sentence.describe('What one row is, and what is in it.'),
    source: sentence.describe('Who sends it, from which system.'),
    filename: z
      .array(sentence)
      .min(1)
      .describe('How file names begin, before the month: "attendance" knows attendance_2024-07.csv.'),
    supersede: z
      .enum(['period', 'key'])
      .describe('period: a file replaces its months whole. key: the newest row of a primary key wins.'),
    period: z
      .array(columnName)
      .min(1)
      .describe(
        'The columns that say which period a row belongs to; with several, the latest date of the row.',
      ),
    due: z.int().min(0).describe('Days after the end of the period by which the file should be in.'),
    silent_months: z
      .array(z.int().min(1).max(12))
      .default([])
      .describe('Months of the year for which no file is expected, such as August for school attendance.'),
    missingValues: z.array(z.string()).default(['']).describe('Texts that mean "no value".'),
    primaryKey: z.array(columnName).default([]).describe('Columns that no two rows of a file may share.'),
    fields: z.array(fieldSchema).min(1).describe('Its columns.'),
    thresholds: z
      .strictObject({
        error_rows: z
          .number()
          .min(0)
          .max(1)
          .describe(
            'The share of rows with errors that are set aside; with more, the file is refused whole.',
          ),
      })
      .default({ error_rows: 0.01 })
      .describe('How much may be wrong with a file before it is refused.'),
    never_loaded: z
      .array(sentence)
      .default([])
      .describe(
        'Headers that the export has and that are deliberately left out, such as names and dates of birth: nothing of them is loaded, and nobody is told of a column too many.',
      ),
    feeds: feedsSchema
      .optional()
      .describe(
        'Another extract’s facts that these rows become part of. That extract’s own files come first: an own row replaces the fed row of its key, an own month the fed month.',
      ),
    derived: z
      .record(columnName, expression)
      .default({})
      .describe('Columns worked out from the others, for use in indicators.'),
    checks: z
      .array(
        z.strictObject({
          expression: expression.describe('Must be true of every row; an unknown counts as true.'),
          message: sentence.describe('What is wrong with a row that fails.'),
          remedy: sentence.describe('What the sender should do about it.'),
          column: columnName.optional().describe('The column that the finding points to.'),
          severity: z
            .enum(['error', 'warning'])
            .default('error')
            .describe('error: the row is set aside. warning: it counts, and the finding is told.'),
        }),
      )
      .default([])
      .describe('Rules that every row has to keep.'),
  })
  .describe('An extract: a recurring kind of file. A superset of Frictionless Table Schema.');

const areaSchema = z.strictObject({
  id: id.describe('How it is named in addresses, and in commands.'),
  name: sentence.describe('The full name, as readers know it.'),
  short: sentence.describe('A short name for charts and tiles.'),
  aliases: z.array(sentence).default([]).describe('Other names that suppliers write.'),
  tile: z.tuple([z.int(), z.int()]).describe('Column and row on the tile map, from the top left.'),
});

const frameworkSchema = z
  .strictObject({
    title: sentence.describe('What all of it is called: "Outcome Bees".'),
    item: sentence.describe('What one item is called: "Outcome Bee", "ambition".'),
    items: z
      .array(
        z.strictObject({
          id: z.string().describe('How indicators name it.'),
          title: sentence.describe('What readers know it as.'),
          description: sentence.describe('What it is about, in a sentence.'),
        }),
      )
      .min(1)
      .describe('Its items, in the order in which readers see them.'),
  })
  .meta({ id: 'framework' });

export const FRAMEWORKS = ['bees', 'ambitions', 'improvement', 'outcomes'] as const;
export type FrameworkId = (typeof FRAMEWORKS)[number];

export const partnershipSchema = z
  .strictObject({
    name: sentence.describe('The partnership’s own name.'),
    county: sentence.describe('What the whole area is called on charts and pages.'),
    ons_code: z.string().describe('The council’s code from the Office for National Statistics: E10000015.'),
    dfe_name: sentence.describe('The council’s name in the Department for Education’s files.'),
    region: sentence.describe('Its region of England, as in the Department for Education’s files.'),
    locality: sentence.describe('What one locality is called: "district", "area".'),
    statistical_neighbours: z
      .array(sentence)
      .describe('Councils’ names as in the Department for Education’s files.'),
    areas: z.array(areaSchema).describe('Its localities; none where figures are for the whole area alone.'),
    frameworks: z
      .strictObject({
        bees: frameworkSchema.optional().describe('The outcomes by which the partnership counts success.'),
        ambitions: frameworkSchema.optional().describe('What its strategy strives for.'),
        improvement: frameworkSchema.optional().describe('What an inspection has asked it to improve.'),
        outcomes: frameworkSchema.optional().describe('The outcomes of its strategy.'),
      })
      .describe('The ways to group indicators; the first is the one that readers see first.'),
    order: z
      .array(id)
      .default([])
      .describe(
        'The indicators in the order in which readers see them; those not named come after, by name.',
      ),
    calendar: sentence.default('Europe/London').describe('The time zone in which days begin and end.'),
    schedule: sentence
      .default('*/10 * * * *')
      .describe('When the pipeline runs, as a cron expression; every ten minutes unless said.'),
    retention: z
      .strictObject({
        raw_files_months: z
          .int()
          .min(1)
          .describe('Raw files received longer ago than this many months are deleted.'),
      })
      .optional()
      .describe(
        'How long raw files, as suppliers sent them, stay in the archive: { raw_files_months: 24 }. Their facts stay, with people by their pseudonyms. Without it all files are kept.',
      ),
  })
  .describe('A partnership: its areas, its frameworks and its habits.');

export const termSchema = z.strictObject({
  id: z
    .string()
    .regex(/^AY\d{4}T[1-3]$/, 'write a term as AY2024T1 (autumn), AY2024T2 (spring) or AY2024T3 (summer)')
    .describe(
      'AY2024T1 is the autumn term of 2024, AY2024T2 the spring term of 2025, AY2024T3 its summer term.',
    ),
  start: day.describe('The first day of the term.'),
  end: day.describe('The last day of the term; the holiday after it belongs to it.'),
});

export const calendarSchema = z
  .strictObject({ terms: z.array(termSchema).min(1).describe('The terms, the oldest first.') })
  .describe('The school terms, in order and without one left out.');

const where = expression.optional().describe('Only the rows for which this is true.');
const rowsOf = {
  extract: columnName.describe('The extract whose rows are counted, or a view over several.'),
  date: columnName.describe('The column that says which period a row counts in.'),
  where,
};
const stock = z
  .boolean()
  .optional()
  .describe('Of snapshots: only the one of the period’s last month counts.');
const amounts = {
  ...rowsOf,
  value: expression.describe('An amount for each row; rows without one are left out.'),
  stock,
};

const headcountSchema = z.strictObject({
  extract: columnName.describe('The extract that says how many there are.'),
  date: columnName
    .optional()
    .describe(
      'The snapshot date, of which the latest up to the end of the period is used; else the extract’s period.',
    ),
  census: expression
    .optional()
    .describe('On which days heads are counted, where not on all: month(snapshot_on) = 1 for January’s.'),
  sum: columnName.optional().describe('The column to add up; each row counts one unless said.'),
  where,
});

/** What is counted from the rows of one extract or view. */
const rowMeasures = [
  z.strictObject({ kind: z.literal('count'), ...rowsOf }).describe('How many rows fall in the period.'),
  z.strictObject({ kind: z.literal('sum'), ...amounts }).describe('The total of an amount.'),
  z
    .strictObject({
      kind: z.literal('proportion'),
      ...rowsOf,
      numerator: expression.describe('True or false for each row, or an amount to add up.'),
      denominator: expression.optional().describe('An amount to add up; every row counts one unless said.'),
      stock,
    })
    .describe('The numerator’s total over the denominator’s total; never an average of ratios.'),
  z
    .strictObject({
      kind: z.literal('rate'),
      ...rowsOf,
      per: z.number().positive().describe('Per how many: 100 means "per 100 pupils".'),
      denominator: headcountSchema.describe('How many people there are.'),
    })
    .describe('Rows in the period for each so many of another extract’s head count.'),
  z
    .strictObject({ kind: z.literal('mean'), ...amounts })
    .describe('The amounts’ total over how many there are.'),
  z
    .strictObject({ kind: z.literal('median'), ...amounts })
    .describe('The amount that half of the rows exceed.'),
  z
    .strictObject({
      kind: z.literal('percentile'),
      ...amounts,
      percentile: z.number().gt(0).lt(1).describe('The share of rows below it: 0.9 for the 90th percentile.'),
    })
    .describe('The amount that a given share of the rows stays below.'),
  z
    .strictObject({ kind: z.literal('stock'), ...rowsOf })
    .describe('How many rows the snapshot of the period’s last month has.'),
] as const;

const rowMeasureSchema = z.discriminatedUnion('kind', rowMeasures).meta({ id: 'row_measure' });
const operand = z
  .union([id, rowMeasureSchema])
  .describe('Another indicator by its id, or a measure written out.');

const rankSchema = z
  .strictObject({
    kind: z.literal('rank'),
    extract: columnName.describe('A file of the Department’s open data, with a row for every council.'),
    numerator: columnName.describe('The column by which councils are put in order.'),
    denominator: columnName.optional().describe('The column that it is divided by.'),
    where,
    best: z.enum(['highest', 'lowest']).describe('Which end of the list has rank 1.'),
  })
  .describe('The council’s place among all councils with a figure.');

export const measureSchema = z.discriminatedUnion('kind', [
  ...rowMeasures,
  z
    .strictObject({ kind: z.literal('gap'), of: operand, less: operand })
    .describe('One group’s value less another’s.'),
  z
    .strictObject({
      kind: z.literal('ratio'),
      numerator: operand,
      denominator: operand,
      per: z.number().positive().default(1).describe('Per how many of the denominator.'),
    })
    .describe('One value over another.'),
  z
    .strictObject({ kind: z.literal('growth'), of: operand })
    .describe('The change on the same period a year ago, as a share of it.'),
  rankSchema,
  z
    .strictObject({
      kind: z.literal('published'),
      measure: z
        .string()
        .optional()
        .describe('Its name in published_measures; the indicator’s id unless said.'),
    })
    .describe('Figures that reach the partnership as figures, in published_measures.'),
]);

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
  comparator: sentence.describe('Whose figure it is: "Invision 360 national".'),
  period: periodId.describe('What it is for: 2024-07, FY2024Q1, FY2024, AY2024, CY2024.'),
  value: z.number().describe('The figure; a share of 60% is 0.60.'),
  source,
});

export const indicatorSchema = z
  .strictObject({
    title: sentence.describe('What it is called on tiles and charts.'),
    definition: sentence.describe('Plain English; numerator and denominator in words.'),
    why_it_matters: sentence.describe('What it means for children, young people and families.'),
    phrase: sentence
      .optional()
      .describe(
        'The words after the figure in a sentence: "of new EHC plans were issued within 20 weeks". Without, the title comes before it.',
      ),
    tier: z.enum(['headline', 'core', 'supporting']).describe('headline: on a board’s first page.'),
    unit: z.enum(UNITS).describe('What the figure is in. Of percent, values are fractions: 60% is 0.60.'),
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
  .describe('An indicator: one KPI, one file.');

export type Field = z.infer<typeof fieldSchema>;
export type Extract = z.infer<typeof extractSchema>;
export type Feeds = z.infer<typeof feedsSchema>;
export type Area = z.infer<typeof areaSchema>;
export type Framework = z.infer<typeof frameworkSchema>;
export type Partnership = z.infer<typeof partnershipSchema>;
/** A measure as its file writes it: operands may be other indicators' ids. */
export type WrittenMeasure = z.infer<typeof measureSchema>;
export type RowMeasure = z.infer<typeof rowMeasureSchema>;
export type Operand = z.infer<typeof operand>;
export type RankMeasure = z.infer<typeof rankSchema>;
export interface PublishedMeasure {
  kind: 'published';
  measure: string;
}
/** What is worked out from other measures' figures. */
export type CombinedMeasure =
  | { kind: 'gap'; of: Measure; less: Measure }
  | { kind: 'ratio'; numerator: Measure; denominator: Measure; per: number }
  | { kind: 'growth'; of: Measure };
/** A measure with its operands in place. */
export type Measure = RowMeasure | RankMeasure | PublishedMeasure | CombinedMeasure;
export type Headcount = z.infer<typeof headcountSchema>;
export type WrittenIndicator = z.infer<typeof indicatorSchema>;
/** A comparator's figures from a national file, or one figure that a document states. */
export type FileBenchmark = z.infer<typeof fileBenchmarkSchema>;
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

/** What rows are counted of: an extract's facts, or a view over several. */
export interface Relation extends Pick<Extract, 'name' | 'title' | 'derived' | 'period'> {
  /** A view's columns may be of other SQL types than those of files. */
  fields: (Field & { sql?: string })[];
}

/** Rows that one SELECT makes of several extracts' facts. */
export interface View extends Relation {
  sql: string;
  /** The extracts that it reads. */
  reads: string[];
}

/** A school term, by its first and last day. */
export type Term = z.infer<typeof termSchema>;

export interface Catalogue {
  partnership: Partnership;
  terms: Term[];
  /** The improvement plan; null where the partnership has none. */
  plan: Plan | null;
  views: View[];
  extracts: Extract[];
  indicators: Indicator[];
}
