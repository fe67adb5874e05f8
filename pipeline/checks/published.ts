import { literal } from '../../indicators/expressions.ts';
import { PUBLISHED } from '../../indicators/measures.ts';
import { nearest } from '../../indicators/nearest.ts';
import { listWords, wholeNumber } from '../../indicators/words.ts';
import type { Check, RowRule } from './rule.ts';

/** Figures that reach the partnership as figures: by their names alone is it known what they are of. */
export const published: Check = ({
  extract,
  published: { measures, shares, growths, comparators, counted },
}) =>
  extract.name === PUBLISHED && measures.length > 0
    ? [
        unknownMeasure(measures, counted),
        ...(counted.size > 0 ? [countedMeasure(counted)] : []),
        unknownComparator(comparators),
        ...(shares.length > 0 ? [aboveOne(shares), valueOfOthers(shares), inPercent(shares, 1)] : []),
        ...(growths.length > 0 ? [inPercent(growths, LARGEST_GROWTH)] : []),
      ]
    : [];

function unknownMeasure(measures: string[], counted: ReadonlyMap<string, unknown>): RowRule {
  const rule = unknownName('measure', measures, {
    says: 'is none that an indicator shows',
    effect: ', so nobody will see this row',
    remedy:
      'Write the measure as the indicator has it: the end of its page’s address, unless it names another.',
  });
  return { ...rule, fails: `measure NOT IN (${list([...measures, ...counted.keys()])})` };
}

/** What an indicator is called, which is worked out from the rows of other extracts. */
function countedMeasure(counted: ReadonlyMap<string, string[]>): RowRule {
  return {
    ...{ code: 'unknown-measure', severity: 'warning', column: 'measure', shown: 'measure' },
    fails: `coalesce(measure IN (${list([...counted.keys()])}), false)`,
    message: (said, value) =>
      `${said} is an indicator that is worked out from ${listWords(counted.get(value ?? '') ?? [])}, so nobody will see this row.`,
    remedy: 'Take the row out; the indicator has its figures without it.',
  };
}

function unknownComparator(comparators: string[]): RowRule {
  return unknownName('comparator', comparators, {
    says: 'is none that an indicator names',
    effect: '; its figures are shown under that name',
    remedy:
      'Write england, region or statistical_neighbours; if it is another’s name, there is nothing to do.',
  });
}

/** The row may be right and the catalogue behind, so it is kept. */
function unknownName(
  column: 'measure' | 'comparator',
  known: string[],
  { says, effect, remedy }: Record<'says' | 'effect' | 'remedy', string>,
): RowRule {
  return {
    ...{ code: `unknown-${column}`, severity: 'warning', column, shown: column, remedy },
    fails: `${column} NOT IN (${list(known)})`,
    message: (said, value) => `${said} in ${column} ${says}${meant(value, known)}${effect}.`,
  };
}

function aboveOne(shares: string[]): RowRule {
  return wrongShare('numerator', shares, {
    fails: 'numerator > denominator',
    message: 'The numerator is above the denominator, and the measure is a share of it.',
    remedy: 'Look whether the two have been exchanged, and correct them.',
  });
}

/** A share is published rounded to whole percents at the coarsest. */
const ROUNDED_BY = 0.006;

function valueOfOthers(shares: string[]): RowRule {
  return wrongShare('value', shares, {
    fails: `abs(value) <= 1 AND abs(value - numerator / denominator) > ${ROUNDED_BY}`,
    message: 'The value is not what the numerator is of the denominator.',
    remedy: 'Correct the one of the three that is wrong.',
  });
}

/** Ten times as many more: beyond it a percentage has most likely been sent as such. */
const LARGEST_GROWTH = 10;

function inPercent(measures: string[], most: number): RowRule {
  return {
    ...{ code: 'row-constraint', severity: 'error', column: 'value', shown: 'CAST(value AS VARCHAR)' },
    fails: `coalesce(abs(value) > ${most} AND measure IN (${list(measures)}), false)`,
    message: (said) => `${said} in value is beyond ${wholeNumber(most * 100)}%, for 1 stands for 100%.`,
    remedy: 'Write percentages as fractions: 61% as 0.61.',
  };
}

function wrongShare(
  column: 'numerator' | 'value',
  shares: string[],
  { fails, message, remedy }: Record<'fails' | 'message' | 'remedy', string>,
): RowRule {
  return {
    ...{ code: 'row-constraint', severity: 'error', column, remedy },
    shown: `CAST(${column} AS VARCHAR)`,
    fails: `coalesce(denominator > 0 AND ${fails} AND measure IN (${list(shares)}), false)`,
    message: () => message,
  };
}

function list(names: string[]): string {
  return names.map(literal).join(', ');
}

function meant(value: string | null, names: readonly string[]): string {
  const found = nearest(value ?? '', names);
  return found === null ? '' : ` (perhaps “${found}” is meant)`;
}
