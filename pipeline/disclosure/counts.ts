import type { Measure } from '../../indicators/measure-schema.ts';
import { isStock } from '../../indicators/measures.ts';
import { conditionsOf } from './conditions.ts';

/** One count of a measure’s: two measures with the same key count the same rows, or the same amounts of them. */
export interface CountName {
  key: string;
  /** The extract or view that it is of. */
  extract: string;
  /** Whether what is counted in a year is what is counted in its quarters. */
  adds: boolean;
}

/** How a measure’s numerator lies in its denominator. */
export type Bond = 'part' | 'rate' | 'average';

export interface CountsOf {
  numerator: CountName | null;
  denominator: CountName | null;
  bond: Bond | null;
  /** Amounts of which one person may have many: what matters is of how many people they are. */
  amounts: boolean;
}

const NOTHING: CountsOf = { numerator: null, denominator: null, bond: null, amounts: false };

/** Asked for each figure that is protected, and found from the text of conditions: once for each measure will do. */
const known = new WeakMap<Measure, CountsOf>();

/** What a measure counts; nothing of one that is worked out from others’ figures, or that is published already. */
export function countsOf(measure: Measure): CountsOf {
  const counts = known.get(measure) ?? foundCounts(measure);
  known.set(measure, counts);
  return counts;
}

function foundCounts(measure: Measure): CountsOf {
  if (!('date' in measure)) return NOTHING;
  const { extract, date, where } = measure;
  const adds = !isStock(measure);
  const named = (what: string, ...conditions: (string | undefined)[]): CountName => ({
    key: JSON.stringify([
      extract,
      date,
      adds ? 'events' : 'stock',
      what,
      ...conditionsOf(where, ...conditions),
    ]),
    extract,
    adds,
  });
  switch (measure.kind) {
    case 'count':
    case 'stock':
      return { ...NOTHING, numerator: named('rows') };
    case 'sum':
      return { ...NOTHING, numerator: named(`sum ${measure.value}`), amounts: true };
    case 'proportion': {
      const { numerator, denominator } = measure;
      if (denominator === undefined)
        return { ...NOTHING, numerator: named('rows', numerator), denominator: named('rows'), bond: 'part' };
      const above = named(`sum ${numerator} of ${denominator}`);
      return { numerator: above, denominator: named(`sum ${denominator}`), bond: 'part', amounts: true };
    }
    case 'rate': {
      const { extract: heads, ...rest } = measure.denominator;
      const below = { key: JSON.stringify(['heads', heads, rest]), extract: heads, adds: false };
      return { ...NOTHING, numerator: named('rows'), denominator: below, bond: 'rate' };
    }
    case 'mean':
      return {
        numerator: named(`sum ${measure.value}`),
        denominator: named('rows', `${measure.value} IS NOT NULL`),
        bond: 'average',
        amounts: false,
      };
    default:
      return { ...NOTHING, denominator: named('rows', `${measure.value} IS NOT NULL`) };
  }
}
