import { frameworkAddress, overviewAddress } from '../addresses.ts';
import { FilterForm } from '../components/forms/Filters.tsx';
import { rowsOf } from '../components/marks/Honeycomb.tsx';
import { indicatorCount, TallyBar, TallyKey, tallyOf, tallyWords } from '../components/marks/Tally.tsx';
import { Attention } from '../components/overview/Attention.tsx';
import { CompactList } from '../components/overview/CompactList.tsx';
import { mostPressingFirst, shownOf } from '../components/overview/overviewFilter.ts';
import { Tiles } from '../components/overview/Tiles.tsx';
import { Breadcrumb } from '../components/page/Breadcrumb.tsx';
import { Freshness } from '../components/page/Freshness.tsx';
import { Page } from '../components/page/Page.tsx';
import { ItemMilestones } from '../components/plan/ItemMilestones.tsx';
import type { FrameworkItemProps } from '../props/framework.ts';
import { areaTitle, titleWithArea } from '../words.ts';

/** A bee, an ambition, an area for improvement or an outcome: how it stands, what needs attention in it, its indicators
 *  and, where a plan is meant for it, the plan's milestones. */
export function FrameworkItemPage(props: FrameworkItemProps) {
  const { frame, framework: id, item, overview, arrivals, standings, today } = props;
  const { catalogue } = frame;
  const framework = catalogue.partnership.frameworks[id];
  const found = framework?.items.find((one) => one.id === item);
  const title = found?.title ?? item;
  const { area } = overview;
  const rows = rowsOf(id, item, catalogue.indicators, overview.rows);
  const parameter = `${id}:${item}`;
  return (
    <Page frame={frame} title={titleWithArea(title, catalogue.partnership, area)}>
      <Breadcrumb
        crumbs={[
          { text: 'Overview', href: '/' },
          { text: framework?.title ?? id, href: frameworkAddress(id) },
        ]}
      />
      <h1>{title}</h1>
      <p class="lede">{found?.description}</p>
      <Freshness snapshot={frame.snapshot} arrivals={arrivals} />
      {catalogue.partnership.areas.length > 0 && (
        <FilterForm action={frameworkAddress(id, item)} partnership={catalogue.partnership} area={area} />
      )}
      {rows.length === 0 ? (
        <p class="lede">No indicator has been mapped to this {framework?.item ?? 'item'} yet.</p>
      ) : (
        <div class="split">
          <Attention
            {...{ catalogue, rows, arrivals, standings, today }}
            more={{
              offTrack: overviewAddress({ area, item: parameter, status: 'off_track' }),
              changing: overviewAddress({ area, item: parameter, special: 'on' }),
              inDoubt: overviewAddress({ area, item: parameter, status: 'in_doubt' }),
            }}
          />
          <Stand rows={rows} place={areaTitle(catalogue.partnership, area)} />
        </div>
      )}
      <Indicators {...props} rows={rows} />
      <ItemMilestones {...props} />
    </Page>
  );
}

type Rows = FrameworkItemProps['overview']['rows'];

function Stand({ rows, place }: { rows: Rows; place: string }) {
  const tally = tallyOf(rows);
  return (
    <section class="stand" aria-labelledby="stand">
      <h2 id="stand">How it stands in {place}</h2>
      <p>
        {indicatorCount(tally)}: {tallyWords(tally)}.
      </p>
      <TallyBar tally={tally} />
      <TallyKey rows={rows} />
    </section>
  );
}

/** The headline ones as tiles, the rest a line each; what is off track first. */
function Indicators({ frame, arrivals, rows }: FrameworkItemProps & { rows: Rows }) {
  const { catalogue } = frame;
  const shown = mostPressingFirst(shownOf(catalogue.indicators, rows));
  const headline = shown.filter(({ indicator }) => indicator.tier === 'headline');
  const others = shown.filter(({ indicator }) => indicator.tier !== 'headline');
  return (
    <>
      {headline.length > 0 && (
        <section id="indicators" aria-labelledby="its-headline">
          <h2 id="its-headline">Headline indicators</h2>
          <Tiles
            indicators={catalogue.indicators}
            rows={headline.map(({ row }) => row)}
            behind={{ arrivals, dataTo: frame.snapshot.data_to }}
          />
        </section>
      )}
      {others.length > 0 && (
        <section aria-labelledby="its-others">
          <h2 id="its-others">{headline.length > 0 ? 'Other indicators' : 'Its indicators'}</h2>
          <CompactList shown={others} />
        </section>
      )}
    </>
  );
}
