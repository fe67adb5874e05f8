import { COUNTY } from '../../../indicators/areas.ts';
import { pointPeriodWords } from '../../../indicators/period-words.ts';
import { indicatorAddress } from '../../addresses.ts';
import type { IndicatorProps } from '../../props/indicator.ts';
import { unlikeWords } from '../../unlike-files.ts';
import { areaTitle, capitalised, GRAIN_EACH, leftOutWords } from '../../words.ts';
import { FilterForm } from '../forms/Filters.tsx';
import { RowStatus } from '../marks/StatusTag.tsx';
import { RowAssurance, VariationWords } from '../marks/VariationWords.tsx';
import { lateWords } from '../overview/attention.ts';
import { Breadcrumb } from '../page/Breadcrumb.tsx';
import { isCounted } from './counted.ts';
import { indicatorCrumbs } from './indicatorCrumbs.ts';
import { NewestComment } from './NewestComment.tsx';

/** The sentence, how the figure stands in signs and words, what is newly said about it, and the choice of area and period. */
export function IndicatorHead(props: IndicatorProps) {
  const { frame, indicator, series, row, late, unlike, breakdown, breakdowns } = props;
  const { partnership } = frame.catalogue;
  return (
    <>
      <Breadcrumb crumbs={indicatorCrumbs(indicator, partnership)} />
      <h1>{indicator.title}</h1>
      {series.area !== 'county' && <p class="shown">{areaTitle(partnership, series.area)}</p>}
      <p class="lede">{row.sentence}</p>
      {row.latest && row.latest.quarantined > 0 && (
        <p class="left-out">
          {capitalised(pointPeriodWords(row.latest))}: {leftOutWords(row.latest)} until they are put right and
          sent again.
        </p>
      )}
      {row.latest && late.length > 0 && (
        <p class="left-out">{late.map((one) => `${one.title}: ${lateWords(one)}`).join(' ')}</p>
      )}
      {row.latest && unlikeWords(row.latest, unlike) && (
        <p class="left-out">
          {unlikeWords(row.latest, unlike)}: part of it may be missing, or something has changed.
        </p>
      )}
      <p class="signs">
        <RowStatus row={row} /> {row.variation && <VariationWords variation={row.variation} />}{' '}
        <RowAssurance row={row} />
      </p>
      {row.latest && row.grain !== series.grain && (
        <p class="quiet">
          What is said above is of the figures by {GRAIN_EACH[row.grain]}; below they are by{' '}
          {GRAIN_EACH[series.grain]}.
        </p>
      )}
      <NewestComment {...props} />
      <FilterForm
        action={indicatorAddress(indicator.id)}
        partnership={partnership}
        area={series.area}
        hasAreas={hasAreas(props)}
        grains={{ all: hasPeriods(props) ? indicator.grains : [], chosen: series.grain }}
        breakdown={breakdown?.by === breakdowns[0]?.by ? undefined : breakdown?.by}
      />
    </>
  );
}

/** Whether another area would show more than this one. */
function hasAreas({ series, areas, areaSeries }: IndicatorProps): boolean {
  const compared = areas.areas.map(({ point }) => point);
  const trends = areaSeries.filter(({ area }) => area !== COUNTY).flatMap(({ points }) => points);
  return series.area !== COUNTY || [...compared, ...trends].some(isCounted);
}

/** Whether another period would show more than this one; one may be hidden and the other not. */
function hasPeriods({ row, series, county }: IndicatorProps): boolean {
  if (row.status === 'hidden' || row.latest !== null) return true;
  return [...series.points, ...county.points].some(isCounted);
}
