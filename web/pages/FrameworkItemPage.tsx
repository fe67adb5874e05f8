import { frameworkAddress, planAddress } from '../addresses.ts';
import { Attention } from '../components/Attention.tsx';
import { mattersOf } from '../components/attention.ts';
import { Breadcrumb } from '../components/Breadcrumb.tsx';
import { FilterForm } from '../components/Filters.tsx';
import { Freshness } from '../components/Freshness.tsx';
import { MilestoneList } from '../components/Milestones.tsx';
import { planWords, pressingSteps, stepsOf } from '../components/milestones.ts';
import { chosenRows } from '../components/overviewChoice.ts';
import { Page } from '../components/Page.tsx';
import { ShownIndicators } from '../components/ShownIndicators.tsx';
import { indicatorCount, TallyBar, TallyKey, tallyOf, tallyWords } from '../components/Tally.tsx';
import type { FrameworkItemProps } from '../props/overview.ts';
import { areaTitle } from '../words.ts';

const CONCERNS_SHOWN = 4;
const STEPS_SHOWN = 6;

/** A bee, an ambition, an area for improvement or an outcome, and the indicators that serve it. */
export function FrameworkItemPage(props: FrameworkItemProps) {
  const { frame, framework: id, item, overview, arrivals } = props;
  const { partnership } = frame.catalogue;
  const framework = partnership.frameworks[id];
  const found = framework?.items.find((one) => one.id === item);
  const title = found?.title ?? item;
  const shown = chosenRows(frame.catalogue, overview.rows, {
    ...{ item: { framework: id, id: item }, status: null, tier: null, special: false, q: '' },
  });
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
      <Freshness snapshot={frame.snapshot} />
      <FilterForm action={frameworkAddress(id, item)} partnership={partnership} area={overview.area} />
      {shown.length === 0 ? (
        <p class="lede">No indicator has been mapped to this {framework?.item ?? 'item'} yet.</p>
      ) : (
        <Standing {...props} shown={shown} />
      )}
      <ItsMilestones {...props} />
      {shown.length > 0 && (
        <section id="indicators" aria-labelledby="its-indicators">
          <h2 id="its-indicators">Its indicators</h2>
          <ShownIndicators
            shown={shown}
            arrivals={arrivals}
            caption={`Figures of other indicators of ${title}`}
          />
        </section>
      )}
    </Page>
  );
}

function Standing({ frame, overview, shown }: FrameworkItemProps & { shown: ReturnType<typeof chosenRows> }) {
  const { partnership, indicators } = frame.catalogue;
  const rows = shown.map(({ row }) => row);
  const tally = tallyOf(rows);
  const { concerns } = mattersOf(indicators, rows);
  return (
    <div class="split">
      <Attention
        area={overview.area}
        matters={concerns.slice(0, CONCERNS_SHOWN).map((matter) => ({ ...matter, where: null }))}
        more={0}
        arrivals={{ regular: 0, late: [], waiting: new Set() }}
        calm="Nothing here is off track, and no figure is getting worse beyond its usual range."
      />
      <section class="stand" aria-labelledby="stand">
        <h2 id="stand">How it stands in {areaTitle(partnership, overview.area)}</h2>
        <p>
          {indicatorCount(tally)}: {tallyWords(tally)}.
        </p>
        <TallyBar tally={tally} />
        <TallyKey />
      </section>
    </div>
  );
}

/** The plan's steps for an area for improvement that are still to be taken, late ones first. */
function ItsMilestones({ frame, overview, actions, today }: FrameworkItemProps) {
  if (actions.length === 0) return null;
  const steps = stepsOf(actions);
  const context = { catalogue: frame.catalogue, rows: overview.rows, today };
  const { late, soon } = pressingSteps(steps, today);
  const pressing = [...late, ...soon];
  return (
    <section aria-labelledby="milestones">
      <h2 id="milestones">What is being done</h2>
      <p>{planWords(steps, today)}</p>
      {pressing.length > 0 && <MilestoneList steps={pressing.slice(0, STEPS_SHOWN)} context={context} />}
      <p class="onward">
        <a href={planAddress()}>The whole plan</a>
      </p>
    </section>
  );
}
