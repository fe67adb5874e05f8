import { COUNTY } from '../../../indicators/areas.ts';
import { dateWords, periodWords } from '../../../indicators/period-words.ts';
import type { Indicator } from '../../../indicators/schema.ts';
import type { Benchmark, Series } from '../../../indicators/series.ts';
import { isHeldToTargets, targetText } from '../../../indicators/targets.ts';
import { spokenUnit, targetWords, valueWords, wholeNumber } from '../../../indicators/words.ts';
import type { BehindTheFigure } from '../../props/indicator.ts';
import { capitalised, counted } from '../../words.ts';
import { councilWords } from './councilWords.ts';
import { FileName } from './FileName.tsx';

/** Who answers for the figure and why it is watched. */
export function Responsibility({ indicator }: { indicator: Indicator }) {
  return (
    <section class="facts">
      <h2>About this indicator</h2>
      <dl>
        <dt>Who is responsible</dt>
        <dd>{indicator.owner}</dd>
        <dt>Why it matters</dt>
        <dd>{indicator.why_it_matters}</dd>
        <dt>What is counted</dt>
        <dd>{indicator.definition}</dd>
      </dl>
    </section>
  );
}

interface ExpectationsProps {
  indicator: Indicator;
  /** The series on the page: whose it is, and who it stands beside. */
  series: Series;
  county: string;
}

/** Where it started, where it should be, what the law says and how others do. */
export function Expectations({ indicator, series, county }: ExpectationsProps) {
  const { baseline, targets, standard } = indicator;
  const unit = spokenUnit(indicator);
  const { benchmarks, councils } = series;
  const others = benchmarks.length > 0 || councils !== null;
  if (targets.length === 0 && !standard && !baseline && !others) return null;
  const countyAlone = targets.length > 0 && !isHeldToTargets(indicator, series.area);
  return (
    <section class="facts">
      <h2>What is expected</h2>
      {countyAlone && <p>Of {county} as a whole; no number was agreed for one area.</p>}
      <dl>
        {targets.length > 0 && <dt>Target</dt>}
        {targets.map((target) => (
          <dd key={target.by}>
            <strong>{targetText(indicator, target)}</strong>
            <Source text={target.source} note={target.note} />
          </dd>
        ))}
        {standard && <dt>The law</dt>}
        {standard && (
          <dd>
            <strong>{targetWords(unit, standard.value)}</strong>
            <Source text={standard.source} />
          </dd>
        )}
        {baseline && <dt>{series.area === COUNTY ? 'Baseline' : `${county}’s baseline`}</dt>}
        {baseline && (
          <dd>
            <strong>{targetWords(unit, baseline.value)}</strong> in {periodWords(baseline.period)}
            <Source text={baseline.source} />
          </dd>
        )}
        {others && <dt>How others do</dt>}
        {benchmarks.map((benchmark, index) => (
          <BenchmarkLine
            key={benchmark.comparator}
            indicator={indicator}
            benchmark={benchmark}
            isCited={benchmark.source !== benchmarks[index + 1]?.source}
          />
        ))}
        {councils && <dd>{councilWords(councils, county)}</dd>}
      </dl>
    </section>
  );
}

interface BenchmarkLineProps {
  indicator: Indicator;
  benchmark: Benchmark;
  /** Lines after one another that have one source name it once, below the last. */
  isCited: boolean;
}

function BenchmarkLine({ indicator, benchmark, isCited }: BenchmarkLineProps) {
  const last = benchmark.points.at(-1);
  if (!last) return null;
  const { councils, councils_with_data: withData } = last;
  const coverage =
    councils === null || withData === null ? '' : ` (${withData} of ${councils} neighbours have data)`;
  return (
    <dd>
      {capitalised(benchmark.label)}: <strong>{valueWords(spokenUnit(indicator), last.value)}</strong> in{' '}
      {periodWords(last.period)}
      {coverage}
      {isCited && <Source text={benchmark.source} />}
    </dd>
  );
}

function Source({ text, note }: { text: string; note?: string | undefined }) {
  return (
    <div class="source">
      {text}
      {note ? `. ${note}` : ''}
    </div>
  );
}

interface BehindFiguresProps {
  files: BehindTheFigure;
  opensFiles: boolean;
}

/** The deliveries that the figures rest on. */
export function BehindFigures({ files, opensFiles }: BehindFiguresProps) {
  if (files.extracts.length === 0) return null;
  return (
    <section class="facts">
      <h2>Files behind all its figures</h2>
      <dl>
        {files.extracts.map(({ name, title, files: count, rows, latest }) => [
          <dt key={name}>{title}</dt>,
          <dd key={`${name}-files`}>
            {count === 0 ? 'No file has arrived yet.' : `${counted(count, 'file')}, ${counted(rows, 'row')}.`}
            {latest && (
              <>
                {' '}
                The latest: <FileName file={latest} opens={opensFiles} />, received{' '}
                {dateWords(latest.received_at.slice(0, 10))}
                {latest.quarantined > 0 ? `, ${wholeNumber(latest.quarantined)} of its rows set aside` : ''}.
              </>
            )}
          </dd>,
        ])}
      </dl>
    </section>
  );
}

/** Where the promise to watch this measure was made. */
export function Sources({ indicator }: { indicator: Indicator }) {
  return (
    <section class="facts">
      <h2>Where it comes from</h2>
      <ul class="sources">
        {indicator.sources.map((source) => (
          <li key={source}>{source}</li>
        ))}
      </ul>
      {indicator.note && <p class="quiet">{indicator.note}</p>}
      <p class="quiet">Definition due for review by {dateWords(indicator.review_by)}.</p>
    </section>
  );
}
