import { periodWords } from '../../../indicators/period-words.ts';
import type { CouncilPlace } from '../../../indicators/series.ts';
import { counted, howMany, ordinal } from '../../words.ts';

/** From the top, or "the second quarter" of a year would be understood. */
const QUARTERS = {
  1: 'top quarter',
  2: 'second quarter from the top',
  3: 'third quarter from the top',
  4: 'bottom quarter',
} as const;

/** "In 2024 the county was 68th of 150 councils, in the second quarter from the top. Of its ten statistical
 *  neighbours, four did better." */
export function councilWords(place: CouncilPlace, county: string): string {
  return [placeWords(place, county), neighbourWords(place)].filter(Boolean).join(' ');
}

function placeWords({ period, place, of, quartile, isBest }: CouncilPlace, county: string): string {
  const councils = `of ${counted(of, 'council')}, in the ${QUARTERS[quartile]}`;
  if (isBest) return `In ${periodWords(period)} ${county} was ${ordinal(place)} ${councils}.`;
  const highest = place === 1 ? 'the highest' : `the ${ordinal(place)} highest`;
  return `In ${periodWords(period)} ${county} had ${highest} figure ${councils}.`;
}

/** A neighbour without a figure is in none of the numbers. */
function neighbourWords({ place, isBest, neighbours }: CouncilPlace): string {
  const known = neighbours.flatMap((neighbour) => neighbour.place ?? []);
  if (known.length === 0) return '';
  const before = known.filter((other) => other < place).length;
  const all = `its ${howMany(neighbours.length)} statistical ${neighbours.length === 1 ? 'neighbour' : 'neighbours'}`;
  const whose =
    known.length === neighbours.length
      ? all
      : `the ${howMany(known.length)} of ${all} that ${known.length === 1 ? 'has' : 'have'} a figure`;
  return `Of ${whose}, ${howMany(before)} ${isBest ? 'did better' : 'had a higher one'}.`;
}
