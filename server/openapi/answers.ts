import { z } from 'zod';
import type { Gaps } from '../../indicators/gaps.ts';
import { type Decision, MILESTONE_STATUSES, type ReportedAction } from '../../indicators/plan.ts';
import { type SnapshotInfo, UNITS } from '../../indicators/series.ts';
import { file, fileWithFindings, finding, findings, lineage, run, upload } from './deliveries.ts';
import { areas, benchmark, councils, overview, point, series, spc, summary } from './figures.ts';
import { count, day, exactly, grain, moment, period, snapshot } from './parts.ts';

/** The API’s answers in JSON. Their types are those of the figures: what is described otherwise does not compile. */

const snapshots = exactly<{ current: string | null; snapshots: SnapshotInfo[] }>()(
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
