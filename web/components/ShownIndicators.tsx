import type { Arrivals } from '../props/overview.ts';
import { IndicatorTable } from './IndicatorTable.tsx';
import type { Shown } from './overviewChoice.ts';
import { Tiles } from './Tiles.tsx';

/** Few indicators are tiles, all of them. Of many, only the headline ones are; the rest stand in a table. */
const TILES_AT_MOST = 12;

export function ShownIndicators({
  shown,
  arrivals,
  caption,
}: {
  shown: Shown[];
  arrivals: Arrivals;
  /** What the table is of. */
  caption: string;
}) {
  const headline = shown.filter(({ indicator }) => indicator.tier === 'headline');
  const tiles = shown.length <= TILES_AT_MOST ? shown : headline;
  const others = shown.filter((one) => !tiles.includes(one));
  return (
    <>
      {tiles.length > 0 && <Tiles shown={tiles} waiting={arrivals.waiting} />}
      {others.length > 0 && <IndicatorTable caption={caption} shown={others} />}
    </>
  );
}
