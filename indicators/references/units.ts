import type { WrittenMeasure } from '../measure-schema.ts';
import type { WrittenIndicator } from '../schema.ts';
import { UNITS, type Unit } from '../series.ts';
import type { Fault, Source } from '../source.ts';

/** What a kind of measure comes to; a kind that is not here may come to anything. */
const UNITS_OF: Partial<Record<WrittenMeasure['kind'], readonly Unit[]>> = {
  count: ['count'],
  stock: ['count'],
  proportion: ['percent'],
  rate: ['rate', 'percent', 'ratio'],
  growth: ['percent'],
  rank: ['score'],
};

/** A figure that would be said in a unit that it is not in. */
export function unitFaults({ value: { unit, measure }, fault }: Source<WrittenIndicator>): Fault[] {
  const units = unitsOf(measure);
  if (!units.includes(unit)) {
    const message = `"unit" of a measure of kind ${measure.kind} must be one of: ${units.join(', ')}`;
    return [fault(['unit'], message)];
  }
  if (unit !== 'percent' || !('per' in measure) || measure.per === 1) return [];
  return [fault(['measure', 'per'], 'a percentage is per 1: its figures are fractions, as 0.6 for 60%')];
}

/** Amounts over other amounts need not be a share: hours for each case are hours. */
function unitsOf(measure: WrittenMeasure): readonly Unit[] {
  if (measure.kind === 'proportion' && measure.denominator !== undefined)
    return UNITS.filter((unit) => unit !== 'count');
  return UNITS_OF[measure.kind] ?? UNITS;
}
