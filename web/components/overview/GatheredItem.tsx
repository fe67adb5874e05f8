import { howMany } from '../../words.ts';
import { HexIcon } from '../marks/Icons.tsx';
import type { Shown } from './overviewFilter.ts';

const NAMED = 3;

interface GatheredProps {
  tone: 'bad' | 'plain';
  /** What is said of all of them. */
  lead: string;
  gathered: Shown[];
  /** What is said of each, in brackets. */
  figureOf(shown: Shown): string;
  /** Where a page tells more of an indicator. */
  addressOf(shown: Shown): string;
  /** Where those are listed that are not named. */
  all?: string | undefined;
}

/** Several indicators in one sentence: "Still beyond their usual range: A (4,870), B (5,015), C (224) and two more." */
export function GatheredItem({ tone, lead, gathered, figureOf, addressOf, all }: GatheredProps) {
  const named = gathered.slice(0, NAMED);
  const more = gathered.length - named.length;
  return (
    <li>
      <HexIcon tone={tone} />
      <p>
        {lead}:{' '}
        {named.map((shown, index) => (
          <span key={shown.indicator.id}>
            {separator(index, gathered.length)}
            <a href={addressOf(shown)}>{shown.indicator.title}</a> ({figureOf(shown)})
          </span>
        ))}
        {more > 0 && ' and '}
        {more > 0 && (all ? <a href={all}>{moreWords(more)}</a> : moreWords(more))}.
      </p>
    </li>
  );
}

function separator(index: number, count: number): string {
  if (index === 0) return '';
  return index === count - 1 ? ' and ' : ', ';
}

function moreWords(count: number): string {
  return `${howMany(count)} more`;
}
