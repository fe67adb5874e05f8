import { checksOf } from './checks.ts';
import type { Extract } from './extract-schema.ts';
import type { Measure } from './measure-schema.ts';
import { extractsBehind, hasDenominator, isStock } from './measures.ts';
import { lastDayOf, monthId, monthNumber } from './periods.ts';
import type { Catalogue, Indicator } from './schema.ts';
import type { FileRecord, FileState, Level, Point } from './series.ts';

/** What stands behind a figure: the files, how many of their rows were counted, and the checks that they went through. */
export interface Lineage {
  indicator: string;
  area: string;
  period: string;
  level: Level;
  snapshot: string;
  /** Also a file that delivered a month in which there was nothing to count. */
  files: LineageFile[];
  rows: { numerator: number; denominator: number | null };
  quarantined: number;
  checks: CheckResult[];
}

/** `denominator_rows` is null where the measure has no denominator, or the figure was sent without one. */
export interface LineageFile {
  sha256: string;
  file: string;
  extract: string;
  state: FileState;
  received_at: string;
  numerator_rows: number;
  denominator_rows: number | null;
  rows: number;
  quarantined: number;
}

/** A check that the files went through; without failures it was passed. */
export interface CheckResult {
  code: string;
  title: string;
  failures: number;
}

/** How many rows of a file count for an area in a month. A file that delivered the month without any has an entry too. */
export interface CountedRows {
  area: string;
  month: string;
  extract: string;
  sha256: string;
  numerator_rows: number;
  denominator_rows: number;
}

type Relations = Pick<Catalogue, 'extracts' | 'views'>;
type Dated = Pick<Point, 'status' | 'start' | 'covered_to'>;

interface Ingredients {
  indicator: Pick<Indicator, 'id' | 'measure'>;
  area: string;
  point: Dated & Pick<Point, 'period' | 'quarantined'>;
  level: Level;
  snapshot: string;
  /** Of the indicator and the area, for all months. */
  counted: CountedRows[];
  files: FileRecord[];
  catalogue: Pick<Catalogue, 'extracts' | 'views'>;
}

export function lineageOf(ingredients: Ingredients): Lineage {
  const { indicator, area, point, level, snapshot, counted, catalogue } = ingredients;
  const { measure } = indicator;
  const behind = rowsBehind(measure, point, counted, catalogue);
  const files = filesBehind(ingredients, behind);
  return {
    indicator: indicator.id,
    area,
    period: point.period,
    level,
    snapshot,
    files,
    rows: {
      numerator: total(files.map((file) => file.numerator_rows)),
      denominator: isOver(measure, behind) ? total(files.map((file) => file.denominator_rows ?? 0)) : null,
    },
    quarantined: point.quarantined,
    checks: checksPassed(measure, files, ingredients),
  };
}

/** The months whose rows a figure is made of. A figure that is missing is made of none; a stock is what the last month
 *  shows for which anything is expected. */
export function monthsBehind(
  measure: Measure,
  { status, start, covered_to }: Dated,
  counted: CountedRows[],
  catalogue: Relations,
): { first: string; last: string } | null {
  if (status === 'missing') return null;
  const [first, last] = [start.slice(0, 7), covered_to.slice(0, 7)];
  if (measure.kind === 'growth') {
    const now = monthsBehind(measure.of, { status, start, covered_to }, counted, catalogue);
    return now && { first: monthId(monthNumber(now.first) - 12), last: now.last };
  }
  if (!isStock(measure)) return { first, last };
  const behind = extractsBehind(measure, catalogue);
  const silent = catalogue.extracts
    .filter(({ name }) => behind.includes(name))
    .flatMap(({ silent_months }) => silent_months);
  const newest = latest(
    counted.map(({ month }) => month).filter((month) => !silent.includes(Number(month.slice(5)))),
    lastDayOf(last) <= covered_to ? last : monthId(monthNumber(last) - 1),
  );
  return newest !== null && newest >= first ? { first: newest, last: newest } : null;
}

function rowsBehind(
  measure: Measure,
  point: Dated,
  counted: CountedRows[],
  catalogue: Relations,
): CountedRows[] {
  const months = monthsBehind(measure, point, counted, catalogue);
  if (!months) return [];
  const within = ({ month }: CountedRows) => month >= months.first && month <= months.last;
  if (measure.kind !== 'rate') return counted.filter(within);
  const heads = counted.filter((entry) => entry.denominator_rows > 0);
  const used = latest(
    heads.map(({ month }) => month),
    months.last,
  );
  return [
    ...counted.filter((entry) => entry.denominator_rows === 0 && within(entry)),
    ...heads.filter(({ month }) => month === used),
  ];
}

function latest(months: string[], upTo: string): string | null {
  return months
    .filter((month) => month <= upTo)
    .reduce<string | null>((a, b) => (a === null || b > a ? b : a), null);
}

/** The numerator's files first, each extract's in the order of their periods. */
function filesBehind(
  { indicator: { measure }, files, catalogue }: Ingredients,
  rows: CountedRows[],
): LineageFile[] {
  const order = extractsBehind(measure, catalogue);
  const place = ({ extract, period, received_at, file }: FileRecord) =>
    [order.indexOf(extract ?? ''), period ?? '', received_at, file].join(' ');
  return files
    .toSorted((one, other) => place(one).localeCompare(place(other)))
    .flatMap((file) => {
      const own = rows.filter(({ sha256 }) => sha256 === file.sha256);
      return own.length > 0 && file.extract !== null ? [fileBehind(measure, file, file.extract, own)] : [];
    });
}

/** What is sent as a figure may come without the two numbers that it is made of. */
function isOver(measure: Measure, rows: CountedRows[]): boolean {
  if (measure.kind !== 'published') return hasDenominator(measure);
  return rows.some(({ denominator_rows }) => denominator_rows > 0);
}

function fileBehind(measure: Measure, file: FileRecord, extract: string, own: CountedRows[]): LineageFile {
  const { sha256, file: name, state, received_at, rows, quarantined } = file;
  return {
    ...{ sha256, file: name, extract, state, received_at },
    numerator_rows: total(own.map((entry) => entry.numerator_rows)),
    denominator_rows: isOver(measure, own) ? total(own.map((entry) => entry.denominator_rows)) : null,
    ...{ rows, quarantined },
  };
}

/** Findings are counted by their code, file by file. What has no title among the checks is not kept back. */
function checksPassed(
  measure: Measure,
  behind: LineageFile[],
  { files, catalogue }: Ingredients,
): CheckResult[] {
  const names = extractsBehind(measure, catalogue).filter((name) =>
    behind.some(({ extract }) => extract === name),
  );
  return names.flatMap((name) => {
    const extract = catalogue.extracts.find((one) => one.name === name);
    if (!extract) return [];
    const own = behind.filter((file) => file.extract === name).map(({ sha256 }) => sha256);
    const counts = files.filter(({ sha256 }) => own.includes(sha256)).map((file) => file.counts);
    const results = checkResults(extract, counts);
    return names.length > 1 ? results.map((check) => named(check, extract)) : results;
  });
}

function checkResults(extract: Extract, counts: Record<string, number>[]): CheckResult[] {
  const checks = checksOf(extract);
  const known = new Set(checks.map(({ code }) => code));
  const others = new Set(counts.flatMap((count) => Object.keys(count)).filter((code) => !known.has(code)));
  return [
    ...checks,
    ...[...others]
      .sort()
      .map((code) => ({ code, title: `Nothing else is amiss (${code.replaceAll('-', ' ')})` })),
  ].map((check) => ({ ...check, failures: total(counts.map((count) => count[check.code] ?? 0)) }));
}

function named({ title, ...check }: CheckResult, extract: Extract): CheckResult {
  return { ...check, title: `${extract.title}: ${title.charAt(0).toLowerCase()}${title.slice(1)}` };
}

function total(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
