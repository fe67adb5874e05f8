import { type Measure, marksOf, pictureWords, standingOf } from './profile.ts';

const WIDTH = 260;
const HEIGHT = 26;
const EDGE = 12;
const MIDDLE = WIDTH / 2;

interface ProfileMarkProps {
  measure: Measure;
  names: { area: string; county: string };
}

/** An area's figure with its interval against the county's line; the other areas as small strokes. */
export function ProfileMark({ measure, names }: ProfileMarkProps) {
  const marks = marksOf(measure);
  if (!marks) return null;
  const standing = standingOf(measure);
  const middle = HEIGHT / 2;
  return (
    <svg
      class={`mark stands-${standing}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={pictureWords(measure, names)}
    >
      {marks.others.map((other, index) => (
        <path key={index} class="mark-other" d={`M${at(other)} ${middle - 5}v10`} />
      ))}
      {marks.interval && (
        <path class="mark-interval" d={`M${at(marks.interval[0])} ${middle}H${at(marks.interval[1])}`} />
      )}
      <path class="mark-dot" d={shapeAt(standing, at(marks.value), middle)} />
    </svg>
  );
}

function at(place: number): number {
  return Math.round((MIDDLE + place * (MIDDLE - EDGE)) * 10) / 10;
}

function shapeAt(standing: string, x: number, y: number): string {
  switch (standing) {
    case 'better':
      return `M${x} ${y - 8}l8 14h-16z`;
    case 'worse':
      return `M${x} ${y + 8}l-8-14h16z`;
    case 'higher':
    case 'lower':
      return `M${x} ${y - 8}l8 8-8 8-8-8z`;
    default:
      return `M${x - 6} ${y}a6 6 0 1 0 12 0a6 6 0 1 0-12 0z`;
  }
}
