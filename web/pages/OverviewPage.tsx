import { Attention } from '../components/Attention.tsx';
import { FilterForm } from '../components/Filters.tsx';
import { FrameworkList } from '../components/FrameworkList.tsx';
import { Freshness } from '../components/Freshness.tsx';
import { fitsComb, Honeycomb } from '../components/Honeycomb.tsx';
import { IndicatorTable } from '../components/IndicatorTable.tsx';
import { Page } from '../components/Page.tsx';
import { TallyKey } from '../components/Tally.tsx';
import { Tiles } from '../components/Tiles.tsx';
import type { Frame, OverviewProps } from '../props.ts';
import { areaName } from '../words.ts';

const QUESTION = 'How are we doing for children and young people with SEND?';

/** A board's first page: the question, what needs attention, the bees, the tiles. */
export function OverviewPage({ frame, overview }: OverviewProps) {
  const { partnership, indicators } = frame.catalogue;
  const headline = new Set(indicators.filter(({ tier }) => tier === 'headline').map(({ id }) => id));
  const others = overview.rows.filter(({ indicator }) => !headline.has(indicator));
  return (
    <Page frame={frame} title="Overview">
      <h1>{QUESTION}</h1>
      <Freshness snapshot={frame.snapshot} />
      <FilterForm action="/" partnership={partnership} area={overview.area} />
      {overview.area !== 'county' && <p class="shown">Showing {areaName(partnership, overview.area)}.</p>}
      <div class="split">
        <Attention indicators={indicators} rows={overview.rows} />
        <Summary frame={frame} overview={overview} />
      </div>
      <section id="indicators" aria-labelledby="headline">
        <h2 id="headline">Headline indicators</h2>
        <Tiles
          indicators={indicators}
          rows={overview.rows.filter(({ indicator }) => headline.has(indicator))}
        />
      </section>
      {others.length > 0 && (
        <section aria-labelledby="others">
          <h2 id="others">Other indicators</h2>
          <IndicatorTable caption="Other indicators" indicators={indicators} rows={others} />
        </section>
      )}
    </Page>
  );
}

/** The framework that a partnership leads with, as a comb where its titles are short enough. */
function Summary({ frame, overview }: { frame: Frame; overview: OverviewProps['overview'] }) {
  const { partnership, indicators } = frame.catalogue;
  const { frameworks } = partnership;
  const id = frameworks.bees ? 'bees' : frameworks.outcomes ? 'outcomes' : 'ambitions';
  const framework = frameworks[id];
  if (!framework) return null;
  const props = { id, framework, indicators, rows: overview.rows, area: overview.area } as const;
  return (
    <section class="summary" aria-labelledby="framework">
      <h2 id="framework">{framework.title}</h2>
      {fitsComb(framework) ? <Honeycomb {...props} /> : <FrameworkList {...props} />}
      <TallyKey />
    </section>
  );
}
