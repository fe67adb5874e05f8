import { checksOf } from './checks.ts';
import type { Extract } from './extract-schema.ts';
import type { Measure } from './measure-schema.ts';
import { countsView, extractsBehind, hasDenominator } from './measures.ts';
import { type CountedRows, type Dated, partsOf, rowsOfPart, type Sources } from './rows-behind.ts';
import type { Indicator } from './schema.ts';
import type { FileRecord, FileState, Level, Point } from './series.ts';

/** What stands behind a figure: the files, how many of their rows were counted, and the checks that they went through. */
export interface Lineage {
  indicator: string;
  area: string;
  period: string;
  level: Level;
  snapshot: string;
  split: Split;
  /** Also a file that delivered a month in which there was nothing to count. */
  files: LineageFile[];
  rows: { numerator: number | null; denominator: number | null; read: number | null };
  quarantined: number;
  checks: CheckResult[];
}

/** Into what the rows behind a figure are split: its numerator and denominator; for growth, those of the period and of
 *  the same a year before; for a gap, those of the one figure and of the other. Nobody can say where those are that a
 *  view joins or groups: then it is only known how many there were to read. */
export const SPLITS = ['fraction', 'years', 'figures', 'none'] as const;
export type Split = (typeof SPLITS)[number];

/** `denominator_rows` is null where the measure has no denominator, or the figure was sent without one. Where the rows
 *  are not split both are null, and `read_rows` is how many the file has for the area and the months; else that is null. */
export interface LineageFile {
  sha256: string;
  file: string;
  extract: string;
  state: FileState;
  received_at: string;
  numerator_rows: number | null;
  denominator_rows: number | null;
  read_rows: number | null;
  rows: number;
  quarantined: number;
}

/** A check that the files went through; without failures it was passed. */
export interface CheckResult {
  code: string;
  title: string;
  failures: number;
}

interface Ingredients {
  indicator: Pick<Indicator, 'id' | 'measure'>;
  area: string;
  point: Dated & Pick<Point, 'quarantined'>;
  level: Level;
  snapshot: string;
  /** Of the indicator and the area, for all months. */
  counted: CountedRows[];
  files: FileRecord[];
  catalogue: Sources;
}

export function lineageOf(ingredients: Ingredients): Lineage {
  const { indicator, area, point, level, snapshot, counted, catalogue } = ingredients;
  const { measure } = indicator;
  const behind = partsOf(measure, point, counted, catalogue).flatMap((part) => rowsOfPart(part, counted));
  const split = splitOf(measure, catalogue);
  const files = filesBehind(ingredients, behind, split);
  const { numerator_rows, denominator_rows, read_rows } = rowsIn(behind, measure, split);
  return {
    ...{ indicator: indicator.id, area, period: point.period, level, snapshot, split, files },
    rows: { numerator: numerator_rows, denominator: denominator_rows, read: read_rows },
    quarantined: point.quarantined,
    checks: checksPassed(measure, files, ingredients),
  };
}

function splitOf(measure: Measure, catalogue: Sources): Split {
  if (countsView(measure, catalogue)) return 'none';
  if (measure.kind === 'growth') return 'years';
  return measure.kind === 'gap' ? 'figures' : 'fraction';
}

type RowsIn = Pick<LineageFile, 'numerator_rows' | 'denominator_rows' | 'read_rows'>;

function rowsIn(rows: CountedRows[], measure: Measure, split: Split): RowsIn {
  const above = total(rows.map((entry) => entry.numerator_rows));
  const below = total(rows.map((entry) => entry.denominator_rows));
  if (split === 'none') return { numerator_rows: null, denominator_rows: null, read_rows: above + below };
  return { numerator_rows: above, denominator_rows: isOver(measure, rows) ? below : null, read_rows: null };
}

/** The numerator's files first, each extract's in the order of their periods. */
function filesBehind(
  { indicator: { measure }, files, catalogue }: Ingredients,
  rows: CountedRows[],
  split: Split,
): LineageFile[] {
  const order = extractsBehind(measure, catalogue);
  const place = ({ extract, period, received_at, file }: FileRecord) =>
    [order.indexOf(extract ?? ''), period ?? '', received_at, file].join(' ');
  return files
    .toSorted((one, other) => place(one).localeCompare(place(other)))
    .flatMap(({ sha256, file: name, extract, state, received_at, rows: all, quarantined }) => {
      const own = rows.filter((entry) => entry.sha256 === sha256);
      if (own.length === 0 || extract === null) return [];
      return [
        {
          ...{ sha256, file: name, extract, state, received_at },
          ...rowsIn(own, measure, split),
          ...{ rows: all, quarantined },
        },
      ];
    });
}

/** What is sent as a figure may come without the two numbers that it is made of. */
function isOver(measure: Measure, rows: CountedRows[]): boolean {
  if (measure.kind !== 'published') return hasDenominator(measure);
  return rows.some(({ denominator_rows }) => denominator_rows > 0);
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
