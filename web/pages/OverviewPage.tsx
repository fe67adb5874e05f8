import { Attention, GoingWell } from '../components/Attention.tsx';
import { FilterForm } from '../components/Filters.tsx';
import { FrameworkSummary } from '../components/FrameworkSummary.tsx';
import { Freshness } from '../components/Freshness.tsx';
import { IndicatorTable } from '../components/IndicatorTable.tsx';
import { Page } from '../components/Page.tsx';
import { Tiles } from '../components/Tiles.tsx';
import type { OverviewProps } from '../props.ts';
import { areaTitle } from '../words.ts';

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
      {overview.area !== 'county' && <p class="shown">Showing {areaTitle(partnership, overview.area)}.</p>}
      <div class="split">
        <Attention indicators={indicators} rows={overview.rows} />
        <FrameworkSummary frame={frame} overview={overview} />
      </div>
      <GoingWell indicators={indicators} rows={overview.rows} />
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
          <IndicatorTable caption="Figures of the other indicators" indicators={indicators} rows={others} />
        </section>
      )}
    </Page>
  );
}
