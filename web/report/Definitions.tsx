import { POLARITY_WORDS } from '../../indicators/words.ts';
import { Part } from './Part.tsx';
import { anchor, type ReportEntry } from './report.ts';

/** What each indicator of the report means, and where the promise to watch it was made. */
export function ReportDefinitions({ number, entries }: { number: string; entries: ReportEntry[] }) {
  return (
    <Part number={number} title="Definitions" kind="definitions">
      <HowToRead />
      <dl class="pack-definitions">
        {entries.map(({ number: place, indicator }) => (
          <div key={place}>
            <dt>
              <a href={`#${anchor(place)}`}>
                {place} {indicator.title}
              </a>
            </dt>
            <dd>
              {indicator.definition} {POLARITY_WORDS[indicator.polarity]}.{' '}
              <span class="source">
                {indicator.owner}. {indicator.sources.join('; ')}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </Part>
  );
}

function HowToRead() {
  return (
    <p>
      <strong>Met</strong>: the target is reached. <strong>On track</strong>: on or ahead of the straight line
      from the baseline to the target. <strong>Off track</strong>: behind it. The <strong>usual range</strong>{' '}
      is where chance alone keeps a figure from month to month; a <strong>real change</strong> is more than
      chance would explain.
    </p>
  );
}
