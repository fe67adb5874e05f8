import { areaNames } from './areas.ts';
import { columnsOf, type ExpressionChecker, expressionChecker } from './expressions.ts';
import { didYouMean } from './nearest.ts';
import { monthId, monthNumber, parsePeriod } from './periods.ts';
import {
  type Extract,
  FRAMEWORKS,
  type Headcount,
  type Partnership,
  type WrittenIndicator,
} from './schema.ts';
import { type Fault, idOf, type Source } from './source.ts';

/** What no single file can show: names that point nowhere, names used twice, expressions that do not fit. */
export async function crossCheck(
  partnership: Source<Partnership>,
  extracts: Source<Extract>[],
  indicators: Source<WrittenIndicator>[],
): Promise<Fault[]> {
  const checker = await expressionChecker();
  const byName = new Map(extracts.map((source) => [source.value.name, source.value]));
  try {
    const faults = [...areaFaults(partnership), ...orderFaults(partnership, indicators)];
    for (const source of extracts) faults.push(...(await extractFaults(source, checker)));
    for (const source of indicators) {
      faults.push(
        ...(await measureFaults(source, byName, checker)),
        ...(await benchmarkFaults(source, byName, checker)),
        ...frameworkFaults(source, partnership.value),
        ...targetFaults(source),
      );
    }
    return faults;
  } finally {
    checker.close();
  }
}

function areaFaults(source: Source<Partnership>): Fault[] {
  const seen = new Map<string, string>();
  return source.value.areas.flatMap((area, index) => {
    return areaNames(area).flatMap((name) => {
      const other = seen.get(name);
      seen.set(name, area.id);
      return other
        ? [source.fault(['areas', index], `"${area.id}" and "${other}" share the name "${name}"`)]
        : [];
    });
  });
}

function orderFaults({ value, fault }: Source<Partnership>, indicators: Source<WrittenIndicator>[]): Fault[] {
  const ids = indicators.map(({ file }) => idOf(file));
  return value.order.flatMap((id, index) =>
    ids.includes(id) ? [] : [fault(['order', index], `there is no indicator "${id}"${didYouMean(id, ids)}`)],
  );
}

async function extractFaults(source: Source<Extract>, checker: ExpressionChecker): Promise<Fault[]> {
  const { value: extract, fault } = source;
  const names = extract.fields.map((field) => field.name);
  const faults: Fault[] = [];
  if (!source.file.endsWith(`${extract.name}.yaml`)) {
    faults.push(fault(['name'], `"${extract.name}" must be the file’s own name`));
  }
  for (const key of ['period', 'primaryKey'] as const) {
    extract[key].forEach((name, index) => {
      if (!names.includes(name)) faults.push(fault([key, index], noColumn(name, extract)));
    });
  }
  for (const [name, expression] of Object.entries(extract.derived)) {
    const wrong = await checker.fault(expression, extract, names);
    if (wrong) faults.push(fault(['derived', name], `"${name}" ${wrong}`));
  }
  for (const [index, check] of extract.checks.entries()) {
    const wrong = await checker.fault(check.expression, extract, names);
    if (wrong) faults.push(fault(['checks', index, 'expression'], `the check ${wrong}`));
  }
  return faults;
}

async function measureFaults(
  source: Source<WrittenIndicator>,
  extracts: Map<string, Extract>,
  checker: ExpressionChecker,
): Promise<Fault[]> {
  const { value, fault } = source;
  const { measure } = value;
  const faults: Fault[] = [];
  if (!value.grains.includes(value.tile_grain)) {
    faults.push(fault(['tile_grain'], `"${value.tile_grain}" is not among the indicator’s grains`));
  }
  const extract = extracts.get(measure.extract);
  if (!extract) return [...faults, fault(['measure', 'extract'], noExtract(measure.extract, extracts))];
  const columns = columnsOf(extract);
  if (!columns.includes(measure.date))
    faults.push(fault(['measure', 'date'], noColumn(measure.date, extract)));
  const expressions: [string, string | undefined][] = [['where', measure.where]];
  if (measure.kind === 'proportion') {
    expressions.push(['numerator', measure.numerator], ['denominator', measure.denominator]);
  }
  for (const [key, expression] of expressions) {
    const wrong = expression && (await checker.fault(expression, extract, columns));
    if (wrong) faults.push(fault(['measure', key], `"${key}" ${wrong}`));
  }
  if (measure.kind === 'rate')
    faults.push(...(await rateFaults(source, measure.denominator, extracts, checker)));
  return faults;
}

async function rateFaults(
  { fault }: Source<WrittenIndicator>,
  denominator: Headcount,
  extracts: Map<string, Extract>,
  checker: ExpressionChecker,
): Promise<Fault[]> {
  const path = ['measure', 'denominator'];
  const extract = extracts.get(denominator.extract);
  if (!extract) return [fault([...path, 'extract'], noExtract(denominator.extract, extracts))];
  const columns = columnsOf(extract);
  const faults = (['date', 'sum'] as const)
    .filter((key) => !columns.includes(denominator[key]))
    .map((key) => fault([...path, key], noColumn(denominator[key], extract)));
  const wrong = denominator.where && (await checker.fault(denominator.where, extract, columns));
  return wrong ? [...faults, fault([...path, 'where'], `"where" ${wrong}`)] : faults;
}

async function benchmarkFaults(
  { value, fault }: Source<WrittenIndicator>,
  extracts: Map<string, Extract>,
  checker: ExpressionChecker,
): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const [index, benchmark] of value.benchmarks.entries()) {
    if (!('extract' in benchmark)) continue;
    const path = ['benchmarks', index];
    const extract = extracts.get(benchmark.extract);
    if (!extract) {
      faults.push(fault([...path, 'extract'], noExtract(benchmark.extract, extracts)));
      continue;
    }
    const columns = columnsOf(extract);
    for (const key of ['numerator', 'denominator'] as const) {
      const name = benchmark[key];
      if (name && !columns.includes(name)) faults.push(fault([...path, key], noColumn(name, extract)));
    }
    const wrong = benchmark.where && (await checker.fault(benchmark.where, extract, columns));
    if (wrong) faults.push(fault([...path, 'where'], `"where" ${wrong}`));
  }
  return faults;
}

function frameworkFaults({ value, fault }: Source<WrittenIndicator>, partnership: Partnership): Fault[] {
  return FRAMEWORKS.flatMap((framework) => {
    const items = partnership.frameworks[framework]?.items.map((item) => item.id) ?? [];
    return value[framework].flatMap((id, index) =>
      items.includes(id)
        ? []
        : [
            fault(
              [framework, index],
              `"${id}" is not one of the partnership’s ${framework}${didYouMean(id, items)}`,
            ),
          ],
    );
  });
}

function targetFaults({ value, fault }: Source<WrittenIndicator>): Fault[] {
  const start = value.baseline && parsePeriod(value.baseline.period)?.start.slice(0, 7);
  return value.targets.flatMap((target, index) => {
    if (target.change !== undefined && !value.baseline) {
      return [
        fault(['targets', index, 'change'], 'a target that is a change needs a baseline to change from'),
      ];
    }
    if (start && target.by <= start) {
      const after = monthId(monthNumber(start) + 1);
      return [
        fault(
          ['targets', index, 'by'],
          `the target is dated before its baseline; it must be ${after} or later`,
        ),
      ];
    }
    return [];
  });
}

function noColumn(name: string, extract: Extract): string {
  const columns = columnsOf(extract);
  return `"${name}" is not a column of ${extract.name}${didYouMean(name, columns)}`;
}

function noExtract(name: string, extracts: Map<string, Extract>): string {
  return `there is no extract "${name}"${didYouMean(name, [...extracts.keys()])}`;
}
