import type { Operand, RowMeasure, WrittenMeasure } from '../measure-schema.ts';
import { didYouMean } from '../nearest.ts';
import type { WrittenIndicator } from '../schema.ts';
import { type Fault, idOf, type Source } from '../source.ts';

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

export function inlineOperands(measure: WrittenMeasure): [string, RowMeasure][] {
  return operandsAt(measure).flatMap(([key, operand]) =>
    typeof operand === 'string' ? [] : [[key, operand] as [string, RowMeasure]],
  );
}

/** The measures over rows that an indicator's file itself writes out. */
export function ownMeasures(measure: WrittenMeasure): RowMeasure[] {
  if ('date' in measure) return [measure];
  return inlineOperands(measure).map(([, operand]) => operand);
}

/** Operands that are no indicators, and those that lead back to where they began. */
export function operandFaults(
  { file, value, fault }: Source<WrittenIndicator>,
  indicators: Source<WrittenIndicator>[],
  ids: string[],
): Fault[] {
  const written = new Map(indicators.map((one) => [idOf(one.file), one.value.measure]));
  return operandsAt(value.measure).flatMap(([key, operand]) => {
    if (typeof operand !== 'string') return [];
    const path = ['measure', key];
    if (!ids.includes(operand))
      return [fault(path, `there is no indicator "${operand}"${didYouMean(operand, ids)}`)];
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
