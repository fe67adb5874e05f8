import type { Partnership } from '../../../indicators/partnership-schema.ts';
import type { Overview } from '../../../indicators/series.ts';
import type { OverviewFilter } from '../../props/overview.ts';
import { areaTitle, counted, listWords, type Status } from '../../words.ts';
import type { Shown } from './overviewFilter.ts';

/** What was found of what was asked for, as a sentence. */

interface FoundWords {
  /** "5 of 233 indicators"; "No indicator". */
  count: string;
  /** "are off track in District 2: North"; empty where all were asked for. */
  asked: string;
}

export function foundWords(
  found: Shown[],
  { rows }: Overview,
  filter: OverviewFilter,
  partnership: Partnership,
): FoundWords {
  const { length } = found;
  const count = length === 0 ? 'No indicator' : `${length} of ${counted(rows.length, 'indicator')}`;
  const verbs = listWords(verbsOf(filter, partnership).map(([one, many]) => (length > 1 ? many : one)));
  const place = filter.area === 'county' ? '' : `in ${areaTitle(partnership, filter.area)}`;
  return { count, asked: [verbs, place].filter((part) => part !== '').join(' ') };
}

/** Said of one, and of several. */
type Verb = [one: string, many: string];

function verbsOf({ item, status, tier, special, q }: OverviewFilter, partnership: Partnership): Verb[] {
  const served =
    item && partnership.frameworks[item.framework]?.items.find(({ id }) => id === item.item)?.title;
  return [
    ...(q === '' ? [] : [[`mentions “${q}”`, `mention “${q}”`] satisfies Verb]),
    ...(status ? [STATUS_VERBS[status]] : []),
    ...(tier && tier !== 'all' ? [[`is a ${tier} indicator`, `are ${tier} indicators`] satisfies Verb] : []),
    ...(served ? [[`serves “${served}”`, `serve “${served}”`] satisfies Verb] : []),
    ...(special ? [['shows a real change', 'show a real change'] satisfies Verb] : []),
  ];
}

const STATUS_VERBS: Record<Status, Verb> = {
  met: ['has met its target', 'have met their targets'],
  on_track: ['is on track', 'are on track'],
  off_track: ['is off track', 'are off track'],
  in_doubt: ['rests on a file in doubt', 'rest on a file in doubt'],
  no_target: ['has no target due', 'have no target due'],
  hidden: ['is hidden', 'are hidden'],
  no_figure: ['has no figure', 'have no figure'],
  awaiting_data: ['awaits data', 'await data'],
};
