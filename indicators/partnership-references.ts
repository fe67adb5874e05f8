import cron from 'node-cron';
import { areaNames, COUNTY } from './areas.ts';
import { didYouMean } from './nearest.ts';
import type { Partnership } from './partnership-schema.ts';
import type { WrittenIndicator } from './schema.ts';
import { type Fault, idOf, type Source } from './source.ts';

/** What a partnership's own file says and that cannot be: names used twice or by nobody, times that there are not. */
export function partnershipFaults(
  source: Source<Partnership>,
  indicators: Source<WrittenIndicator>[],
): Fault[] {
  return [...areaFaults(source), ...orderFaults(source, indicators), ...clockFaults(source)];
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

function clockFaults({ value: { calendar, schedule }, fault }: Source<Partnership>): Fault[] {
  return [
    ...(isTimeZone(calendar)
      ? []
      : [fault(['calendar'], `there is no time zone "${calendar}"; write one as Europe/London`)]),
    ...(cron.validate(schedule)
      ? []
      : [
          fault(['schedule'], `"${schedule}" is not a cron expression; */10 * * * * means every ten minutes`),
        ]),
  ];
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
