import type { Checker } from '../checker.ts';
import { columnsOf } from '../expressions.ts';
import type { Relation } from '../extract-schema.ts';
import type { RankMeasure } from '../measure-schema.ts';
import type { WrittenIndicator } from '../schema.ts';
import type { Fault, Source } from '../source.ts';
import { columnFault, noExtract, type Place, type Relations, relationAt } from './relations.ts';

const OPEN_DATA_COLUMNS = ['time_period', 'time_identifier', 'geographic_level', 'region_name', 'la_name'];

/** What an extract has not that every open-data file of the Department has; null where nothing is missing. */
function openDataFault(relation: Relation): string | null {
  const missing = OPEN_DATA_COLUMNS.filter((name) => !columnsOf(relation).includes(name));
  if (missing.length === 0) return null;
  return `${relation.name} is no file of the Department’s open data: it has no ${missing.join(', ')}`;
}

export async function rankFaults(measure: RankMeasure, place: Place): Promise<Fault[]> {
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

export async function benchmarkFaults(
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
