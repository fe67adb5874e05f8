import { z } from 'zod';
import { columnName, expression, sentence } from './schema-parts.ts';

const fieldSchema = z.strictObject({
  name: columnName.describe('The column’s name, as Waggle and the indicators call it.'),
  type: z
    .enum(['string', 'date', 'yearmonth', 'year', 'period', 'integer', 'number'])
    .describe(
      'Frictionless type; and period: the id of one, as 2024-07, FY2024Q1, FY2024, AY2024T1, AY2024, CY2024, R2024-07 or 2024-W28. Dates are read as 2024-07-31 or 31/07/2024.',
    ),
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
  labels: z
    .record(z.string(), sentence)
    .optional()
    .describe(
      'What its values are called where figures are broken down by it: ASD: Autistic spectrum disorder.',
    ),
  aliases: z.array(sentence).optional().describe('Other headers that suppliers use for this column.'),
  person: z.boolean().optional().describe('Identifies a person: pseudonymised before anything is stored.'),
  area: z.boolean().optional().describe('Names a locality: resolved to an area of the partnership.'),
  place: z
    .boolean()
    .optional()
    .describe('Names the whole county or a locality: resolved to one of them. For figures, not for people.'),
  indicator: z
    .boolean()
    .optional()
    .describe('Names an indicator by its id: a row that names none is remarked on, for nobody would see it.'),
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
  heads: z
    .boolean()
    .optional()
    .describe(
      'How many people a row stands for: a sudden change of their sum is remarked on, as one of the number of rows is.',
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
    in_month: z
      .boolean()
      .optional()
      .describe(
        'A file that comes before its month is over counts as the month’s, as a log of what is so far does. Of others a month is delivered once a file came after its end; a list of one day is whole whenever it comes.',
      ),
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
        fewer_rows: z
          .number()
          .min(0)
          .max(1)
          .default(0.1)
          .describe(
            'A file that has fewer rows of a month than the one it replaces, by this share or more, is remarked upon.',
          ),
      })
      .default({ error_rows: 0.01, fewer_rows: 0.1 })
      .describe('How much may be wrong with a file before it is refused, or remarked upon.'),
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

export interface Field extends z.infer<typeof fieldSchema> {
  /** The locality, where the partnership has none: nothing of the column is kept, and nobody needs it. */
  nowhere?: true;
}

export interface Extract extends Omit<z.infer<typeof extractSchema>, 'fields'> {
  fields: Field[];
}

export type Feeds = z.infer<typeof feedsSchema>;

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
