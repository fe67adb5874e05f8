import { AreasSection } from '../components/indicator/AreasSection.tsx';
import { BehindIt } from '../components/indicator/BehindIt.tsx';
import { BreakdownSection } from '../components/indicator/BreakdownSection.tsx';
import { Commentary, nothingSaidWords } from '../components/indicator/Commentary.tsx';
import { DoneAboutIt, nothingDoneWords } from '../components/indicator/DoneAboutIt.tsx';
import { Expectations, Responsibility } from '../components/indicator/IndicatorFacts.tsx';
import { IndicatorHead } from '../components/indicator/IndicatorHead.tsx';
import { NoFigures } from '../components/indicator/NoFigures.tsx';
import { TrendSection } from '../components/indicator/TrendSection.tsx';
import { WhatItServes } from '../components/indicator/WhatItServes.tsx';
import { Page } from '../components/page/Page.tsx';
import type { IndicatorProps } from '../props/indicator.ts';
import { isComparable, titleWithArea } from '../words.ts';

/** Whether there is a trend to draw. */
export function hasFigures({
  indicator,
  series,
  county,
}: Pick<IndicatorProps, 'indicator' | 'series' | 'county'>): boolean {
  const behind = isComparable(indicator.unit) ? county.points : [];
  return [...series.points, ...behind].some(({ value }) => value !== null);
}

/** One indicator in the order a leader reads: how it stands, whether that is real, where, for whom, what is done about
 *  it, and what stands behind it. */
export function IndicatorPage(props: IndicatorProps) {
  const { frame, indicator, series } = props;
  const { partnership } = frame.catalogue;
  // Who is responsible stands beside the chart where there is room for it.
  const hasMuchBeside = series.benchmarks.length > 0;
  return (
    <Page frame={frame} title={titleWithArea(indicator.title, partnership, series.area)}>
      <IndicatorHead {...props} />
      <div class="indicator-top">
        {hasFigures(props) ? <TrendSection {...props} /> : <NoFigures {...props} />}
        <div class="indicator-side">
          <Expectations indicator={indicator} series={series} county={partnership.county} />
          {!hasMuchBeside && <Responsibility indicator={indicator} />}
        </div>
      </div>
      <AreasSection {...props} />
      <BreakdownSection {...props} />
      <Responses {...props} />
      <BehindIt {...props}>{hasMuchBeside && <Responsibility indicator={indicator} />}</BehindIt>
      <WhatItServes indicator={indicator} partnership={partnership} />
    </Page>
  );
}

/** What is done and said about the figure, side by side; where there is neither, one line for both. */
function Responses(props: IndicatorProps) {
  const { decisions, actions, comments } = props.responses;
  if (decisions.length + actions.length + comments.length > 0)
    return (
      <div class="halves">
        <DoneAboutIt {...props} />
        <Commentary {...props} />
      </div>
    );
  return (
    <section class="done" aria-labelledby="done">
      <h2 id="done" class="bar">
        What is done and said about it
      </h2>
      <p class="quiet">
        {nothingDoneWords(props.series)} {nothingSaidWords(props.series)}
      </p>
    </section>
  );
}
