import { z } from 'zod';
import { type Lineage, SPLITS } from '../../indicators/lineage.ts';
import type * as of from '../../indicators/series.ts';
import type { UploadRun } from '../../web/props/upload.ts';
import { area, count, exactly, level, moment, period, snapshot } from './parts.ts';

/** Files that came, what was found in them, and which figures they are behind. */

export const finding = exactly<of.Finding>()(
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
export const findings = z.array(finding);

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
export const file = exactly<of.FileRecord>()(z.strictObject(delivered));
export const fileWithFindings = exactly<of.FileRecord & { findings: of.Finding[] }>()(
  z.strictObject({
    ...delivered,
    findings,
  }),
);

export const lineage = exactly<Lineage>()(
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

const uploaded = z.strictObject({
  ...{ file: z.string(), sha256: z.string(), bytes: count },
  report: report.nullable().describe('Null until it is known.'),
});
export const run = exactly<UploadRun>()(
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
export const upload = z.strictObject({
  run: z.string().describe('The address at which the run can be followed.'),
  page: z.string().describe('The same, for people.'),
  files: z.array(uploaded),
});
