import type { Shown } from './overviewChoice.ts';
import { Tile } from './Tile.tsx';

/** @param waiting the indicators whose newest figures wait for a late file */
export function Tiles({ shown, waiting }: { shown: Shown[]; waiting: ReadonlySet<string> }) {
  return (
    <ul class="tiles">
      {shown.map(({ indicator, row }) => (
        <Tile key={indicator.id} indicator={indicator} row={row} isLate={waiting.has(indicator.id)} />
      ))}
    </ul>
  );
}
