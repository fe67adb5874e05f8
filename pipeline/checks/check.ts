import { quoted } from '../../indicators/expressions.ts';
import type { Extract } from '../../indicators/extract-schema.ts';
import type { Finding } from '../../indicators/series.ts';
import { type PersonKey, rowPeriod } from '../stage/cells.ts';
import { isNotUnderstood, type Staged } from '../stage/stage.ts';
import type { Row, Warehouse } from '../warehouse/warehouse.ts';
import { area } from './area.ts';
import { believable } from './believable.ts';
import { blankRows, cellsInRow } from './cells-in-row.ts';
import { code } from './code.ts';
import { cutRows, lastLineBreak } from './cut-rows.ts';
import { cutText } from './cut-text.ts';
import { unnamedColumns } from './header.ts';
import { indicator } from './indicator.ts';
import { nameDay } from './name-day.ts';
import { noRows } from './no-rows.ts';
import { primaryKey } from './primary-key.ts';
import { published } from './published.ts';
import { range } from './range.ts';
import { required } from './required.ts';
import { rowRules } from './row-rules.ts';
import type { Checked, RowRule, SetRule } from './rule.ts';
import { repeatedHeader, secondHeader } from './second-header.ts';
import { shortened } from './shortened.ts';
import { ownTexts, shownTexts } from './showable.ts';
import { snapshotDays } from './snapshot-days.ts';
import { type } from './type.ts';

/** The distinct periods of a file's rows, oldest first: of all, and of the good ones alone. A bad row must not replace
 *  the month that it names by mistake. */
interface Periods {
  every: string[];
  good: string[];
}

/** Of each kind of failure this many are listed; all are counted. */
const LISTED = 1000;

/** Every rule against every row. The rows that fail one with an error are in the temporary table `bad_row` afterwards. */
export async function check(
  warehouse: Warehouse,
  file: string,
  staged: Staged,
  today: string,
  key: PersonKey,
): Promise<Checked & Periods> {
  const rowChecks = [
    required,
    shortened,
    type,
    code,
    area,
    indicator,
    published,
    range,
    believable(today),
    rowRules,
  ];
  const rows = await failingRows(
    warehouse,
    staged,
    key,
    rowChecks.flatMap((rulesFor) => rulesFor(staged)),
  );
  const sets = await failingSets(warehouse, [primaryKey(staged), snapshotDays(staged), cutText(staged)]);
  await gatherBadRows(warehouse, rows, sets);
  const every = await periodsOf(warehouse, staged.extract, 'staged');
  const goodOnes = await goodRows(warehouse);
  const good = goodOnes === 'staged' ? every : await periodsOf(warehouse, staged.extract, goodOnes);
  const ahead = nameDay(file, staged, today);
  const checked = merged([
    refusal(cutRows(staged)),
    ...cellsInRow(staged),
    ...[...rows, ...sets].map(({ checked }) => checked),
    ...(await endsInBadRow(warehouse, staged)),
    ...blankRows(staged),
    listed([...unnamedColumns(staged.unnamed, staged.headerRow), ...lastLineBreak(staged)]),
    refusal(ahead.length > 0 ? ahead : noRows(file, staged)),
  ]);
  return { ...checked, every, good };
}

/** A rule that some rows fail, and SQL for their numbers. */
interface Failed {
  checked: Checked;
  bad: string | null;
}

/** What is wrong with single rows. A header among them fails nearly every rule: of it that alone is said. */
async function failingRows(
  warehouse: Warehouse,
  staged: Staged,
  key: PersonKey,
  rules: RowRule[],
): Promise<Failed[]> {
  const failed = await failingAmong('staged', warehouse, staged, key, rules);
  if (failed.length === 0) return [];
  const headers = await failingSets(warehouse, [secondHeader(staged), repeatedHeader(staged)]);
  if (headers.length === 0) return failed;
  const rows = headers.flatMap(({ checked }) => checked.findings.map(({ row }) => row));
  const others = `(FROM staged WHERE row NOT IN (${rows.join(', ')}))`;
  return [...headers, ...(await failingAmong(others, warehouse, staged, key, rules))];
}

/** One scan counts the failures of all rules about rows; only rules that failed are asked for their rows.
 *  @param among SQL: the rows that are looked at */
async function failingAmong(
  among: string,
  warehouse: Warehouse,
  staged: Staged,
  key: PersonKey,
  rules: RowRule[],
): Promise<Failed[]> {
  if (rules.length === 0) return [];
  const counters = rules.map(({ fails }, index) => `count(*) FILTER (${fails})::INTEGER AS n${index}`);
  const [counts] = await warehouse.rows(`SELECT ${counters.join(', ')} FROM ${among}`);
  const failing = rules
    .map((rule, index) => ({ rule, count: Number(counts?.[`n${index}`] ?? 0) }))
    .filter(({ count }) => count > 0);
  const slipped = slippedRows(
    staged,
    failing.map(({ rule }) => rule),
  );
  const failed: Failed[] = [];
  for (const { rule, count } of failing) {
    const bad = rule.severity === 'error' ? `SELECT row FROM ${among} WHERE ${rule.fails}` : null;
    failed.push({ checked: await rowFindings(warehouse, staged, key, { rule, count, slipped, among }), bad });
  }
  return failed;
}

/** SQL: so many cells of a row are none of their columns' that the row has slipped; then anything may stand anywhere. A
 *  cell that is its column's and breaks several rules is one that is wrong, and no sign of others. */
function slippedRows({ fields }: Staged, failing: RowRule[]): string {
  const failed = new Set(failing.map(({ fails }) => fails));
  const cells = fields.map(isNotUnderstood).filter((fails) => failed.has(fails));
  if (cells.length < CELLS_OF_A_SLIPPED_ROW) return 'false';
  return `${cells.map((fails) => `(${fails})::INTEGER`).join(' + ')} >= ${CELLS_OF_A_SLIPPED_ROW}`;
}

const CELLS_OF_A_SLIPPED_ROW = 3;

async function rowFindings(
  warehouse: Warehouse,
  staged: Staged,
  key: PersonKey,
  { rule, count, slipped, among }: { rule: RowRule; count: number; slipped: string; among: string },
): Promise<Checked> {
  const rows = await warehouse.rows(
    `SELECT row, CAST(${rule.shown} AS VARCHAR) AS value, ${slipped} AS slipped FROM ${among} WHERE ${rule.fails} ORDER BY row LIMIT ${LISTED}`,
  );
  const texts = rows.flatMap((row) => (row.value === null ? [] : [String(row.value)]));
  const show = await shownTexts(warehouse, staged, key, [...new Set(texts)]);
  const { severity, code: kind, column, remedy } = rule;
  const isItsOwn = ownTexts(staged, column);
  const findings = rows.map((row): Finding => {
    const value = shownOf(row, show, isItsOwn);
    const message = rule.message(value === null ? NOT_SHOWN : `“${value}”`, value);
    return { severity, code: kind, row: Number(row.row), column, value, message, remedy };
  });
  return { findings, counts: { [kind]: count }, refuses: false };
}

function shownOf(
  { value, slipped }: Row,
  show: (text: string) => string | null,
  isItsOwn: (text: string) => boolean,
): string | null {
  if (value === null) return null;
  const text = String(value);
  return slipped === true && !isItsOwn(text) ? null : show(text);
}

const NOT_SHOWN = 'A text that may be personal';

async function failingSets(warehouse: Warehouse, rules: (SetRule | null)[]): Promise<Failed[]> {
  const failed: Failed[] = [];
  for (const rule of rules) {
    if (!rule || !(await mayFail(warehouse, rule))) continue;
    const checked = await setFindings(warehouse, rule);
    if (checked) failed.push({ checked, bad: rule.severity === 'error' ? rule.rows : null });
  }
  return failed;
}

async function mayFail(warehouse: Warehouse, { suspicion }: SetRule): Promise<boolean> {
  if (!suspicion) return true;
  const [answer] = await warehouse.rows(`SELECT (${suspicion}) AS suspicion FROM staged`);
  return answer?.suspicion === true;
}

async function setFindings(warehouse: Warehouse, rule: SetRule): Promise<Checked | null> {
  const rows = await warehouse.rows(
    `SELECT *, count(*) OVER ()::INTEGER AS failures FROM (${rule.rows}) ORDER BY row LIMIT ${LISTED}`,
  );
  if (rows.length === 0) return null;
  const { severity, code: kind, column, remedy, refuses = false } = rule;
  const findings = rows.map(
    (row): Finding => ({
      severity,
      code: kind,
      row: Number(row.row),
      column,
      value: null,
      message: rule.message(row),
      remedy,
    }),
  );
  return { findings, counts: { [kind]: Number(rows[0]?.failures) }, refuses };
}

async function gatherBadRows(warehouse: Warehouse, ...failed: Failed[][]): Promise<void> {
  const queries = failed.flat().flatMap(({ bad }) => (bad === null ? [] : [`SELECT row FROM (${bad})`]));
  const rows = queries.length > 0 ? queries.join(' UNION ') : 'SELECT 0 AS row WHERE false';
  await warehouse.run(`CREATE OR REPLACE TEMP TABLE bad_row AS ${rows}`);
}

/** A last row that is no good and has no line break after it was most likely cut, and others after it lost. */
async function endsInBadRow(warehouse: Warehouse, { endsWithLineBreak }: Staged): Promise<Checked[]> {
  if (endsWithLineBreak) return [];
  const bad = await warehouse.rows('SELECT row FROM bad_row WHERE row = (SELECT max(row) FROM staged)');
  return bad.length > 0 ? [{ findings: [], counts: {}, refuses: true }] : [];
}

/** Findings that are few enough to be listed whole. */
export function listed(findings: Finding[]): Checked {
  const counts: Record<string, number> = {};
  for (const finding of findings) counts[finding.code] = (counts[finding.code] ?? 0) + 1;
  return { findings: findings.slice(0, LISTED), counts, refuses: false };
}

/** Findings of which a single error refuses the file. */
export function refusal(findings: Finding[]): Checked {
  return { ...listed(findings), refuses: findings.some(({ severity }) => severity === 'error') };
}

export function merged(parts: Checked[]): Checked {
  const counts: Record<string, number> = {};
  for (const part of parts) {
    for (const [name, count] of Object.entries(part.counts)) counts[name] = (counts[name] ?? 0) + count;
  }
  return {
    findings: parts.flatMap((part) => part.findings),
    counts,
    refuses: parts.some((part) => part.refuses),
  };
}

/** SQL for the staged rows without errors. */
export async function goodRows(warehouse: Warehouse): Promise<string> {
  const [bad] = await warehouse.rows('SELECT count(*)::INTEGER AS rows FROM bad_row');
  return Number(bad?.rows) > 0 ? 'staged ANTI JOIN bad_row USING (row)' : 'staged';
}

async function periodsOf(warehouse: Warehouse, extract: Extract, rows: string): Promise<string[]> {
  const columns = extract.period.map(quoted).join(', ');
  const found = await warehouse.rows(
    `SELECT DISTINCT ${rowPeriod(extract)} AS period FROM (SELECT DISTINCT ${columns} FROM ${rows}) ORDER BY 1`,
  );
  return found.flatMap((row) => (row.period === null ? [] : [String(row.period)]));
}
