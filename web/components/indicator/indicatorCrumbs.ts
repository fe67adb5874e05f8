import { frameworkIds } from '../../../indicators/frameworks.ts';
import type { Partnership } from '../../../indicators/partnership-schema.ts';
import type { Indicator } from '../../../indicators/schema.ts';
import { frameworkAddress } from '../../addresses.ts';
import type { Crumb } from '../page/Breadcrumb.tsx';

/** The first framework that the indicator belongs to, and its item there. */
export function indicatorCrumbs(indicator: Indicator, partnership: Partnership): Crumb[] {
  const overview = { text: 'Overview', href: '/' };
  for (const id of frameworkIds(partnership)) {
    const framework = partnership.frameworks[id];
    const item = framework?.items.find(({ id: one }) => indicator[id].includes(one));
    if (framework && item)
      return [
        overview,
        { text: framework.title, href: frameworkAddress(id) },
        { text: item.title, href: frameworkAddress(id, item.id) },
      ];
  }
  return [overview];
}
