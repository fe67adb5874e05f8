import { mkdir } from 'node:fs/promises';
import { type Month, monthsOver } from './calendar.ts';
import { buildCounty, type County } from './county/county.ts';
import { csvFile, type SampleFile, writeWhole } from './csv.ts';
import type { SampleExtract } from './extract.ts';
import { attendance } from './extracts/attendance.ts';
import { commentary } from './extracts/commentary.ts';
import { complaints } from './extracts/complaints.ts';
import { decisions } from './extracts/decisions.ts';
import { disputes } from './extracts/disputes.ts';
import { ehcAssessments } from './extracts/ehc-assessments.ts';
import { ehcPlans } from './extracts/ehc-plans.ts';
import { ehcpAudits } from './extracts/ehcp-audits.ts';
import { exclusions } from './extracts/exclusions.ts';
import { milestones } from './extracts/milestones.ts';
import { missingEducation } from './extracts/missing-education.ts';
import { publishedMeasures } from './extracts/published-measures.ts';
import { pupils } from './extracts/pupils.ts';
import { surveyResponses } from './extracts/survey-responses.ts';
import { waitingLists } from './extracts/waiting-lists.ts';
import { dfeFiles } from './open-data/dfe-files.ts';

const EXTRACTS: readonly SampleExtract[] = [
  pupils,
  ehcAssessments,
  ehcPlans,
  ehcpAudits,
  waitingLists,
  attendance,
  exclusions,
  missingEducation,
  complaints,
  disputes,
  surveyResponses,
  publishedMeasures,
  milestones,
  decisions,
  commentary,
];

interface Written {
  files: number;
  rows: number;
  names: string[];
}

/** Writes every month that is wholly over; an earlier `now` writes fewer files, never different ones. */
export async function writeSamples(
  directory: string,
  options: { now: Date; progress?: (done: number, total: number) => void },
): Promise<Written> {
  await mkdir(directory, { recursive: true });
  const pending = [
    ...monthlyFiles(buildCounty(), monthsOver(options.now)),
    ...dfeFiles().map((file) => () => file),
  ];
  const written: Written = { files: 0, rows: 0, names: [] };
  for (const make of pending) {
    const { name, rows, text } = make();
    await writeWhole(directory, name, text);
    written.files += 1;
    written.rows += rows;
    written.names.push(name);
    options.progress?.(written.files, pending.length);
  }
  return written;
}

/** Each file is made only when its turn comes, so that one at a time is in memory. */
function monthlyFiles(county: County, months: readonly Month[]): (() => SampleFile)[] {
  return EXTRACTS.flatMap((extract) => {
    const rowsOf = extract.rows(county);
    const due = months.filter((month) => extract.isDue?.(month) ?? true);
    return due.map((month) => () => {
      const { name, columns, newline } = extract;
      return csvFile(`${name}_${month.text}.csv`, columns, rowsOf(month), newline);
    });
  });
}
