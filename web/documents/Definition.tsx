import type { ComponentChildren } from 'preact';
import { groupWords } from '../../indicators/breakdowns.ts';
import { countingWords } from '../../indicators/counting-words.ts';
import { frameworkIds } from '../../indicators/frameworks.ts';
import type { FrameworkId, Partnership } from '../../indicators/partnership-schema.ts';
import { dateWords, periodWords } from '../../indicators/period-words.ts';
import type { Catalogue, Indicator } from '../../indicators/schema.ts';
import { targetText } from '../../indicators/targets.ts';
import {
  comparatorNames,
  GRAIN_WORDS,
  POLARITY_WORDS,
  spokenUnit,
  targetWords,
  UNIT_WORDS,
  uncapitalised,
} from '../../indicators/words.ts';
import { capitalised, listWords } from '../words.ts';

const TIER_WORDS: Record<Indicator['tier'], string> = {
  headline: 'Headline: on the board’s first page',
  core: 'Core',
  supporting: 'Supporting',
};

interface DefinitionProps {
  indicator: Indicator;
  catalogue: Catalogue;
}

/** All that the catalogue says of one indicator. */
export function Definition({ indicator, catalogue }: DefinitionProps) {
  return (
    <article id={indicator.id}>
      <h3>{indicator.title}</h3>
      <p>{indicator.definition}</p>
      <DefinitionFacts indicator={indicator} catalogue={catalogue} />
    </article>
  );
}

/** All but its title and its definition. */
export function DefinitionFacts({ indicator, catalogue }: DefinitionProps) {
  const { partnership } = catalogue;
  const { baseline, standard } = indicator;
  const unit = spokenUnit(indicator);
  return (
    <>
      <p>
        <strong>Why it matters.</strong> {indicator.why_it_matters}
      </p>
      <dl>
        <Fact term="Figure">
          {capitalised(UNIT_WORDS[unit])}. {POLARITY_WORDS[indicator.polarity]}.
        </Fact>
        <Fact term="How it is counted">{countingWords(indicator, catalogue)}</Fact>
        <Fact term="Figures for each">{grainWords(indicator)}</Fact>
        <Fact term="Broken down by">{breakdownWords(indicator, catalogue)}</Fact>
        <Fact term="Tier">{TIER_WORDS[indicator.tier]}</Fact>
        {frameworkIds(partnership).map((id) => (
          <Fact key={id} term={partnership.frameworks[id]?.title ?? id}>
            {itemTitles(indicator, partnership, id)}
          </Fact>
        ))}
        <Fact term="Actions of the plan">{listWords(indicator.actions)}</Fact>
        <Fact term="Baseline">
          {baseline && (
            <Sourced source={baseline.source}>
              {targetWords(unit, baseline.value)} in {periodWords(baseline.period)}
            </Sourced>
          )}
        </Fact>
        <Facts term="Target">
          {indicator.targets.map((target) => (
            <Sourced key={target.by} source={target.source} note={target.note}>
              {targetText(indicator, target)}
            </Sourced>
          ))}
        </Facts>
        <Fact term="The law">
          {standard && <Sourced source={standard.source}>{targetWords(unit, standard.value)}</Sourced>}
        </Fact>
        <Facts term="Compared with">{benchmarkFacts(indicator, catalogue)}</Facts>
        <Facts term="Usual range anew from">
          {indicator.rebase.map(({ from, why }) => `${dateWords(from)}: ${why}`)}
        </Facts>
        <Fact term="Who answers for it">{indicator.owner}</Fact>
        <Facts term="Where it was promised">{indicator.sources}</Facts>
        <Fact term="Note">{indicator.note}</Fact>
        <Fact term="To be reviewed by">{dateWords(indicator.review_by)}</Fact>
        <Fact term="Known as">{indicator.id}</Fact>
      </dl>
    </>
  );
}

/** Left out where there is nothing to say. */
function Fact({ term, children }: { term: string; children: ComponentChildren }) {
  return children ? <Facts term={term}>{[children]}</Facts> : null;
}

function Facts({ term, children }: { term: string; children: ComponentChildren[] }) {
  if (children.length === 0) return null;
  return (
    <>
      <dt>{term}</dt>
      {children.map((child, index) => (
        <dd key={index}>{child}</dd>
      ))}
    </>
  );
}

interface SourcedProps {
  source: string;
  note?: string | undefined;
  children: ComponentChildren;
}

function Sourced({ source, note, children }: SourcedProps) {
  return (
    <>
      {children} <span class="source">({source})</span>
      {note && `. ${note}`}
    </>
  );
}

function grainWords({ grains }: Indicator): string {
  return listWords(grains.map((grain) => GRAIN_WORDS[grain].toLowerCase()));
}

function breakdownWords(indicator: Indicator, catalogue: Catalogue): string {
  return listWords(
    indicator.breakdowns.map((by) => uncapitalised(groupWords(indicator, by, catalogue).label)),
  );
}

function itemTitles(indicator: Indicator, { frameworks }: Partnership, id: FrameworkId): string {
  const items = frameworks[id]?.items ?? [];
  return listWords(items.filter((item) => indicator[id].includes(item.id)).map(({ title }) => title));
}

function benchmarkFacts(indicator: Indicator, { partnership, extracts }: Catalogue) {
  const names = comparatorNames(partnership.region);
  return indicator.benchmarks.map((benchmark) => {
    if ('extract' in benchmark) {
      const source = extracts.find(({ name }) => name === benchmark.extract)?.source ?? benchmark.extract;
      const whom = listWords(benchmark.comparators.map((comparator) => names[comparator] ?? comparator));
      return (
        <Sourced key={whom} source={source}>
          {whom}
        </Sourced>
      );
    }
    const { comparator, period, value, source } = benchmark;
    return (
      <Sourced key={`${comparator} ${period}`} source={source}>
        {names[comparator] ?? comparator}: {targetWords(spokenUnit(indicator), value)} in{' '}
        {periodWords(period)}
      </Sourced>
    );
  });
}
