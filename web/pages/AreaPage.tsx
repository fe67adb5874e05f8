import { areaAddress } from '../addresses.ts';
import { Attention, GoingWell } from '../components/Attention.tsx';
import { Breadcrumb } from '../components/Breadcrumb.tsx';
import { CompareTable } from '../components/CompareTable.tsx';
import { FrameworkSummary } from '../components/FrameworkSummary.tsx';
import { Freshness } from '../components/Freshness.tsx';
import { Page } from '../components/Page.tsx';
import { Tiles } from '../components/Tiles.tsx';
import type { AreaProps } from '../props.ts';
import { areaTitle } from '../words.ts';

/** A locality beside the county. */
export function AreaPage({ frame, area, overview, county }: AreaProps) {
  const { partnership, indicators } = frame.catalogue;
  const name = areaTitle(partnership, area);
  return (
    <Page frame={frame} title={name}>
      <Breadcrumb
        crumbs={[
          { text: 'Overview', href: '/' },
          { text: 'Areas', href: areaAddress() },
        ]}
      />
      <h1>{name}</h1>
      <Freshness snapshot={frame.snapshot} />
      <div class="split split-even">
        <Attention indicators={indicators} rows={overview.rows} />
        <div class="stack">
          <section aria-labelledby="beside">
            <h2 id="beside">Beside {partnership.county}</h2>
            <CompareTable
              indicators={indicators}
              partnership={partnership}
              area={area}
              overview={overview}
              county={county}
            />
          </section>
          <FrameworkSummary frame={frame} overview={overview} />
        </div>
      </div>
      <GoingWell indicators={indicators} rows={overview.rows} />
      <section id="indicators" aria-labelledby="its-indicators">
        <h2 id="its-indicators">Its indicators</h2>
        <Tiles
          indicators={indicators}
          rows={overview.rows}
          county={{ name: partnership.county, overview: county }}
        />
      </section>
    </Page>
  );
}
