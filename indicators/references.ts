import { areaNames, plain } from './areas.ts';
import { columnsOf, type ExpressionChecker, expressionChecker, type Kind, quoted } from './expressions.ts';
import { feedFaults } from './feed-references.ts';
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

/** The extracts by name; null for one whose own file has faults, of which nothing more can be said. */
type Extracts = ReadonlyMap<string, Extract | null>;

/** What no single file can show: names that point nowhere, names used twice, expressions that do not fit. */
export async function crossCheck(
  partnership: Source<Partnership> | null,
  extracts: Source<Extract>[],
  unread: string[],
  indicators: Source<WrittenIndicator>[],
): Promise<Fault[]> {
  const checker = await expressionChecker();
  const byName: Extracts = new Map([
    ...unread.map((name) => [name, null] as const),
    ...extracts.map((source) => [source.value.name, source.value] as const),
  ]);
  try {
    const faults = await Promise.all([
      partnership ? [...areaFaults(partnership), ...orderFaults(partnership, indicators)] : [],
      ...extracts.map((source) => extractFaults(source, checker)),
      feedFaults(extracts, unread, checker),
      ...indicators.flatMap((source) => [
        measureFaults(source, byName, checker),
        benchmarkFaults(source, byName, checker),
        partnership ? frameworkFaults(source, partnership.value) : [],
        targetFaults(source),
      ]),
    ]);
    return faults.flat();
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
  if (extract.supersede === 'key' && extract.primaryKey.length === 0) {
    faults.push(fault(['supersede'], 'an extract of which the newest row of a key wins needs a primaryKey'));
  }
  extract.fields.forEach((field, index) => {
    if (field.from_name && field.type !== 'date') {
      faults.push(
        fault(
          ['fields', index, 'from_name'],
          `"${field.name}" is not a date, and a file’s name gives a date`,
        ),
      );
    }
  });
  extract.never_loaded.forEach((heading, index) => {
    const field = extract.fields.find(({ name, aliases = [] }) =>
      [name, ...aliases].some((known) => plain(known) === plain(heading)),
    );
    if (field)
      faults.push(fault(['never_loaded', index], `"${heading}" is loaded, as the field ${field.name}`));
  });
  const derived = Object.entries(extract.derived).map(async ([name, expression]) => {
    const wrong = await checker.fault(expression, extract, names);
    return wrong ? [fault(['derived', name], `"${name}" ${wrong}`)] : [];
  });
  const checks = extract.checks.map(async ({ expression, column }, index) => {
    const wrong = await checker.fault(expression, extract, names, 'condition');
    return [
      ...(wrong ? [fault(['checks', index, 'expression'], `the check ${wrong}`)] : []),
      ...(column && !names.includes(column)
        ? [fault(['checks', index, 'column'], noColumn(column, extract))]
        : []),
    ];
  });
  return [...faults, ...(await Promise.all([...derived, ...checks])).flat()];
}

async function measureFaults(
  source: Source<WrittenIndicator>,
  extracts: Extracts,
  checker: ExpressionChecker,
): Promise<Fault[]> {
  const { value, fault } = source;
  const { measure } = value;
  const faults: Fault[] = [];
  if (value.tile_grain && !value.grains.includes(value.tile_grain)) {
    faults.push(fault(['tile_grain'], `"${value.tile_grain}" is not among the indicator’s grains`));
  }
  if (measure.kind === 'rate')
    faults.push(...(await rateFaults(source, measure.denominator, extracts, checker)));
  const extract = extracts.get(measure.extract);
  if (extract === null) return faults;
  if (!extract) return [...faults, fault(['measure', 'extract'], noExtract(measure.extract, extracts))];
  const undated = await columnFault(measure.date, extract, 'day', checker);
  if (undated) faults.push(fault(['measure', 'date'], undated));
  value.breakdowns.forEach((name, index) => {
    if (!columnsOf(extract).includes(name))
      faults.push(fault(['breakdowns', index], noColumn(name, extract)));
  });
  const expressions: [string, string | undefined, Kind][] = [['where', measure.where, 'condition']];
  if (measure.kind === 'proportion') {
    expressions.push(
      ['numerator', measure.numerator, 'amount'],
      ['denominator', measure.denominator, 'amount'],
    );
  }
  const wrong = expressions.map(async ([key, expression, kind]) => {
    const found = expression && (await checker.fault(expression, extract, columnsOf(extract), kind));
    return found ? [fault(['measure', key], `"${key}" ${found}`)] : [];
  });
  return [...faults, ...(await Promise.all(wrong)).flat()];
}

async function rateFaults(
  { fault }: Source<WrittenIndicator>,
  denominator: Headcount,
  extracts: Extracts,
  checker: ExpressionChecker,
): Promise<Fault[]> {
  const path = ['measure', 'denominator'];
  const extract = extracts.get(denominator.extract);
  if (extract === null) return [];
  if (!extract) return [fault([...path, 'extract'], noExtract(denominator.extract, extracts))];
  const undated = denominator.date && (await columnFault(denominator.date, extract, 'day', checker));
  const uncounted = await columnFault(denominator.sum, extract, 'amount', checker);
  const wrong =
    denominator.where && (await checker.fault(denominator.where, extract, columnsOf(extract), 'condition'));
  return [
    ...(undated ? [fault([...path, 'date'], undated)] : []),
    ...(uncounted ? [fault([...path, 'sum'], uncounted)] : []),
    ...(wrong ? [fault([...path, 'where'], `"where" ${wrong}`)] : []),
  ];
}

async function benchmarkFaults(
  { value, fault }: Source<WrittenIndicator>,
  extracts: Extracts,
  checker: ExpressionChecker,
): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const [index, benchmark] of value.benchmarks.entries()) {
    if (!('extract' in benchmark)) continue;
    const path = ['benchmarks', index];
    const extract = extracts.get(benchmark.extract);
    if (extract === null) continue;
    if (!extract) {
      faults.push(fault([...path, 'extract'], noExtract(benchmark.extract, extracts)));
      continue;
    }
    for (const key of ['numerator', 'denominator'] as const) {
      const name = benchmark[key];
      const uncounted = name && (await columnFault(name, extract, 'amount', checker));
      if (uncounted) faults.push(fault([...path, key], uncounted));
    }
    const wrong =
      benchmark.where && (await checker.fault(benchmark.where, extract, columnsOf(extract), 'condition'));
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
  const end = value.baseline && parsePeriod(value.baseline.period)?.end.slice(0, 7);
  return value.targets.flatMap((target, index) => {
    if (target.change !== undefined && !value.baseline) {
      return [
        fault(['targets', index, 'change'], 'a target that is a change needs a baseline to change from'),
      ];
    }
    if (end && target.by <= end) {
      const after = monthId(monthNumber(end) + 1);
      return [
        fault(
          ['targets', index, 'by'],
          `the target is dated before the end of its baseline; it must be ${after} or later`,
        ),
      ];
    }
    return [];
  });
}

/** What is wrong with a column that an indicator names as its day or its number. */
async function columnFault(
  name: string,
  extract: Extract,
  kind: Kind,
  checker: ExpressionChecker,
): Promise<string | null> {
  const columns = columnsOf(extract);
  if (!columns.includes(name)) return noColumn(name, extract);
  const wrong = await checker.fault(quoted(name), extract, columns, kind);
  return wrong && `"${name}" of ${extract.name} ${wrong}`;
}

function noColumn(name: string, extract: Extract): string {
  const columns = columnsOf(extract);
  return `"${name}" is not a column of ${extract.name}${didYouMean(name, columns)}`;
}

function noExtract(name: string, extracts: Extracts): string {
  return `there is no extract "${name}"${didYouMean(name, [...extracts.keys()])}`;
}
