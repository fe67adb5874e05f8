import type { Relation } from './extract-schema.ts';
import type { Measure, RowMeasure } from './measure-schema.ts';
import type { Catalogue } from './schema.ts';

/** What can be said of a measure without knowing its kind. */

/** The measures that another is worked out from; none of one that counts for itself. */
export function operandsOf(measure: Measure): Measure[] {
  switch (measure.kind) {
    case 'gap':
      return [measure.of, measure.less];
    case 'ratio':
      return [measure.numerator, measure.denominator];
    case 'growth':
      return [measure.of];
    default:
      return [];
  }
}

/** A measure that counts for itself. */
export type Leaf = Exclude<Measure, { kind: 'gap' | 'ratio' | 'growth' }>;

/** The measures that count for themselves: the measure, or those at the bottom of its operands. */
export function leavesOf(measure: Measure): Leaf[] {
  switch (measure.kind) {
    case 'gap':
    case 'ratio':
    case 'growth':
      return operandsOf(measure).flatMap(leavesOf);
    default:
      return [measure];
  }
}

export const PUBLISHED = 'published_measures';

/** The names under which its figures are sent as figures, in a file that may be there and bring none of them; none of
 *  what is counted from rows. */
export function sentMeasures(measure: Measure): string[] {
  const leaves = leavesOf(measure);
  const sent = leaves.flatMap((leaf) => (leaf.kind === 'published' ? [leaf.measure] : []));
  return sent.length === leaves.length ? sent : [];
}

/** The extracts and views that a measure counts rows of, the numerator's first. */
export function relationsBehind(measure: Measure): string[] {
  const names = leavesOf(measure).flatMap((leaf) => {
    if (leaf.kind === 'published') return [PUBLISHED];
    return leaf.kind === 'rate' ? [leaf.extract, leaf.denominator.extract] : [leaf.extract];
  });
  return [...new Set(names)];
}

type Views = Pick<Catalogue, 'views'>;

/** The extracts that a measure's rows come from, the numerator's first. */
export function extractsBehind(measure: Measure, { views }: Views): string[] {
  const names = relationsBehind(measure).flatMap(
    (name) => views.find((view) => view.name === name)?.reads ?? [name],
  );
  return [...new Set(names)];
}

/** Whether rows are counted as a view has joined or grouped them. */
export function countsView(measure: Measure, { views }: Views): boolean {
  const names = relationsBehind(measure);
  return views.some(({ name }) => names.includes(name));
}

/** An extract or a view by its name. */
export function relationOf(
  name: string,
  { extracts, views }: Pick<Catalogue, 'extracts' | 'views'>,
): Relation {
  const found = [...extracts, ...views].find((one) => one.name === name);
  if (!found) throw new Error(`The catalogue has no extract or view ${name}.`);
  return found;
}

/** What is worked out of so many, of which its numerator is no part. */
export function isAverage({ kind }: Measure): boolean {
  return kind === 'mean' || kind === 'median' || kind === 'percentile';
}

/** Whether a figure is what its period's last month shows, and not what the whole period adds up to. */
export function isStock(measure: Measure): boolean {
  if (measure.kind === 'stock') return true;
  if ('stock' in measure) return measure.stock === true;
  const operands = operandsOf(measure);
  return operands.length > 0 && operands.every(isStock);
}

/** Whether a figure grows with its period, so that an unfinished one looks like a fall. */
export function addsUp(measure: Measure): boolean {
  switch (measure.kind) {
    case 'count':
    case 'rate':
      return true;
    case 'sum':
      return !isStock(measure);
    case 'gap':
      return addsUp(measure.of) || addsUp(measure.less);
    case 'ratio':
      return addsUp(measure.numerator) !== addsUp(measure.denominator);
    default:
      return false;
  }
}

/** Whether a figure needs rows to be one: of none, a count is 0, and a share or an average is nothing. */
export function needsRows({ kind }: Measure): boolean {
  return kind === 'proportion' || kind === 'mean' || kind === 'median' || kind === 'percentile';
}

/** Whether a figure is a number of people or events, of which a locality has a part. */
export function isAmount({ measure, unit }: { measure: Measure; unit: string }): boolean {
  return unit === 'count' || measure.kind === 'count' || measure.kind === 'stock' || measure.kind === 'sum';
}

/** Whether what is added up are amounts, of which one person may have many, and not rows. */
export function addsAmounts(measure: Measure): boolean {
  return measure.kind === 'sum' || (measure.kind === 'proportion' && measure.denominator !== undefined);
}

/** Whether rows are counted below the line too. */
export function hasDenominator({ kind }: Measure): boolean {
  return kind !== 'count' && kind !== 'stock' && kind !== 'sum' && kind !== 'rank';
}

/** What an expression over a row comes to, where the measure has one. */
export function amountOf(measure: RowMeasure): string | undefined {
  return 'value' in measure ? measure.value : undefined;
}
