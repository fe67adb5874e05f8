import type { Extract } from '../indicators/schema.ts';
import type { Finding } from '../indicators/series.ts';
import { rowPeriod } from './cells.ts';
import { area } from './checks/area.ts';
import { believable } from './checks/believable.ts';
import type { RowRule, SetRule } from './checks/check.ts';
import { code } from './checks/code.ts';
import { cutRows } from './checks/cut-rows.ts';
import { cutText } from './checks/cut-text.ts';
import { nameDay } from './checks/name-day.ts';
import { noRows } from './checks/no-rows.ts';
import { periodOfName } from './checks/period.ts';
import { primaryKey } from './checks/primary-key.ts';
import { range } from './checks/range.ts';
import { required } from './checks/required.ts';
import { rowRules } from './checks/row-rules.ts';
import { snapshotDays } from './checks/snapshot-days.ts';
import { type } from './checks/type.ts';
import type { Staged } from './stage.ts';
import type { Warehouse } from './warehouse.ts';

/** What the checks found: the first of each kind, and how many there are in all. */
export interface Checked {
  findings: Finding[];
  /** For each code, every failure counted, also those not listed. */
  counts: Record<string, number>;
}

/** Of each kind of failure this many are listed; all are counted. */
const LISTED = 1000;

/** Every rule against every row. Rows that are not rows make the other rules meaningless, so they come alone. */
export async function check(
  warehouse: Warehouse,
  file: string,
  staged: Staged,
  periods: string[],
  today: string,
): Promise<Checked> {
  const structure = cutRows(staged);
  if (structure.some((finding) => finding.severity === 'error')) return listed(structure);
  const checks = [required, type, code, area, range, believable(today), rowRules];
  const rows = await checkRows(
    warehouse,
    checks.flatMap((rulesFor) => rulesFor(staged)),
  );
  const sets = [
    ...(await checkSet(warehouse, primaryKey(staged))),
    ...(await checkSet(warehouse, snapshotDays(staged))),
    ...(await checkSet(warehouse, cutText(staged))),
  ];
  const whole = [...noRows(file, staged), ...periodOfName(file, periods), ...nameDay(file, staged, today)];
  return merged([listed(structure), ...rows, ...sets, listed(whole)]);
}

/** One scan counts the failures of all rules about rows; only rules that failed are asked for their rows. */
async function checkRows(warehouse: Warehouse, rules: RowRule[]): Promise<Checked[]> {
  if (rules.length === 0) return [];
  const counters = rules.map(({ fails }, index) => `count(*) FILTER (${fails})::INTEGER AS n${index}`);
  const [counts] = await warehouse.rows(`SELECT ${counters.join(', ')} FROM staged`);
  const results: Checked[] = [];
  for (const [index, rule] of rules.entries()) {
    const count = Number(counts?.[`n${index}`] ?? 0);
    if (count > 0) results.push(await rowFindings(warehouse, rule, count));
  }
  return results;
}

async function rowFindings(warehouse: Warehouse, rule: RowRule, count: number): Promise<Checked> {
  const rows = await warehouse.rows(
    `SELECT row, CAST(${rule.shown} AS VARCHAR) AS value FROM staged WHERE ${rule.fails} ORDER BY row LIMIT ${LISTED}`,
  );
  const { severity, code: kind, column, remedy } = rule;
  const findings = rows.map((row): Finding => {
    const value = row.value === null ? null : String(row.value);
    return {
      severity,
      code: kind,
      row: Number(row.row),
      column,
      value,
      message: rule.message(value),
      remedy,
    };
  });
  return { findings, counts: { [kind]: count } };
}

async function checkSet(warehouse: Warehouse, rule: SetRule | null): Promise<Checked[]> {
  if (!rule) return [];
  const rows = await warehouse.rows(
    `SELECT row, count(*) OVER ()::INTEGER AS failures FROM (${rule.rows}) ORDER BY row LIMIT ${LISTED}`,
  );
  if (rows.length === 0) return [];
  const { severity, code: kind, column, message, remedy } = rule;
  const findings = rows.map(
    (row): Finding => ({
      severity,
      code: kind,
      row: Number(row.row),
      column,
      value: null,
      message,
      remedy,
    }),
  );
  return [{ findings, counts: { [kind]: Number(rows[0]?.failures) } }];
}

/** Findings that are few enough to be listed whole. */
export function listed(findings: Finding[]): Checked {
  const counts: Record<string, number> = {};
  for (const finding of findings) counts[finding.code] = (counts[finding.code] ?? 0) + 1;
  return { findings: findings.slice(0, LISTED), counts };
}

export function merged(parts: Checked[]): Checked {
  const counts: Record<string, number> = {};
  for (const part of parts) {
    for (const [name, count] of Object.entries(part.counts)) counts[name] = (counts[name] ?? 0) + count;
  }
  return { findings: parts.flatMap((part) => part.findings), counts };
}

/** The distinct periods of the staged rows, oldest first. */
export async function stagedPeriods(warehouse: Warehouse, extract: Extract): Promise<string[]> {
  const found = await warehouse.rows(
    `SELECT DISTINCT ${rowPeriod(extract)} AS period FROM staged WHERE ${rowPeriod(extract)} IS NOT NULL ORDER BY 1`,
  );
  return found.map((row) => String(row.period));
}
