import { z } from 'zod';
import type { Gaps } from '../../indicators/gaps.ts';
import { type Lineage, SPLITS } from '../../indicators/lineage.ts';
import { type Decision, MILESTONE_STATUSES, type ReportedAction } from '../../indicators/plan.ts';
import type * as of from '../../indicators/series.ts';
import { GRAINS, UNITS } from '../../indicators/series.ts';
import type { UploadRun } from '../../web/props/upload.ts';

/** The API's answers in JSON. Their types are those of the figures: what is described otherwise does not compile. */

/** Holds a schema to a type both ways, so that neither has a value that the other leaves out. */
function exactly<T>() {
  return <S extends z.ZodType<T>>(schema: S & ([T] extends [z.output<S>] ? unknown : never)): S => schema;
}

const day = z.string().describe('A day: 2024-07-31.');
const moment = z.string().describe('A moment, in UTC: 2024-08-02T09:00:00Z.');
const period = z.string().describe('2024-07, FY2024Q1, FY2024, AY2024 or CY2024.');
const count = z.int().min(0);
const grain = z.enum(GRAINS);
const area = z.string().describe('“county”, or the id of a locality.');
const snapshot = z.string().describe('The snapshot that the figures are from.');
const level = z
  .enum(['full', 'protected'])
  .describe('“full” of true figures; in “protected” ones small numbers are hidden.');
const rag = z.enum(['met', 'on_track', 'off_track']);
const comparison = z
  .enum(['better', 'similar', 'worse', 'higher', 'lower'])
  .nullable()
  .describe('Beside the county’s figure, by whether its 95% interval takes it in.');

const spc = exactly<of.SpcPoint>()(
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

const point = exactly<of.Point>()(
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
    trajectory: z.number().nullable().describe('Where it should be by now on the way to the target.'),
    rag: rag.nullable().describe('Where it stands against its target.'),
    spc: spc.nullable(),
  }),
);

const benchmark = exactly<of.Benchmark>()(
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

const councils = exactly<of.CouncilPlace>()(
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

const summary = exactly<of.Summary>()(
  z.strictObject({
    variation,
    assurance,
    trend: z.enum(['rising', 'falling', 'no_change']).nullable(),
    sentence: z.string().describe('What the series says, in plain words.'),
  }),
);

const series = exactly<of.Series>()(
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

const areas = exactly<of.AreasCompared>()(
  z.strictObject({
    ...{ indicator: z.string(), grain, period: period.nullable(), level, snapshot },
    county: point.nullable(),
    areas: z.array(z.strictObject({ area, name: z.string(), point, comparison })),
  }),
);

const overview = exactly<of.Overview>()(
  z.strictObject({
    ...{ area, level, snapshot },
    rows: z.array(
      z.strictObject({
        ...{ indicator: z.string(), area, grain },
        latest: point.nullable(),
        previous: point.nullable(),
        target: z
          .strictObject({ value: z.number(), by: z.string(), text: z.string() })
          .nullable()
          .describe('The next target due, or the last one passed.'),
        status: z.enum([...rag.options, 'no_target', 'hidden', 'no_figure', 'awaiting_data']),
        variation,
        assurance,
        sentence: z.string(),
        trend: z.strictObject({ grain, points: z.array(point) }),
      }),
    ),
  }),
);

const finding = exactly<of.Finding>()(
  z.strictObject({
    severity: z.enum(['error', 'warning']),
    code: z.string(),
    row: count.nullable().describe('As a spreadsheet numbers it: the header is row 1.'),
    column: z.string().nullable(),
    value: z.string().nullable(),
    message: z.string(),
    remedy: z.string().describe('What to do about it.'),
  }),
);
const findings = z.array(finding);

const reported = {
  file: z.string(),
  sha256: z.string(),
  extract: z.string().nullable(),
  period: period.nullable(),
  outcome: z.enum(['accepted', 'accepted_with_findings', 'rejected']),
  rows: count,
  quarantined: count,
  counts: z.record(z.string(), count).describe('How many findings there are of each code.'),
};
const state = z.enum(['received', 'accepted', 'rejected', 'superseded', 'withdrawn']);
const delivered = { ...reported, state, received_at: moment, periods: z.array(period) };
const report = exactly<of.FileReport>()(z.strictObject({ ...reported, findings }));
const file = exactly<of.FileRecord>()(z.strictObject(delivered));
const fileWithFindings = exactly<of.FileRecord & { findings: of.Finding[] }>()(
  z.strictObject({
    ...delivered,
    findings,
  }),
);

const lineage = exactly<Lineage>()(
  z.strictObject({
    ...{ indicator: z.string(), area, period, level, snapshot },
    split: z
      .enum(SPLITS)
      .describe(
        'What rows are told apart: “fraction” those of the numerator and of the denominator; “years” those of the period and of the year before; “figures” those of the one figure and of the other; “none” where a view joins or groups them: then “read” says how many there were.',
      ),
    files: z.array(
      z.strictObject({
        ...{ sha256: z.string(), file: z.string(), extract: z.string(), state, received_at: moment },
        ...{ numerator_rows: count.nullable(), denominator_rows: count.nullable() },
        ...{ read_rows: count.nullable(), rows: count, quarantined: count },
      }),
    ),
    rows: z
      .strictObject({
        ...{ numerator: count.nullable(), denominator: count.nullable() },
        read: count.nullable(),
      })
      .describe('The rows counted, split as “split” says.'),
    quarantined: count,
    checks: z.array(z.strictObject({ code: z.string(), title: z.string(), failures: count })),
  }),
);

const snapshots = exactly<{ current: string | null; snapshots: of.SnapshotInfo[] }>()(
  z.strictObject({
    current: z.string().nullable(),
    snapshots: z.array(
      z.strictObject({
        id: z.string(),
        published_at: moment,
        data_to: day.nullable(),
        name: z.string().nullable().describe('What a board that was shown it calls it.'),
        frozen_at: moment.exactOptional(),
      }),
    ),
  }),
);

const milestone = z.looseObject({
  id: z.string(),
  title: z.string(),
  lead: z.string(),
  due: day.nullable(),
  status: z.enum(MILESTONE_STATUSES).nullable(),
  late: z.boolean(),
  updated_on: day.nullable(),
  done_on: day.nullable(),
  evidence: z.string().nullable(),
});
const decision = exactly<Decision>()(
  z.strictObject({
    ...{ id: z.string(), decided_on: day, board: z.string(), decision: z.string() },
    ...{ indicator: z.string().nullable(), period: period.nullable(), value: z.number().nullable() },
    ...{ owner: z.string().nullable(), due_on: day.nullable(), outcome: z.string().nullable() },
  }),
);
type MainOfAction = Pick<ReportedAction, 'ref' | 'title' | 'lead' | 'area' | 'indicators'>;
const action: z.ZodType<MainOfAction & { milestones: z.infer<typeof milestone>[] }> = z.looseObject({
  ...{ ref: z.string(), title: z.string(), lead: z.string() },
  ...{ area: z.array(z.string()), indicators: z.array(z.string()), milestones: z.array(milestone) },
});
const plan = z.strictObject({ actions: z.array(action), decisions: z.array(decision) });

const counts = { arrived: count, late: count, never: count };
const gaps = exactly<Gaps>()(
  z.strictObject({
    indicators: z.array(
      z.strictObject({
        ...{ indicator: z.string(), title: z.string(), state: z.enum(['arrived', 'late', 'never']) },
        extracts: z
          .array(z.string())
          .describe('Where its figures come from, those that keep it waiting first.'),
      }),
    ),
    all: z.strictObject(counts),
    frameworks: z.record(
      z.string(),
      z.array(z.strictObject({ ...counts, id: z.string(), title: z.string() })),
    ),
  }),
);

const uploaded = z.strictObject({
  ...{ file: z.string(), sha256: z.string(), bytes: count },
  report: report.nullable().describe('Null until it is known.'),
});
const run = exactly<UploadRun>()(
  z.strictObject({
    id: z.string(),
    state: z
      .enum(['waiting', 'running', 'done', 'failed'])
      .describe('“waiting” where the schedule takes what is in the inbox.'),
    files: z.array(uploaded),
    message: z.string().nullable().describe('Why it failed.'),
    lines: z.array(z.string()).describe('What has been said so far.'),
  }),
);
const upload = z.strictObject({
  run: z.string().describe('The address at which the run can be followed.'),
  page: z.string().describe('The same, for people.'),
  files: z.array(uploaded),
});

/** What the YAML files say of each is in the JSON Schemas for editors; here is what programs look for. */
const catalogue = z.strictObject({
  snapshot,
  partnership: z.looseObject({ name: z.string() }),
  frameworks: z.record(
    z.string(),
    z.looseObject({ items: z.array(z.looseObject({ id: z.string(), title: z.string() })) }),
  ),
  areas: z.array(z.looseObject({ id: z.string(), name: z.string() })),
  indicators: z.array(
    z.looseObject({
      ...{ id: z.string(), title: z.string(), definition: z.string(), unit: z.enum(UNITS) },
      polarity: z.enum(['higher_is_better', 'lower_is_better', 'neither']),
      grains: z.array(grain),
      tile_grain: grain,
      breakdowns: z.array(z.string()),
    }),
  ),
  extracts: z.array(z.looseObject({ name: z.string(), title: z.string() })),
});

const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe('What is wrong, where, and what to do: a sentence to show.'),
  instance: z.string().describe('The address that was asked for.'),
  valid: z.array(z.string()).optional().describe('The values that would have been accepted.'),
});

/** By the names that they have in the description. */
export const ANSWERS = {
  Series: series,
  Point: point,
  Spc: spc,
  Benchmark: benchmark,
  CouncilPlace: councils,
  Summary: summary,
  Areas: areas,
  Overview: overview,
  Catalogue: catalogue,
  Lineage: lineage,
  Files: z.strictObject({ snapshot, files: z.array(file) }),
  File: file,
  FileWithFindings: fileWithFindings,
  Findings: z.strictObject({ file: z.string(), sha256: z.string(), findings }),
  Finding: finding,
  Snapshots: snapshots,
  Plan: plan,
  Gaps: gaps,
  Upload: upload,
  Run: run,
  Problem: problem,
  Chart: z.looseObject({ $schema: z.string().describe('Vega-Lite’s or Vega’s.') }),
  OpenApi: z.looseObject({ openapi: z.string() }),
};
