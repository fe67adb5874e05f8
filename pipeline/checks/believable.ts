import { literal, quoted } from '../../indicators/expressions.ts';
import type { Field } from '../../indicators/extract-schema.ts';
import { periodsOn } from '../../indicators/periods.ts';
import { shown } from '../stage/stage.ts';
import { type Check, forEachField, type RowRule } from './rule.ts';

const EARLIEST = '1990-01-01';

/** A row cannot belong to a period that has not begun, or that was before any of this: that decides what it is counted in.
 *  Of another date it is worth a word when it lies ahead, unless such dates do. */
export function believable(today: string): Check {
  return forEachField((field, { extract }) => {
    if (field.type === 'period') return hasBegun(field, today);
    if (field.type !== 'date' && field.type !== 'yearmonth') return null;
    if (extract.period.includes(field.name)) return decidesPeriod(field, today);
    return field.future ? null : liesAhead(field, today);
  });
}

function decidesPeriod(field: Field, today: string): RowRule {
  const name = quoted(field.name);
  return {
    code: 'date-out-of-range',
    severity: 'error',
    column: field.name,
    shown: shown(field),
    fails: `coalesce(${name} > DATE ${literal(today)} OR ${name} < DATE ${literal(EARLIEST)}, false)`,
    message: (said) => `${said} in ${field.name} is in the future, or too long ago.`,
    remedy: 'Correct the date; day and month, or two digits of the year, may be the wrong way round.',
  };
}

/** Ids of one kind are in the order of their periods. */
function hasBegun(field: Field, today: string): RowRule {
  const name = quoted(field.name);
  const ahead = periodsOn(today).map((id) => {
    const alike = id.replaceAll(/\d/g, '[0-9]');
    return `(regexp_full_match(${name}, ${literal(alike)}) AND ${name} > ${literal(id)})`;
  });
  const early = `regexp_extract(${name}, '[0-9]{4}') < ${literal(EARLIEST.slice(0, 4))}`;
  return {
    code: 'date-out-of-range',
    severity: 'error',
    column: field.name,
    shown: shown(field),
    fails: `coalesce(${[...ahead, early].join(' OR ')}, false)`,
    message: (said) => `${said} in ${field.name} has not begun, or is too long ago.`,
    remedy: 'Correct the period; a figure can only be of one that has begun.',
  };
}

function liesAhead(field: Field, today: string): RowRule {
  return {
    code: 'date-out-of-range',
    severity: 'warning',
    column: field.name,
    shown: shown(field),
    fails: `coalesce(${quoted(field.name)} > DATE ${literal(today)}, false)`,
    message: (said) => `${said} in ${field.name} is in the future.`,
    remedy:
      'Look whether day and month are the wrong way round; if the day is right, there is nothing to do.',
  };
}
