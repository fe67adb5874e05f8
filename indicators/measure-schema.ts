import { z } from 'zod';
import { columnName, expression, id } from './schema-parts.ts';

export const where = expression.optional().describe('Only the rows for which this is true.');

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
      numerator: expression.describe(
        'True or false for each row; with a denominator, an amount to add up may stand here too.',
      ),
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
      counts_people: z
        .literal(false)
        .optional()
        .describe('It counts schools, meetings or the like, and no people: small numbers are shown.'),
      share: z
        .literal(false)
        .optional()
        .describe('A percentage that is no share of a whole, such as growth: it may be above 100%.'),
    })
    .describe('Figures that reach the partnership as figures, in published_measures.'),
]);

/** A measure as its file writes it: operands may be other indicators' ids. */
export type WrittenMeasure = z.infer<typeof measureSchema>;

export type RowMeasure = z.infer<typeof rowMeasureSchema>;

export type Operand = z.infer<typeof operand>;

export type RankMeasure = z.infer<typeof rankSchema>;

export interface PublishedMeasure {
  kind: 'published';
  measure: string;
  /** False where it counts schools, meetings or the like. */
  counts_people?: false;
  /** False of a percentage that may be above 100%. */
  share?: false;
}

/** What is worked out from other measures' figures. */
export type CombinedMeasure =
  | { kind: 'gap'; of: Measure; less: Measure }
  | { kind: 'ratio'; numerator: Measure; denominator: Measure; per: number }
  | { kind: 'growth'; of: Measure };

/** A measure with its operands in place. */
export type Measure = RowMeasure | RankMeasure | PublishedMeasure | CombinedMeasure;

export type Headcount = z.infer<typeof headcountSchema>;
