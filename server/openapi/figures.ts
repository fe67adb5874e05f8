import { z } from 'zod';
import type * as of from '../../indicators/series.ts';
import { area, count, day, exactly, grain, level, period, snapshot } from './parts.ts';

/** Figures through time, beside one another and beside others’. */

const rag = z.enum(['met', 'on_track', 'off_track']);
const comparison = z
  .enum(['better', 'similar', 'worse', 'higher', 'lower'])
  .nullable()
  .describe('Beside the county’s figure, by whether its 95% interval takes it in.');

export const spc = exactly<of.SpcPoint>()(
  z
    .strictObject({
      mean: z.number(),
      lower: z.number(),
      upper: z.number(),
      flag: z
        .enum([
          'common_cause',
          'above_limit',
          'below_limit',
          'rising_trend',
          'falling_trend',
          'two_of_three_high',
          'two_of_three_low',
          'run_above_mean',
          'run_below_mean',
        ])
        .describe('The first rule that makes the point special.'),
    })
    .describe('The usual range around it: statistical process control, XmR.'),
);

export const point = exactly<of.Point>()(
  z.strictObject({
    period,
    start: day,
    end: day.describe('The period’s last day.'),
    complete: z
      .boolean()
      .describe('False while the period is not over, or files of its last months have not arrived.'),
    covered_to: day.describe('The last day that its data cover.'),
    status: z
      .enum(['ok', 'suppressed', 'missing', 'not_applicable'])
      .describe('Why there is no value: it is hidden for privacy, no data came, or there can be none.'),
    quarantined: count.describe('Rows of the period that had errors and were left out.'),
    numerator: z.number().nullable(),
    denominator: z.number().nullable(),
    value: z.number().nullable().describe('The figure; percentages are fractions: 58% is 0.58.'),
    lower: z.number().nullable().describe('From where its 95% interval goes …'),
    upper: z.number().nullable().describe('… and to where.'),
    target: z.number().nullable(),
    trajectory: z
      .number()
      .nullable()
      .describe('Where it should be on the way to the target by the day to which it goes.'),
    rag: rag.nullable().describe('Where it stands against its target.'),
    spc: spc.nullable(),
  }),
);

export const benchmark = exactly<of.Benchmark>()(
  z.strictObject({
    comparator: z.string(),
    label: z.string().describe('Its name for readers: England.'),
    source: z.string(),
    points: z.array(
      z.strictObject({
        period,
        start: day,
        end: day,
        numerator: z.number().nullable(),
        denominator: z.number().nullable(),
        value: z.number(),
        councils_with_data: count.nullable(),
        councils: count.nullable(),
      }),
    ),
  }),
);

export const councils = exactly<of.CouncilPlace>()(
  z
    .strictObject({
      period,
      place: count.describe('1 is the best, or the highest where neither way is better.'),
      of: count,
      quartile: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
      isBest: z.boolean().describe('Whether place 1 is the best council and not just the highest.'),
      neighbours: z.array(z.strictObject({ council: z.string(), place: count.nullable() })),
    })
    .describe('The county’s place among all councils that have a figure.'),
);

const variation = z
  .enum([
    'common_cause',
    'improvement_high',
    'improvement_low',
    'concern_high',
    'concern_low',
    'neither_high',
    'neither_low',
  ])
  .nullable();
const assurance = z.enum(['consistently_passes', 'consistently_fails', 'hit_or_miss']).nullable();

export const summary = exactly<of.Summary>()(
  z.strictObject({
    variation,
    assurance,
    trend: z.enum(['rising', 'falling', 'no_change']).nullable(),
    sentence: z.string().describe('What the series says, in plain words.'),
  }),
);

export const series = exactly<of.Series>()(
  z.strictObject({
    ...{ indicator: z.string(), area, grain, level, snapshot },
    points: z.array(point).describe('The oldest first.'),
    benchmarks: z.array(benchmark),
    councils: councils.nullable().describe('Null of a locality, and where no open data say it.'),
    summary,
    breakdown: z
      .strictObject({
        by: z.string(),
        label: z.string(),
        groups: z.array(
          z.strictObject({ group: z.string().nullable(), label: z.string(), points: z.array(point) }),
        ),
      })
      .exactOptional()
      .describe('The same figures group by group, where “breakdown” asks for it.'),
  }),
);

export const areas = exactly<of.AreasCompared>()(
  z.strictObject({
    ...{ indicator: z.string(), grain, period: period.nullable(), level, snapshot },
    county: point.nullable(),
    areas: z.array(z.strictObject({ area, name: z.string(), point, comparison })),
    all_areas: z
      .boolean()
      .describe('Whether these are all the areas there are, and not those alone that the reader may see.'),
  }),
);

export const overview = exactly<of.Overview>()(
  z.strictObject({
    ...{ area, level, snapshot },
    rows: z.array(
      z.strictObject({
        ...{ indicator: z.string(), area, grain },
        latest: point.nullable(),
        previous: point
          .nullable()
          .describe(
            'The finished point before it; where the indicator is seasonal the same time a year before.',
          ),
        target: z
          .strictObject({ value: z.number(), by: z.string(), text: z.string() })
          .nullable()
          .describe('The next target due, or the last one passed.'),
        status: z.enum([...rag.options, 'in_doubt', 'no_target', 'hidden', 'no_figure', 'awaiting_data']),
        variation,
        assurance,
        sentence: z.string(),
        trend: z.strictObject({ grain, points: z.array(point) }),
      }),
    ),
  }),
);
