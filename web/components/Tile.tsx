import type { Indicator } from '../../indicators/schema.ts';
import type { OverviewRow, Point } from '../../indicators/series.ts';
import { pointPeriodWords } from '../../indicators/words.ts';
import { indicatorAddress } from '../addresses.ts';
import { capitalised, changeWords, figureWords, leftOutWords, listWords } from '../words.ts';
import { QualityIcon } from './Icons.tsx';
import { Sparkline } from './Sparkline.tsx';
import { StatusTag } from './StatusTag.tsx';
import { AssuranceWords, VariationWords } from './VariationWords.tsx';

export interface TileProps {
  indicator: Indicator;
  row: OverviewRow;
  /** A file that would bring it up to date is late. */
  isLate: boolean;
}

/** An indicator at a glance. */
export function Tile({ indicator, row, isLate }: TileProps) {
  return (
    <li class={`tile tile-${row.status}`}>
      <h3>
        <a href={indicatorAddress(indicator.id, { area: row.area })}>{indicator.title}</a>
      </h3>
      <Figure indicator={indicator} row={row} isLate={isLate} />
      {row.latest === null ? (
        <span />
      ) : (
        <Sparkline unit={indicator.unit} points={row.trend.points} target={likeTarget(row)} />
      )}
      <p class="tile-target">{row.target ? `Target ${row.target.text}` : 'No target agreed'}</p>
      <p class="tile-signs">
        <StatusTag status={row.status} />
        {row.variation && <VariationWords variation={row.variation} />}
        {row.assurance && <AssuranceWords assurance={row.assurance} />}
      </p>
    </li>
  );
}

function Figure({ indicator, row, isLate }: TileProps) {
  const { latest, previous } = row;
  if (latest === null)
    return <p class="tile-figure tile-waiting">No file with these figures has arrived yet.</p>;
  const known = latest.value !== null;
  return (
    <div class="tile-figure">
      <p>
        <strong class={known ? 'tile-value' : 'tile-value tile-value-none'}>
          {figureWords(indicator.unit, latest)}
        </strong>{' '}
        <span class="when">{pointPeriodWords(latest)}</span>
      </p>
      <p class="change">{changeWords(indicator.unit, latest, previous)}</p>
      <Quality latest={latest} isLate={isLate} />
    </div>
  );
}

/** What keeps the figure from being the last word. */
function Quality({ latest, isLate }: { latest: Point; isLate: boolean }) {
  const marks = [
    ...(latest.complete ? [] : ['period not over']),
    ...(isLate ? ['newer data are late'] : []),
    ...(latest.quarantined > 0 ? [leftOutWords(latest)] : []),
  ];
  if (marks.length === 0) return null;
  return (
    <p class="tile-quality">
      <QualityIcon />
      {capitalised(listWords(marks))}
    </p>
  );
}

/** The target, where the small picture has the same grain as the figure. */
function likeTarget({ grain, trend, target }: OverviewRow): number | null {
  return grain === trend.grain ? (target?.value ?? null) : null;
}
