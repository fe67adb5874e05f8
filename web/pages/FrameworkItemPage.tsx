import { frameworkAddress } from '../addresses.ts';
import { Breadcrumb } from '../components/Breadcrumb.tsx';
import { FilterForm } from '../components/Filters.tsx';
import { rowsOf } from '../components/Honeycomb.tsx';
import { Page } from '../components/Page.tsx';
import { indicatorCount, TallyBar, TallyKey, tallyOf, tallyWords } from '../components/Tally.tsx';
import { Tiles } from '../components/Tiles.tsx';
import type { FrameworkItemProps } from '../props.ts';
import { areaTitle } from '../words.ts';

/** A bee, an ambition or an area for improvement, and the indicators that serve it. */
export function FrameworkItemPage({ frame, framework: id, item, overview }: FrameworkItemProps) {
  const { partnership, indicators } = frame.catalogue;
  const framework = partnership.frameworks[id];
  const found = framework?.items.find((one) => one.id === item);
  const title = found?.title ?? item;
  const rows = rowsOf(id, item, indicators, overview.rows);
  const tally = tallyOf(rows);
  return (
    <Page frame={frame} title={title}>
      <Breadcrumb
        crumbs={[
          { text: 'Overview', href: '/' },
          { text: framework?.title ?? id, href: frameworkAddress(id) },
        ]}
      />
      <h1>{title}</h1>
      <p class="lede">{found?.description}</p>
      <FilterForm action={frameworkAddress(id, item)} partnership={partnership} area={overview.area} />
      <section class="stand" aria-labelledby="stand">
        <h2 id="stand">How it stands in {areaTitle(partnership, overview.area)}</h2>
        {rows.length === 0 ? (
          <p>No indicator has been mapped to this {framework?.item ?? 'item'} yet.</p>
        ) : (
          <>
            <p>
              {indicatorCount(tally)}: {tallyWords(tally)}.
            </p>
            <TallyBar tally={tally} />
            <TallyKey />
          </>
        )}
      </section>
      {rows.length > 0 && (
        <section id="indicators" aria-labelledby="its-indicators">
          <h2 id="its-indicators">Its indicators</h2>
          <Tiles indicators={indicators} rows={rows} />
        </section>
      )}
    </Page>
  );
}
