import { pointPeriodWords } from '../../../indicators/period-words.ts';
import type { Point } from '../../../indicators/series.ts';
import { type SpokenUnit, valueWords } from '../../../indicators/words.ts';
import { SPARK_HEIGHT, SPARK_WIDTH, sparkPaths } from './sparkline.ts';

interface SparklineProps {
  unit: SpokenUnit;
  points: Point[];
  /** Where the points carry no target of their own. */
  target: number | null;
}

/** A small trend with its usual range and its target. */
export function Sparkline({ unit, points, target }: SparklineProps) {
  const known = points.filter(({ value }) => value !== null);
  if (known.length === 0) return <p class="spark spark-none">No figures to draw yet</p>;
  const { line, band, target: targetLine, last, dots, isThin } = sparkPaths(points, target, unit);
  return (
    <svg
      class="spark"
      viewBox={`0 0 ${SPARK_WIDTH} ${SPARK_HEIGHT}`}
      width={SPARK_WIDTH}
      height={SPARK_HEIGHT}
      fill="none"
      stroke="currentColor"
      role="img"
    >
      <title>{sparkWords(unit, known)}</title>
      {band !== '' && <path class="spark-band" d={band} />}
      {targetLine !== '' && <path class="spark-target" d={targetLine} />}
      <path class={isThin ? 'spark-line spark-thin' : 'spark-line'} d={line} />
      {dots.map(({ x, y }) => (
        <circle key={x} class="spark-last" cx={x.toFixed(1)} cy={y.toFixed(1)} r="2.5" />
      ))}
      {last && <circle class="spark-last" cx={last.x.toFixed(1)} cy={last.y.toFixed(1)} r="4" />}
    </svg>
  );
}

function sparkWords(unit: SpokenUnit, known: Point[]): string {
  const first = known[0];
  const last = known.at(-1);
  if (!first || !last) return '';
  const from = `${valueWords(unit, first.value ?? 0)} in ${pointPeriodWords(first)}`;
  if (first === last) return `One figure: ${from}`;
  return `Trend from ${from} to ${valueWords(unit, last.value ?? 0)} in ${pointPeriodWords(last)}`;
}
