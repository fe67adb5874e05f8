import { areaNames, COUNTY, plain } from './areas.ts';
import type { Checker } from './checker.ts';
import { columnsOf, type Kind, quoted } from './expressions.ts';
import { feedFaults } from './feed-references.ts';
import { PUBLISHED } from './measures.ts';
import { didYouMean } from './nearest.ts';
import { monthId, monthNumber, parsePeriod } from './periods.ts';
import type { Plan } from './plan-schema.ts';
import {
  type Extract,
  FRAMEWORKS,
  type Headcount,
  type Operand,
  type Partnership,
  type RankMeasure,
  type Relation,
  type RowMeasure,
  type Term,
  type View,
  type WrittenIndicator,
  type WrittenMeasure,
} from './schema.ts';
import { type Fault, idOf, type Source } from './source.ts';

/** The extracts and views by name; null for one whose own file has faults, of which nothing more can be said. */
type Relations = ReadonlyMap<string, Relation | null>;

export interface Sources {
  partnership: Source<Partnership> | null;
  calendar: Source<{ terms: Term[] }> | null;
  plan: Source<Plan> | null;
  extracts: Source<Extract>[];
  /** The names of extracts whose files have faults, or whose derived columns have. */
  unread: string[];
  indicators: Source<WrittenIndicator>[];
  views: ReadonlyMap<string, View | null>;
}

/** What no single file can show: names that point nowhere, names used twice, expressions that do not fit. */
export async function crossCheck(sources: Sources, checker: Checker): Promise<Fault[]> {
  const { partnership, calendar, plan, extracts, unread, indicators, views } = sources;
  const relations: Relations = new Map<string, Relation | null>([
    ...extracts.map((source) => [source.value.name, source.value] as const),
    ...unread.map((name) => [name, null] as const),
    ...views,
  ]);
  const faults = await Promise.all([
    partnership ? [...areaFaults(partnership), ...orderFaults(partnership, indicators)] : [],
    calendar ? termFaults(calendar) : [],
    plan && partnership ? planFaults(plan, partnership.value, indicators) : [],
    ...extracts.map((source) => extractFaults(source, checker)),
    feedFaults(
      extracts.filter(({ value }) => !unread.includes(value.name)),
      unread,
      checker,
    ),
    ...indicators.flatMap((source) => [
      measureFaults(source, relations, checker),
      operandFaults(source, indicators),
      benchmarkFaults(source, relations, checker),
      partnership ? frameworkFaults(source, partnership.value) : [],
      targetFaults(source),
      grainFaults(source, calendar !== null, relations),
      plan ? actionFaults(source, plan.value) : [],
    ]),
  ]);
  return faults.flat();
}

/** Areas for improvement and indicators that an action names and that there are not. */
function planFaults(
  { value, fault }: Source<Plan>,
  { frameworks }: Partnership,
  indicators: Source<WrittenIndicator>[],
): Fault[] {
  const ids = indicators.map(({ file }) => idOf(file));
  const areas = frameworks.improvement?.items.map(({ id }) => id) ?? [];
  return value.actions.flatMap((action, index) => [
    ...action.indicators.flatMap((id, place) =>
      ids.includes(id)
        ? []
        : [
            fault(
              ['actions', index, 'indicators', place],
              `there is no indicator "${id}"${didYouMean(id, ids)}`,
            ),
          ],
    ),
    ...action.area.flatMap((id, place) =>
      areas.includes(id)
        ? []
        : [fault(['actions', index, 'area', place], `"${id}" is not one of the areas for improvement`)],
    ),
  ]);
}

function actionFaults({ value, fault }: Source<WrittenIndicator>, plan: Plan): Fault[] {
  const refs = plan.actions.map(({ ref }) => ref);
  return value.actions.flatMap((ref, index) =>
    refs.includes(ref)
      ? []
      : [fault(['actions', index], `"${ref}" is not an action of milestones.yaml${didYouMean(ref, refs)}`)],
  );
}

/** Terms follow one another: autumn, spring, summer, and the next year's autumn. */
function termFaults({ value: { terms }, fault }: Source<{ terms: Term[] }>): Fault[] {
  return terms.flatMap((term, index) => {
    const before = terms[index - 1];
    const place = ['terms', index, 'id'];
    if (term.end < term.start)
      return [fault(['terms', index, 'end'], `the term ${term.id} ends before it starts`)];
    if (!before) return [];
    const expected = termAfter(before.id);
    if (term.id !== expected)
      return [fault(place, `after the term ${before.id} comes ${expected}, and not ${term.id}`)];
    if (term.start <= before.end)
      return [fault(['terms', index, 'start'], `the term ${term.id} starts before ${before.id} has ended`)];
    return [];
  });
}

function termAfter(id: string): string {
  const [year, term] = [Number(id.slice(2, 6)), Number(id.at(-1))];
  return term < 3 ? `AY${year}T${term + 1}` : `AY${year + 1}T1`;
}

function grainFaults(
  { value, fault }: Source<WrittenIndicator>,
  hasTerms: boolean,
  relations: Relations,
): Fault[] {
  const faults: Fault[] = [];
  if (value.tile_grain && !value.grains.includes(value.tile_grain)) {
    faults.push(fault(['tile_grain'], `"${value.tile_grain}" is not among the indicator’s grains`));
  }
  const term = value.grains.indexOf('term');
  if (term >= 0 && value.measure.kind !== 'published' && !hasTerms) {
    faults.push(fault(['grains', term], 'figures by term need the school terms in calendar.yaml'));
  }
  const week = value.grains.indexOf('week');
  const monthly = week >= 0 && ownMeasures(value.measure).find((measure) => isMonthly(measure, relations));
  if (monthly) {
    const { extract, date } = monthly;
    const message = `figures by week need days, and "${date}" of ${extract} has only months`;
    faults.push(fault(['grains', week], message));
  }
  return faults;
}

/** The measures over rows that an indicator's file itself writes out. */
function ownMeasures(measure: WrittenMeasure): RowMeasure[] {
  if ('date' in measure) return [measure];
  return inlineOperands(measure).map(([, operand]) => operand);
}

function isMonthly({ extract, date }: RowMeasure, relations: Relations): boolean {
  return relations.get(extract)?.fields.find(({ name }) => name === date)?.type === 'yearmonth';
}

function areaFaults({ value: { areas }, fault }: Source<Partnership>): Fault[] {
  const seen = new Map<string, string>();
  return areas.flatMap((area, index) => {
    const shared = areaNames(area).flatMap((name) => {
      const other = seen.get(name);
      seen.set(name, area.id);
      return other ? [fault(['areas', index], `"${area.id}" and "${other}" share the name "${name}"`)] : [];
    });
    if (area.id !== COUNTY) return shared;
    return [...shared, fault(['areas', index, 'id'], `"${COUNTY}" is the whole; give the area another id`)];
  });
}

function orderFaults({ value, fault }: Source<Partnership>, indicators: Source<WrittenIndicator>[]): Fault[] {
  const ids = indicators.map(({ file }) => idOf(file));
  return value.order.flatMap((id, index) =>
    ids.includes(id) ? [] : [fault(['order', index], `there is no indicator "${id}"${didYouMean(id, ids)}`)],
  );
}

async function extractFaults(source: Source<Extract>, checker: Checker): Promise<Fault[]> {
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
  const checks = extract.checks.map(async ({ expression, column }, index) => {
    const wrong = await checker.fault(expression, extract, names, 'condition');
    return [
      ...(wrong ? [fault(['checks', index, 'expression'], `the check ${wrong}`)] : []),
      ...(column && !names.includes(column)
        ? [fault(['checks', index, 'column'], noColumn(column, extract))]
        : []),
    ];
  });
  return [...faults, ...(await Promise.all(checks)).flat()];
}

/** What is wrong with the columns that extracts work out from others. Of such an extract nothing more can be said. */
export async function derivedFaults(sources: Source<Extract>[], checker: Checker): Promise<Fault[]> {
  const faults = sources.flatMap(({ value: extract, fault }) => {
    const names = extract.fields.map((field) => field.name);
    return Object.entries(extract.derived).map(async ([name, expression]) => {
      const wrong = await checker.fault(expression, extract, names);
      return wrong ? [fault(['derived', name], `"${name}" ${wrong}`)] : [];
    });
  });
  return (await Promise.all(faults)).flat();
}

async function measureFaults(
  source: Source<WrittenIndicator>,
  relations: Relations,
  checker: Checker,
): Promise<Fault[]> {
  const { value, fault } = source;
  const { measure } = value;
  const whole: Place = { path: ['measure'], relations, checker, fault };
  switch (measure.kind) {
    case 'published':
      return [...noBreakdown(source), ...(relationAt(PUBLISHED, ['measure', 'kind'], whole).faults ?? [])];
    case 'rank':
      return [...noBreakdown(source), ...(await rankFaults(measure, whole))];
    case 'gap':
    case 'ratio':
    case 'growth':
      return [
        ...noBreakdown(source),
        ...(
          await Promise.all(
            inlineOperands(measure).map(([key, operand]) =>
              rowMeasureFaults(operand, { ...whole, path: ['measure', key] }),
            ),
          )
        ).flat(),
      ];
    default:
      return [...breakdownFaults(source, relations), ...(await rowMeasureFaults(measure, whole))];
  }
}

/** Where in the catalogue a measure stands, and what it can be held against. */
interface Place {
  path: PropertyKey[];
  relations: Relations;
  checker: Checker;
  fault: Source<unknown>['fault'];
}

function relationAt(name: string, path: PropertyKey[], { relations, fault }: Place) {
  const relation = relations.get(name);
  if (relation) return { relation };
  return { faults: relation === null ? [] : [fault(path, noExtract(name, relations))] };
}

function noBreakdown({ value, fault }: Source<WrittenIndicator>): Fault[] {
  if (value.breakdowns.length === 0) return [];
  return [fault(['breakdowns'], `a measure of kind ${value.measure.kind} cannot be broken down`)];
}

function breakdownFaults({ value, fault }: Source<WrittenIndicator>, relations: Relations): Fault[] {
  const relation = 'extract' in value.measure ? relations.get(value.measure.extract) : null;
  if (!relation) return [];
  return value.breakdowns.flatMap((name, index) =>
    columnsOf(relation).includes(name) ? [] : [fault(['breakdowns', index], noColumn(name, relation))],
  );
}

async function rowMeasureFaults(measure: RowMeasure, place: Place): Promise<Fault[]> {
  const { path, checker, fault } = place;
  const faults = measure.kind === 'rate' ? await rateFaults(measure.denominator, place) : [];
  const { relation, faults: none } = relationAt(measure.extract, [...path, 'extract'], place);
  if (!relation) return [...faults, ...none];
  const undated = await columnFault(measure.date, relation, 'day', checker);
  if (undated) faults.push(fault([...path, 'date'], undated));
  const expressions: [string, string | undefined, Kind][] = [
    ['where', measure.where, 'condition'],
    ['value', 'value' in measure ? measure.value : undefined, 'amount'],
    ['numerator', 'numerator' in measure ? measure.numerator : undefined, 'amount'],
    ['denominator', measure.kind === 'proportion' ? measure.denominator : undefined, 'amount'],
  ];
  const wrong = expressions.map(async ([key, expression, kind]) => {
    const found = expression && (await checker.fault(expression, relation, columnsOf(relation), kind));
    return found ? [fault([...path, key], `"${key}" ${found}`)] : [];
  });
  return [...faults, ...(await Promise.all(wrong)).flat()];
}

async function rateFaults(denominator: Headcount, place: Place): Promise<Fault[]> {
  const { checker, fault } = place;
  const path = [...place.path, 'denominator'];
  const { relation, faults } = relationAt(denominator.extract, [...path, 'extract'], place);
  if (!relation) return faults;
  const { date, sum, where, census } = denominator;
  const undated = date
    ? await columnFault(date, relation, 'day', checker)
    : relation.period.length === 0 &&
      `say which "date" of the view ${relation.name} the heads were counted on`;
  const uncounted = sum && (await columnFault(sum, relation, 'amount', checker));
  const wrong = where && (await checker.fault(where, relation, columnsOf(relation), 'condition'));
  const unfit = census && (await checker.fault(census, relation, columnsOf(relation), 'condition'));
  return [
    ...(undated ? [fault(date ? [...path, 'date'] : path, undated)] : []),
    ...(uncounted ? [fault([...path, 'sum'], uncounted)] : []),
    ...(wrong ? [fault([...path, 'where'], `"where" ${wrong}`)] : []),
    ...(unfit ? [fault([...path, 'census'], `"census" ${unfit}`)] : []),
  ];
}

const OPEN_DATA_COLUMNS = ['time_period', 'time_identifier', 'geographic_level', 'region_name', 'la_name'];

/** What an extract has not that every open-data file of the Department has; null where nothing is missing. */
function openDataFault(relation: Relation): string | null {
  const missing = OPEN_DATA_COLUMNS.filter((name) => !columnsOf(relation).includes(name));
  if (missing.length === 0) return null;
  return `${relation.name} is no file of the Department’s open data: it has no ${missing.join(', ')}`;
}

async function rankFaults(measure: RankMeasure, place: Place): Promise<Fault[]> {
  const { path, checker, fault } = place;
  const { relation, faults } = relationAt(measure.extract, [...path, 'extract'], place);
  if (!relation) return faults;
  const other = openDataFault(relation);
  if (other) return [fault([...path, 'extract'], other)];
  const wrong = await Promise.all(
    (['numerator', 'denominator'] as const).map(async (key) => {
      const name = measure[key];
      const found = name && (await columnFault(name, relation, 'amount', checker));
      return found ? [fault([...path, key], found)] : [];
    }),
  );
  const { where } = measure;
  const unfit = where && (await checker.fault(where, relation, columnsOf(relation), 'condition'));
  return [...wrong.flat(), ...(unfit ? [fault([...path, 'where'], `"where" ${unfit}`)] : [])];
}

/** The operands of a measure by their keys: ids of indicators, or measures written out. */
function operandsAt(measure: WrittenMeasure): [string, Operand][] {
  switch (measure.kind) {
    case 'gap':
      return [
        ['of', measure.of],
        ['less', measure.less],
      ];
    case 'ratio':
      return [
        ['numerator', measure.numerator],
        ['denominator', measure.denominator],
      ];
    case 'growth':
      return [['of', measure.of]];
    default:
      return [];
  }
}

function inlineOperands(measure: WrittenMeasure): [string, RowMeasure][] {
  return operandsAt(measure).flatMap(([key, operand]) =>
    typeof operand === 'string' ? [] : [[key, operand] as [string, RowMeasure]],
  );
}

/** Operands that are no indicators, and those that lead back to where they began. */
function operandFaults(
  { file, value, fault }: Source<WrittenIndicator>,
  indicators: Source<WrittenIndicator>[],
): Fault[] {
  const written = new Map(indicators.map((one) => [idOf(one.file), one.value.measure]));
  return operandsAt(value.measure).flatMap(([key, operand]) => {
    if (typeof operand !== 'string') return [];
    const path = ['measure', key];
    if (!written.has(operand)) {
      const hint = didYouMean(operand, [...written.keys()]);
      return [fault(path, `there is no indicator "${operand}"${hint}`)];
    }
    const circle = circleFrom([idOf(file), operand], written);
    return circle ? [fault(path, `the indicators go round in a circle: ${circle.join(', ')}`)] : [];
  });
}

/** The way from an indicator through operands back to itself; null where there is none. */
function circleFrom(way: string[], written: ReadonlyMap<string, WrittenMeasure>): string[] | null {
  const last = way.at(-1) ?? '';
  if (last === way[0]) return way;
  if (way.indexOf(last) < way.length - 1) return null;
  const measure = written.get(last);
  for (const [, operand] of measure ? operandsAt(measure) : []) {
    const circle = typeof operand === 'string' ? circleFrom([...way, operand], written) : null;
    if (circle) return circle;
  }
  return null;
}

async function benchmarkFaults(
  { value, fault }: Source<WrittenIndicator>,
  relations: Relations,
  checker: Checker,
): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const [index, benchmark] of value.benchmarks.entries()) {
    if (!('extract' in benchmark)) continue;
    const path = ['benchmarks', index];
    const extract = relations.get(benchmark.extract);
    if (extract === null) continue;
    if (!extract) {
      faults.push(fault([...path, 'extract'], noExtract(benchmark.extract, relations)));
      continue;
    }
    const other = openDataFault(extract);
    if (other) {
      faults.push(fault([...path, 'extract'], other));
      continue;
    }
    for (const key of ['numerator', 'denominator', 'value'] as const) {
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
  extract: Relation,
  kind: Kind,
  checker: Checker,
): Promise<string | null> {
  const columns = columnsOf(extract);
  if (!columns.includes(name)) return noColumn(name, extract);
  const wrong = await checker.fault(quoted(name), extract, columns, kind);
  return wrong && `"${name}" of ${extract.name} ${wrong}`;
}

function noColumn(name: string, extract: Relation): string {
  const columns = columnsOf(extract);
  return `"${name}" is not a column of ${extract.name}${didYouMean(name, columns)}`;
}

function noExtract(name: string, relations: Relations): string {
  return `there is no extract "${name}"${didYouMean(name, [...relations.keys()])}`;
}
