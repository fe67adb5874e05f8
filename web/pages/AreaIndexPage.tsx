import type { Partnership } from '../../indicators/schema.ts';
import type { Overview } from '../../indicators/series.ts';
import { areaAddress } from '../addresses.ts';
import { Breadcrumb } from '../components/Breadcrumb.tsx';
import { Freshness } from '../components/Freshness.tsx';
import { Page } from '../components/Page.tsx';
import { indicatorCount, TallyBar, TallyKey, tallyOf, tallyWords } from '../components/Tally.tsx';
import type { AreaIndexProps } from '../props.ts';

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
        {partnership.areas.map(({ id, name }) => (
          <AreaItem key={id} area={id} name={name} overview={overviews.find(({ area }) => area === id)} />
        ))}
      </ul>
    </Page>
  );
}

interface AreaItemProps {
  area: Partnership['areas'][number]['id'];
  name: string;
  overview: Overview | undefined;
}

function AreaItem({ area, name, overview }: AreaItemProps) {
  const tally = tallyOf(overview?.rows ?? []);
  return (
    <li>
      <div>
        <h2>
          <a href={areaAddress(area)}>{name}</a>
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
