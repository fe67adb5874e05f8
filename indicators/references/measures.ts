import type { Checker } from '../checker.ts';
import { columnsOf, type Kind } from '../expressions.ts';
import type { Relation } from '../extract-schema.ts';
import type { Headcount, RowMeasure } from '../measure-schema.ts';
import { PUBLISHED } from '../measures.ts';
import type { WrittenIndicator } from '../schema.ts';
import type { Fault, Source } from '../source.ts';
import { rankFaults } from './open-data.ts';
import { inlineOperands } from './operands.ts';
import { columnFault, noColumn, type Place, type Relations, relationAt } from './relations.ts';

export async function measureFaults(
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

function noBreakdown({ value, fault }: Source<WrittenIndicator>): Fault[] {
  if (value.breakdowns.length === 0) return [];
  return [fault(['breakdowns'], `a measure of kind ${value.measure.kind} cannot be broken down`)];
}

function breakdownFaults({ value, fault }: Source<WrittenIndicator>, relations: Relations): Fault[] {
  const { measure } = value;
  const counted = 'extract' in measure ? relations.get(measure.extract) : null;
  const heads = measure.kind === 'rate' ? relations.get(measure.denominator.extract) : null;
  if (!counted) return [];
  return value.breakdowns.flatMap((name, index) => {
    const wrong = groupFault(name, counted) ?? (heads && headsFault(name, counted, heads));
    const twice = value.breakdowns.indexOf(name) < index && `"${name}" is there twice`;
    return wrong || twice ? [fault(['breakdowns', index], wrong || String(twice))] : [];
  });
}

/** A group is a set of people with the same code: not a person, a day or an amount. Areas have figures of their own. */
function groupFault(name: string, relation: Relation): string | null {
  if (!columnsOf(relation).includes(name)) return noColumn(name, relation);
  const field = relation.fields.find((one) => one.name === name);
  if (field?.person || isKey(name, relation))
    return `"${name}" is another in each row: figures are broken down by columns that hold codes or names`;
  if (field?.area) return `"${name}" is the area, and every area has figures of its own already`;
  if (field && ['date', 'yearmonth', 'number'].includes(field.type))
    return `"${name}" is ${field.type === 'number' ? 'an amount' : 'a date'}: figures are broken down by columns that hold codes or names`;
  return null;
}

function isKey(name: string, relation: Relation): boolean {
  return 'primaryKey' in relation && String(relation.primaryKey) === name;
}

/** The heads that a group's events are held against are those of the same group. */
function headsFault(name: string, counted: Relation, heads: Relation): string | null {
  if (columnsOf(heads).includes(name)) return null;
  return `${heads.name}, by which the rate of ${counted.name} is worked out, has no column "${name}", so it cannot say how many there are in each group`;
}

async function rowMeasureFaults(measure: RowMeasure, place: Place): Promise<Fault[]> {
  const { path, checker, fault } = place;
  const faults = measure.kind === 'rate' ? await rateFaults(measure.denominator, place) : [];
  const { relation, faults: none } = relationAt(measure.extract, [...path, 'extract'], place);
  if (!relation) return [...faults, ...none];
  const undated = await columnFault(measure.date, relation, 'day', checker);
  if (undated) faults.push(fault([...path, 'date'], undated));
  const expressions: Asked[] = [
    ['where', measure.where, 'condition'],
    ['value', 'value' in measure ? measure.value : undefined, 'amount'],
    ...shareOf(measure),
  ];
  const wrong = expressions.map(async ([key, expression, kind]) => {
    const found = expression && (await checker.fault(expression, relation, columnsOf(relation), kind));
    return found ? [fault([...path, key], `"${key}" ${found}`)] : [];
  });
  return [...faults, ...(await Promise.all(wrong)).flat()];
}

type Asked = [key: string, expression: string | undefined, kind: Kind];

/** Rows are a share of all rows, amounts of other amounts; of a row that counts 29, 29 rows would be a share of one. */
function shareOf(measure: RowMeasure): Asked[] {
  if (measure.kind !== 'proportion') return [];
  const { numerator, denominator } = measure;
  return [
    ['numerator', numerator, denominator === undefined ? 'share' : 'amount'],
    ['denominator', denominator, 'amount'],
  ];
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
