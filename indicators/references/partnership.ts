import cron from 'node-cron';
import { areaNames, COUNTY } from '../areas.ts';
import { didYouMean } from '../nearest.ts';
import { FRAMEWORKS, type Partnership } from '../partnership-schema.ts';
import type { Fault, Source } from '../source.ts';

/** What a partnership's own file says and that cannot be: names used twice or by nobody, times that there are not. */
export function partnershipFaults(source: Source<Partnership>, ids: string[]): Fault[] {
  return [
    ...areaFaults(source),
    ...tileFaults(source),
    ...itemFaults(source),
    ...orderFaults(source, ids),
    ...clockFaults(source),
  ];
}

function areaFaults({ value: { areas }, fault }: Source<Partnership>): Fault[] {
  const seen = new Map<string, string>();
  return areas.flatMap((area, index) => {
    const place = ['areas', index];
    if (areas.findIndex(({ id }) => id === area.id) < index)
      return [fault([...place, 'id'], `there are two areas "${area.id}"; give each an id of its own`)];
    const shared = areaNames(area).flatMap((name) => {
      const other = seen.get(name);
      seen.set(name, area.id);
      return other ? [fault(place, `"${area.id}" and "${other}" share the name "${name}"`)] : [];
    });
    if (area.id !== COUNTY) return shared;
    return [...shared, fault([...place, 'id'], `"${COUNTY}" is the whole; give the area another id`)];
  });
}

/** Of two areas on one tile readers would see one. */
function tileFaults({ value: { areas }, fault }: Source<Partnership>): Fault[] {
  return areas.flatMap(({ id, tile }, index) => {
    const other = areas.slice(0, index).find((area) => String(area.tile) === String(tile));
    if (!other) return [];
    const message = `"${id}" lies on the tile of "${other.id}"; give it another column or row`;
    return [fault(['areas', index, 'tile'], message)];
  });
}

/** The overview and the board's report are by the items of a framework. */
function itemFaults({ value: { frameworks }, unread, fault }: Source<Partnership>): Fault[] {
  if (unread.has('frameworks')) return [];
  if (Object.keys(frameworks).length === 0)
    return [fault(['frameworks'], `there must be at least one of: ${FRAMEWORKS.join(', ')}`)];
  return FRAMEWORKS.flatMap((framework) => {
    const ids = frameworks[framework]?.items.map(({ id }) => id) ?? [];
    return ids.flatMap((id, index) =>
      ids.indexOf(id) === index
        ? []
        : [
            fault(
              ['frameworks', framework, 'items', index, 'id'],
              `"${id}" is there twice; give each an id of its own`,
            ),
          ],
    );
  });
}

function orderFaults({ value, fault }: Source<Partnership>, ids: string[]): Fault[] {
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
