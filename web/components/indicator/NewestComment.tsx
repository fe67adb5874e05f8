import { COUNTY } from '../../../indicators/areas.ts';
import { dateWords, periodWords } from '../../../indicators/period-words.ts';
import { dayAfter, parsePeriod, periodsOn } from '../../../indicators/periods.ts';
import type { Comment } from '../../../indicators/plan.ts';
import type { OverviewRow } from '../../../indicators/series.ts';
import type { IndicatorProps } from '../../props/indicator.ts';

/** How much of a comment stands at the head of the page, in letters; its first sentence always. */
const SHORT = 170;

/** What is said about the latest figure by those who know it, in short; the whole is further down. */
export function NewestComment({ series, row, responses: { comments, decisions } }: IndicatorProps) {
  const comment = recentComment(comments, series.area, row);
  if (!comment) return null;
  return (
    <div class="callout">
      <p>{inShort(comment.text)}</p>
      <p class="quiet">
        {comment.author_role}, {dateWords(comment.written_on)}, about {periodWords(comment.period)}.{' '}
        <a href="#commentary">All comments{decisions.length > 0 && ' and decisions'}</a>
      </p>
    </div>
  );
}

/** The newest that is about the area's latest figure, or about the one before. */
export function recentComment(comments: Comment[], shown: string, row: OverviewRow): Comment | null {
  const comment = comments.find(({ area }) => (area ?? COUNTY) === shown);
  return comment && isRecent(comment, row) ? comment : null;
}

function isRecent({ period }: Comment, { latest, grain }: OverviewRow): boolean {
  const about = parsePeriod(period);
  if (!about || !latest) return false;
  const lastBefore = periodsOn(dayAfter(latest.start, -1)).map(parsePeriod);
  const before = lastBefore.find((one) => one?.grain === grain) ?? latest;
  return about.end >= before.start;
}

/** A full stop after these, or after an initial, ends no sentence. */
const ABBREVIATIONS = 'approx|ca|cf|Dr|e\\.g|etc|i\\.e|incl|Mr|Mrs|Ms|Prof|St|vs|\\p{Lu}';
const SENTENCE_END = new RegExp(`(?<=[.!?])(?<!\\b(?:${ABBREVIATIONS})\\.)\\s+(?=\\p{Lu})`, 'u');

/** Its first sentences. */
export function inShort(text: string): string {
  const [first = '', ...others] = text.split(SENTENCE_END);
  let short = first;
  for (const sentence of others) {
    if (short.length + sentence.length > SHORT) return `${short} …`;
    short = `${short} ${sentence}`;
  }
  return short;
}
