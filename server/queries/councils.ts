import { councilPlace } from '../../indicators/council-place.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { CouncilFigure, CouncilPlace } from '../../indicators/series.ts';
import type { Figures } from '../figures.ts';

/** Where the county stands among all councils; null of snapshots that were published before theirs were kept. */
export function councilPlaceOf({ snapshot }: Figures, indicator: Indicator): Promise<CouncilPlace | null> {
  return snapshot.remembered.once(`council place ${indicator.id}`, async () => {
    if (!snapshot.has('council')) return null;
    const figures = await snapshot.rows<CouncilFigure>(
      'SELECT council, period, numerator, denominator, value FROM council WHERE indicator = $indicator',
      { indicator: indicator.id },
    );
    return councilPlace(figures, indicator, snapshot.catalogue.partnership);
  });
}
