import { quoted } from '../../indicators/expressions.ts';
import { isMonth } from '../../indicators/periods.ts';
import type { Catalogue } from '../../indicators/schema.ts';
import type { Finding } from '../../indicators/series.ts';
import type { Delivery } from '../receive/delivery.ts';
import { rowPeriod } from '../stage/cells.ts';
import type { Staged } from '../stage/stage.ts';
import { COUNTS } from '../warehouse/deliveries.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { goodRows, listed, merged, refusal } from './check.ts';
import { drift } from './drift.ts';
import { sameFileAs, sameRowsAs } from './duplicate-file.ts';
import { fragmentFinding, fragments } from './fragment.ts';
import { type History, historyOf } from './history.ts';
import { byPeriod, type PeriodProfile, type ProfileRow, profileOf } from './profile.ts';
import { repeatedKeys } from './repeated-key.ts';
import { fewerRows, replacedRows } from './replaced-rows.ts';
import type { Checked } from './rule.ts';
import { supersededRows } from './superseded-rows.ts';

/** A file that is good in itself beside what came before it. */
interface Compared {
  profile: ProfileRow[];
  checked: Checked;
}

/** @param isNew it may still be refused; what was accepted once stays so, whatever was withdrawn since. */
export async function compare(
  warehouse: Warehouse,
  catalogue: Catalogue,
  delivery: Delivery,
  staged: Staged,
  periods: string[],
  today: string,
  isNew: boolean,
): Promise<Compared> {
  if (periods.length === 0) return { profile: [], checked: listed([]) };
  const { extract } = staged;
  const profile = await profileOf(warehouse, staged, periods);
  const own = byPeriod(profile);
  const history = await historyOf(warehouse, extract, delivery, [...own.keys()]);
  const broken = isNew ? fragments(extract, delivery.file, own, history.profiles) : [];
  const whole = new Map([...own].filter(([, one]) => !broken.includes(one)));
  const subject = {
    extract,
    today,
    nameOf: (field: string, code: string) => codeName(catalogue, staged, field, code),
  };
  const checked = merged([
    refusal(isNew ? await movedMonth(warehouse, staged, delivery.sha256, periods) : []),
    refusal(await fragmentFindings(warehouse, delivery.file, staged, own, broken, history)),
    listed(fewerRows(extract, whole, history.profiles)),
    listed(periods.every(isMonth) ? drift(subject, whole, history.profiles) : []),
    listed(await supersededRows(warehouse, staged, delivery, periods.at(-1) ?? '')),
    listed(await repeatedKeys(warehouse, staged, delivery, periods)),
    listed(await duplicates(warehouse, staged, own, history)),
  ]);
  return { profile, checked };
}

/** A file without rows says that nothing happened in its months, whatever is here of them. */
export async function compareEmpty(
  warehouse: Warehouse,
  { extract }: Staged,
  delivery: Delivery,
  months: string[],
): Promise<Compared> {
  const { profiles } = await historyOf(warehouse, extract, delivery, months);
  const findings = months.flatMap((month) => {
    const here = profiles.get(month)?.rows ?? 0;
    return here > 0 && extract.supersede === 'period' ? [replacedRows(month, here)] : [];
  });
  return { profile: [], checked: listed(findings) };
}

function codeName({ partnership }: Catalogue, { extract }: Staged, field: string, code: string): string {
  const isArea = extract.fields.find(({ name }) => name === field)?.area;
  return (isArea && partnership.areas.find(({ id }) => id === code)?.short) || code;
}

async function fragmentFindings(
  warehouse: Warehouse,
  file: string,
  { extract }: Staged,
  own: Map<string, PeriodProfile>,
  broken: PeriodProfile[],
  { profiles }: History,
): Promise<Finding[]> {
  const rows = broken.length > 0 ? await goodRows(warehouse) : '';
  const findings: Finding[] = [];
  for (const part of broken) {
    const [first] = await warehouse.rows(
      `SELECT min(row)::INTEGER AS row FROM ${rows} WHERE ${rowPeriod(extract)} = $1`,
      [part.period],
    );
    findings.push(fragmentFinding(extract, file, own, profiles, part, Number(first?.row)));
  }
  return findings;
}

/** Only where the month is in the name can the same bytes come as another. */
async function movedMonth(
  warehouse: Warehouse,
  { extract, fields }: Staged,
  sha256: string,
  [period]: string[],
): Promise<Finding[]> {
  const isNamed = extract.fields.some((field) => field.from_name && !fields.includes(field));
  if (!isNamed || period === undefined) return [];
  const rows = await warehouse.rows(
    `SELECT file, period FROM ledger.file WHERE sha256 = $1 AND extract = $2 AND period <> $3 AND ${COUNTS}`,
    [sha256, extract.name, period],
  );
  return rows.map((row) => sameFileAs({ file: String(row.file), period: String(row.period) }, period));
}

/** Rows are compared with those of the one file that they may replace, and only when all counts are alike. */
async function duplicates(
  warehouse: Warehouse,
  { extract }: Staged,
  own: Map<string, PeriodProfile>,
  { files, profiles }: History,
): Promise<Finding[]> {
  const replaced = [...own.keys()].map((period) => files.get(period));
  const [other] = replaced;
  if (!other || replaced.some((one) => one?.sha256 !== other.sha256)) return [];
  if (![...own].every(([period, profile]) => isAlike(profile, profiles.get(period)))) return [];
  const digest = `sum(hash(${extract.fields.map(({ name }) => quoted(name)).join(', ')}))`;
  const [answer] = await warehouse.rows(
    `SELECT (SELECT ${digest} FROM ${await goodRows(warehouse)}) = (
       SELECT ${digest} FROM delivered.${quoted(extract.name)}
       WHERE _arrival = (SELECT arrival FROM ledger.file WHERE sha256 = $1)
     ) AS same`,
    [other.sha256],
  );
  return answer?.same === true ? [sameRowsAs(other.file)] : [];
}

function isAlike(one: PeriodProfile, other: PeriodProfile | undefined): boolean {
  return JSON.stringify(plainly(one)) === JSON.stringify(other && plainly(other));
}

function plainly({ rows, mix }: PeriodProfile) {
  return [rows, [...mix].map(([field, categories]) => [field, [...categories]])];
}
