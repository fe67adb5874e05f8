import { withoutPart } from '../../../indicators/latest.ts';
import { pointPeriodWords } from '../../../indicators/period-words.ts';
import type { Indicator } from '../../../indicators/schema.ts';
import type { OverviewRow } from '../../../indicators/series.ts';
import { shortUnit, spokenUnit } from '../../../indicators/words.ts';
import { indicatorAddress } from '../../addresses.ts';
import {
  figureWords,
  GRAIN_EACH,
  HIDDEN_SINCE_WORDS,
  HIDDEN_WORDS,
  hasNoTarget,
  isHiddenSince,
  ofAndWhen,
  rowChangeWords,
  rowTargetWords,
} from '../../words.ts';
import { RowStatus } from '../marks/StatusTag.tsx';
import { RowAssurance, VariationWords } from '../marks/VariationWords.tsx';
import { Sparkline } from './Sparkline.tsx';

interface TileProps {
  indicator: Indicator;
  row: OverviewRow;
  /** The county's figure, beside a locality's. */
  beside?: string | undefined;
  /** What is not whole about the data behind the figure. */
  quality?: string[];
}

/** An indicator at a glance. */
export function Tile({ indicator, row, beside, quality = [] }: TileProps) {
  return (
    <li class={`tile tile-${row.status}`}>
      <h3>
        <a href={indicatorAddress(indicator.id, { area: row.area })}>{indicator.title}</a>
      </h3>
      <Figure indicator={indicator} row={row} beside={beside} />
      <SmallTrend indicator={indicator} row={row} />
      <p class="tile-target">{hasNoTarget(row) ? <RowStatus row={row} /> : rowTargetWords(row)}</p>
      <p class="tile-signs">
        {!hasNoTarget(row) && <RowStatus row={row} />}{' '}
        {row.variation && <VariationWords variation={row.variation} />}{' '}
        {row.target && <RowAssurance row={row} />}
      </p>
      {quality.length > 0 ? <p class="tile-quality">{quality.join('. ')}.</p> : <span />}
    </li>
  );
}

function Figure({ indicator, row, beside }: TileProps) {
  const { latest } = row;
  if (row.status === 'hidden') return <p class="tile-figure tile-waiting">{HIDDEN_WORDS}</p>;
  if (row.status === 'no_figure') return <p class="tile-figure tile-waiting">{row.sentence}</p>;
  if (latest === null)
    return <p class="tile-figure tile-waiting">No file with these figures has arrived yet.</p>;
  const known = latest.value !== null;
  return (
    <div class="tile-figure">
      <p>
        <strong class={known ? 'tile-value' : 'tile-value tile-value-none'}>
          {figureWords(shortUnit(indicator), latest)}
        </strong>{' '}
        <span class="when">{ofAndWhen(indicator, latest)}</span>
      </p>
      <p class="change">{rowChangeWords(indicator, row)}</p>
      {isHiddenSince(row) && <p class="change">{HIDDEN_SINCE_WORDS}</p>}
      {beside && <p class="change">{beside}</p>}
    </div>
  );
}

function SmallTrend({ indicator, row }: Pick<TileProps, 'indicator' | 'row'>) {
  const points = withoutPart(indicator, row.trend.points);
  const last = points.findLast(({ value }) => value !== null);
  if (!last) return <span />;
  return (
    <div class="tile-trend">
      <Sparkline unit={spokenUnit(indicator)} points={points} target={likeTarget(row)} />
      {row.trend.grain !== row.grain && (
        <p class="when">
          Line: by {GRAIN_EACH[row.trend.grain]}, {figureWords(shortUnit(indicator), last)} in{' '}
          {pointPeriodWords(last)}
        </p>
      )}
    </div>
  );
}

/** The target, where the small picture has the same grain as the figure. */
function likeTarget({ grain, trend, target }: OverviewRow): number | null {
  return grain === trend.grain ? (target?.value ?? null) : null;
}
