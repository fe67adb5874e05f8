import { dateWords, periodWords } from '../../../indicators/period-words.ts';
import type { Series } from '../../../indicators/series.ts';
import type { IndicatorProps } from '../../props/indicator.ts';
import { areaTitle, capitalised, counted } from '../../words.ts';

const IN_SIGHT = 4;

type Comments = IndicatorProps['responses']['comments'];

/** What those who know the figure say about it, the newest first, each with its period and the writer's post. */
export function Commentary({ frame, series, responses: { comments } }: IndicatorProps) {
  const { partnership } = frame.catalogue;
  const list = (some: Comments) => (
    <ul class="entries">
      {some.map(({ id, area, period, written_on, author_role, text }) => (
        <li key={id}>
          <p>
            <strong>
              {capitalised(periodWords(period))}
              {area !== null && area !== 'county' && `, ${areaTitle(partnership, area)}`}
            </strong>
          </p>
          <p class="said">{text}</p>
          <p class="quiet">
            {author_role}, {dateWords(written_on)}
          </p>
        </li>
      ))}
    </ul>
  );
  return (
    <section class="commentary" aria-labelledby="commentary">
      <h2 id="commentary" class="bar">
        What is said about it
      </h2>
      {comments.length === 0 && <p class="quiet">{nothingSaidWords(series)}</p>}
      {comments.length > 0 && list(comments.slice(0, IN_SIGHT))}
      {comments.length > IN_SIGHT && (
        <details>
          <summary>{counted(comments.length - IN_SIGHT, 'earlier comment')}</summary>
          {list(comments.slice(IN_SIGHT))}
        </details>
      )}
    </section>
  );
}

export function nothingSaidWords({ level }: Series): string {
  return level === 'protected'
    ? 'Comments are for those who see every figure: they may quote one that is hidden here.'
    : 'Nobody has commented on these figures yet.';
}
