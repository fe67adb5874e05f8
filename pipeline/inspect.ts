import { isMonth, localDay, monthOfName } from '../indicators/periods.ts';
import type { FileReport, Finding } from '../indicators/series.ts';
import { check, listed, merged, refusal } from './checks/check.ts';
import { compare, compareEmpty } from './checks/compare.ts';
import type { ProfileRow } from './checks/profile.ts';
import type { Checked } from './checks/rule.ts';
import { coveredBy } from './covered.ts';
import type { Delivery } from './receive/delivery.ts';
import { rowPeriod } from './stage/cells.ts';
import { type Recognised, recognise } from './stage/recognise.ts';
import { type Staged, stage } from './stage/stage.ts';
import { FileError, readText, type TextFile } from './stage/text.ts';
import type { Warehouse } from './warehouse/warehouse.ts';
import type { Inspection } from './workshop.ts';

/** What a file turned out to be. Its rows stand in the view `staged` until the next file is inspected. */
export interface Inspected {
  report: FileReport;
  staged: Staged | null;
  periods: string[];
  covered: string[];
  /** How many rows of each period were set aside. */
  quarantined: Record<string, number>;
  /** What later files of the extract are compared with. */
  profile: ProfileRow[];
}

/**
 * Recognises, stages and checks a file. What cannot be read at all is a finding like any other.
 * @param isNew false for one that was accepted before: what came since cannot refuse it any more
 */
export async function inspect(
  inspection: Inspection,
  delivery: Delivery,
  isNew: boolean,
): Promise<Inspected> {
  let recognised: Recognised | null = null;
  try {
    const text = await readText(delivery.path);
    recognised = recognise(delivery.file, text, inspection.catalogue);
    return await inspectRows(inspection, delivery, text, recognised, isNew);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const { code, message, remedy, row } = error;
    const finding = { severity: 'error', code, row, column: null, value: null, message, remedy } as const;
    const findings = [...(recognised?.findings ?? []), finding];
    return refused(delivery, recognised?.extract.name ?? null, refusal(findings));
  }
}

async function inspectRows(
  { catalogue, warehouse, effects, key, workFolder }: Inspection,
  delivery: Delivery,
  text: TextFile,
  file: Recognised,
  isNew: boolean,
): Promise<Inspected> {
  const { extract } = file;
  const header = refusal(file.findings);
  if (header.refuses) return refused(delivery, extract.name, header);
  const staged = await stage(warehouse, text, file, catalogue, key, workFolder);
  effects.reached('read', staged.rows);
  const today = localDay(effects.now(), catalogue.partnership.calendar);
  const { every, good: periods, ...rowChecks } = await check(warehouse, delivery.file, staged, today, key);
  const { covered, findings } = await coveredBy({ warehouse, catalogue }, staged, delivery, [every, periods]);
  const alone = merged([header, rowChecks, listed(findings)]);
  effects.reached('checked', staged.rows);
  const setAside = await setAsideRows(warehouse, staged, periods);
  const errorRows = Object.values(setAside).reduce((sum, count) => sum + count, 0);
  const tooMany = errorRows > extract.thresholds.error_rows * staged.rows;
  const badAlone = alone.refuses || tooMany;
  const past =
    staged.rows === 0 && !badAlone
      ? await compareEmpty(warehouse, staged, delivery, covered)
      : await compare(warehouse, catalogue, delivery, staged, badAlone ? [] : periods, today, isNew);
  const checked = merged([alone, past.checked]);
  const bad = badAlone || checked.refuses;
  return {
    report: reportOf(
      delivery,
      extract.name,
      staged.rows,
      bad ? periodsOfRefused(delivery.file, periods, every) : periods,
      checked,
      bad ? staged.rows : errorRows,
      bad,
    ),
    staged,
    periods,
    covered,
    quarantined: setAside,
    profile: past.profile,
  };
}

/** A mistyped date is no period of a file that is refused for it. */
function periodsOfRefused(file: string, good: string[], every: string[]): string[] {
  const month = monthOfName(file);
  if (month !== null && every.includes(month)) return [month];
  return good.length > 0 && every.every(isMonth) ? good : every;
}

/** A file that was not read row by row. */
function refused(delivery: Delivery, extract: string | null, checked: Checked): Inspected {
  const report = reportOf(delivery, extract, 0, [], checked, 0, true);
  return { report, staged: null, periods: [], covered: [], quarantined: {}, profile: [] };
}

/** How many rows of each of the file's periods have errors; those that say no such period count in the newest. */
async function setAsideRows(
  warehouse: Warehouse,
  { extract, ragged }: Staged,
  periods: string[],
): Promise<Record<string, number>> {
  const newest = periods.at(-1) ?? '';
  const rows = await warehouse.rows(
    `SELECT ${rowPeriod(extract)} AS period, count(*)::INTEGER AS rows FROM staged SEMI JOIN bad_row USING (row) GROUP BY 1`,
  );
  const counts: Record<string, number> = {};
  const add = (period: string, count: number) => {
    const known = periods.includes(period) ? period : newest;
    if (count > 0) counts[known] = (counts[known] ?? 0) + count;
  };
  for (const { period, rows: count } of rows) add(String(period), Number(count));
  add(newest, ragged.short.count + ragged.long.count);
  return counts;
}

function reportOf(
  delivery: Delivery,
  extract: string | null,
  rows: number,
  periods: string[],
  checked: Checked,
  quarantined: number,
  bad: boolean,
): FileReport {
  return {
    file: delivery.file,
    sha256: delivery.sha256,
    extract,
    period: periods.at(-1) ?? monthOfName(delivery.file),
    outcome: bad ? 'rejected' : checked.findings.length > 0 ? 'accepted_with_findings' : 'accepted',
    rows,
    quarantined,
    findings: checked.findings.toSorted(errorsFirst),
    counts: checked.counts,
  };
}

function errorsFirst(one: Finding, other: Finding): number {
  return Number(one.severity === 'warning') - Number(other.severity === 'warning');
}
