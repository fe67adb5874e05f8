import { overviewAddress } from '../addresses.ts';
import { Attention, GoingWell } from '../components/overview/Attention.tsx';
import { CompactList } from '../components/overview/CompactList.tsx';
import { monthsOld } from '../components/overview/dataQuality.ts';
import { FirstFiles } from '../components/overview/FirstFiles.tsx';
import { FrameworkSummary } from '../components/overview/FrameworkSummary.tsx';
import { LatePlan } from '../components/overview/LatePlan.tsx';
import { AreaForm, FullForm, NarrowForm } from '../components/overview/OverviewFilters.tsx';
import { asTiles, isNarrowed, shownOf, thatFit } from '../components/overview/overviewFilter.ts';
import { ResultLine, Results, resultWords } from '../components/overview/Results.tsx';
import { Tiles } from '../components/overview/Tiles.tsx';
import { Freshness } from '../components/page/Freshness.tsx';
import { Page } from '../components/page/Page.tsx';
import type { OverviewProps } from '../props/overview.ts';
import { areaTitle, counted, titleWithArea } from '../words.ts';

const QUESTION = 'How are we doing for children and young people with SEND?';

/** A board's first page; or, once something is asked for, the indicators that fit. */
export function OverviewPage(props: OverviewProps) {
  return isNarrowed(props.filter) ? <Found {...props} /> : <Summary {...props} />;
}

/** The question, what needs attention, the bees, the headline tiles. */
function Summary({ frame, overview, filter, arrivals, standings, plan, today }: OverviewProps) {
  const { catalogue } = frame;
  const { partnership, indicators } = catalogue;
  const { area, rows } = overview;
  const headline = thatFit(shownOf(indicators, rows), { ...filter, tier: 'headline' });
  const { tiles, inShort } = asTiles(headline);
  const dataTo = frame.snapshot.data_to;
  const old = headline.filter(({ row }) => monthsOld(row, dataTo) > 0);
  return (
    <Page frame={frame} title={titleWithArea('Overview', partnership, area)}>
      <h1>{QUESTION}</h1>
      {area !== 'county' && <p class="shown">{areaTitle(partnership, area)}</p>}
      <Freshness snapshot={frame.snapshot} arrivals={arrivals} old={old} />
      <AreaForm partnership={partnership} filter={filter} />
      <div class="split">
        <div class="stack">
          <Attention
            {...{ catalogue, rows, arrivals, standings, today }}
            more={{
              offTrack: overviewAddress({ area, status: 'off_track' }),
              changing: overviewAddress({ area, special: 'on' }),
              inDoubt: overviewAddress({ area, status: 'in_doubt' }),
            }}
          >
            <LatePlan plan={plan} today={today} />
          </Attention>
          <FirstFiles frame={frame} rows={rows} />
        </div>
        <div class="stack">
          <FrameworkSummary frame={frame} overview={overview} />
          <GoingWell {...{ catalogue, rows }} all={overviewAddress({ area, status: 'met' })} />
        </div>
      </div>
      <section id="indicators" aria-labelledby="headline">
        <h2 id="headline">Headline indicators</h2>
        <NarrowForm partnership={partnership} filter={filter} level={overview.level} />
        <Tiles indicators={indicators} rows={tiles.map(({ row }) => row)} behind={{ arrivals, dataTo }} />
        {inShort.length > 0 && (
          <div class="in-short">
            <h3>{counted(inShort.length, 'more headline indicator')} without a target or a real change</h3>
            <CompactList shown={inShort} headed />
          </div>
        )}
        <p class="all-link">
          <a href={overviewAddress({ area, tier: 'all' })} data-live>
            All {counted(rows.length, 'indicator')}
          </a>
        </p>
      </section>
    </Page>
  );
}

function Found({ frame, overview, filter, arrivals }: OverviewProps) {
  const { catalogue } = frame;
  const found = thatFit(shownOf(catalogue.indicators, overview.rows), filter);
  return (
    <Page frame={frame} title={resultWords({ catalogue, overview, filter, found })}>
      <h1>Find indicators</h1>
      <Freshness snapshot={frame.snapshot} arrivals={arrivals} />
      <FullForm partnership={catalogue.partnership} filter={filter} level={overview.level} />
      <ResultLine {...{ catalogue, overview, filter, found }} />
      <Results {...{ catalogue, overview, filter, arrivals, found }} dataTo={frame.snapshot.data_to} />
    </Page>
  );
}
