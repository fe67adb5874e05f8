import { NOTHING_CHOSEN } from '../../web/components/overview/overviewFilter.ts';
import type { FrameworkItemProps } from '../../web/props/framework.ts';
import type { OverviewFilter, OverviewProps } from '../../web/props/overview.ts';
import { frame, overviewOf } from './fixtures.ts';

/** What the server gives the overview and the pages of a framework's items, where nothing is late. */

const TODAY = '2025-01-15';
export const IN_TIME = { expected: 3, late: [], waiting: [], unlike: {} };

export function filterFor(changes: Partial<OverviewFilter> = {}): OverviewFilter {
  return { area: 'county', ...NOTHING_CHOSEN, ...changes };
}

export function overviewProps(asked: Partial<OverviewFilter> = {}): OverviewProps {
  const filter = filterFor(asked);
  const dated = { arrivals: IN_TIME, standings: {}, plan: null, today: TODAY };
  return { frame, overview: overviewOf(filter.area), filter, ...dated };
}

export function itemProps(framework: FrameworkItemProps['framework'], item: string): FrameworkItemProps {
  const overview = overviewOf();
  const dated = { arrivals: IN_TIME, standings: {}, actions: [], today: TODAY };
  return { frame, framework, item, overview, ...dated };
}
