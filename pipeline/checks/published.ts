import { literal } from '../../indicators/expressions.ts';
import { PUBLISHED } from '../../indicators/measures.ts';
import { nearest } from '../../indicators/nearest.ts';
import type { Check, RowRule } from './check.ts';

/** Figures that reach the partnership as figures: by their names alone is it known what they are of. */
export const published: Check = ({ extract, published: { measures, shares, comparators } }) =>
  extract.name === PUBLISHED && measures.length > 0
    ? [
        unknownMeasure(measures),
        unknownComparator(comparators),
        ...(shares.length > 0 ? [aboveOne(shares), otherwise(shares)] : []),
      ]
    : [];

/** The row may be right and the catalogue behind, so it is kept. */
function unknownMeasure(measures: string[]): RowRule {
  return {
    code: 'unknown-measure',
    severity: 'warning',
    column: 'measure',
    shown: 'measure',
    fails: `measure NOT IN (${list(measures)})`,
    message: (value) =>
      `“${value}” in measure is none that an indicator shows${meant(value, measures)}, so nobody will see this row.`,
    remedy:
      'Write the measure as the indicator has it: the end of its page’s address, unless it names another.',
  };
}

function unknownComparator(comparators: string[]): RowRule {
  return {
    code: 'unknown-comparator',
    severity: 'warning',
    column: 'comparator',
    shown: 'comparator',
    fails: `comparator NOT IN (${list(comparators)})`,
    message: (value) =>
      `“${value}” in comparator is none that an indicator names${meant(value, comparators)}; its figures are shown under that name.`,
    remedy:
      'Write england, region or statistical_neighbours; if it is another’s name, there is nothing to do.',
  };
}

function aboveOne(shares: string[]): RowRule {
  return {
    code: 'row-constraint',
    severity: 'error',
    column: 'numerator',
    shown: 'CAST(numerator AS VARCHAR)',
    fails: `coalesce(numerator > denominator AND denominator > 0 AND measure IN (${list(shares)}), false)`,
    message: () => 'The numerator is above the denominator, and the measure is a share of it.',
    remedy: 'Look whether the two have been exchanged, and correct them.',
  };
}

/** A share is published rounded to whole percents at the coarsest. */
const ROUNDED_BY = 0.006;

function otherwise(shares: string[]): RowRule {
  return {
    code: 'row-constraint',
    severity: 'error',
    column: 'value',
    shown: 'CAST(value AS VARCHAR)',
    fails: `coalesce(denominator > 0 AND abs(value - numerator / denominator) > ${ROUNDED_BY} AND measure IN (${list(shares)}), false)`,
    message: () => 'The value is not what the numerator is of the denominator.',
    remedy: 'Write a percentage as a fraction, 0.61 for 61%, and correct the one of the three that is wrong.',
  };
}

function list(names: string[]): string {
  return names.map(literal).join(', ');
}

function meant(value: string | null, names: readonly string[]): string {
  const found = nearest(value ?? '', names);
  return found === null ? '' : ` (perhaps “${found}” is meant)`;
}
