import type { Area } from '../../indicators/partnership-schema.ts';
import type { Overview } from '../../indicators/series.ts';
import { areaAddress } from '../addresses.ts';
import { Breadcrumb } from '../components/Breadcrumb.tsx';
import { Freshness } from '../components/Freshness.tsx';
import { Page } from '../components/Page.tsx';
import { indicatorCount, TallyBar, TallyKey, tallyOf, tallyWords } from '../components/Tally.tsx';
import type { AreaIndexProps } from '../props.ts';
import { areaLabel } from '../words.ts';

/** All localities, and how their indicators stand. */
export function AreaIndexPage({ frame, overviews }: AreaIndexProps) {
  const { partnership } = frame.catalogue;
  return (
    <Page frame={frame} title="Areas">
      <Breadcrumb crumbs={[{ text: 'Overview', href: '/' }]} />
      <h1>The {partnership.locality}s, beside one another</h1>
      <Freshness snapshot={frame.snapshot} />
      <TallyKey />
      <ul class="items">
        {partnership.areas.map((area) => (
          <AreaItem key={area.id} area={area} overview={overviews.find((one) => one.area === area.id)} />
        ))}
      </ul>
    </Page>
  );
}

interface AreaItemProps {
  area: Area;
  overview: Overview | undefined;
}

function AreaItem({ area, overview }: AreaItemProps) {
  const tally = tallyOf(overview?.rows ?? []);
  return (
    <li>
      <div>
        <h2>
          <a href={areaAddress(area.id)}>{areaLabel(area)}</a>
        </h2>
      </div>
      <div class="items-tally">
        <TallyBar tally={tally} />
        <p class="quiet">
          {indicatorCount(tally)}: {tallyWords(tally)}
        </p>
      </div>
    </li>
  );
}
