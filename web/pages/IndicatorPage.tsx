import type { AreasCompared } from '../../indicators/series.ts';
import { periodWords, pointPeriodWords } from '../../indicators/words.ts';
import { indicatorAddress } from '../addresses.ts';
import { Awaiting } from '../components/Awaiting.tsx';
import { FrameworkBadges } from '../components/Badges.tsx';
import { BehindLatest } from '../components/BehindLatest.tsx';
import { Breadcrumb } from '../components/Breadcrumb.tsx';
import { ChartFigure } from '../components/ChartFigure.tsx';
import { Downloads } from '../components/Downloads.tsx';
import { AreasTable, AreaTrendsTable, TrendTable } from '../components/FigureTables.tsx';
import { FilterForm } from '../components/Filters.tsx';
import { BehindFigures, Expectations, Responsibility, Sources } from '../components/IndicatorFacts.tsx';
import { indicatorCrumbs } from '../components/indicatorCrumbs.ts';
import { Page } from '../components/Page.tsx';
import { StatusTag } from '../components/StatusTag.tsx';
import { AssuranceWords, VariationWords } from '../components/VariationWords.tsx';
import type { IndicatorProps } from '../props.ts';
import { areaTitle, capitalised, leftOutWords } from '../words.ts';

/** One indicator: its sentence, its trend, its areas, and what stands behind it. */
export function IndicatorPage(props: IndicatorProps) {
  const { frame, indicator, series, row } = props;
  const { partnership } = frame.catalogue;
  const hasFigures =
    series.points.some(({ value }) => value !== null) ||
    props.county.points.some(({ value }) => value !== null);
  return (
    <Page frame={frame} title={indicator.title}>
      <Breadcrumb crumbs={indicatorCrumbs(indicator, partnership)} />
      <h1>{indicator.title}</h1>
      {series.area !== 'county' && <p class="shown">{areaTitle(partnership, series.area)}</p>}
      <p class="lede">{row.sentence}</p>
      {row.latest && row.latest.quarantined > 0 && (
        <p class="left-out">
          {capitalised(pointPeriodWords(row.latest))}: {leftOutWords(row.latest)} until they are put right and
          sent again.
        </p>
      )}
      <p class="signs">
        <StatusTag status={row.status} />
        {row.variation && <VariationWords variation={row.variation} />}
        {row.assurance && <AssuranceWords assurance={row.assurance} />}
      </p>
      <FilterForm
        action={indicatorAddress(indicator.id)}
        partnership={partnership}
        area={series.area}
        grains={{ all: indicator.grains, chosen: series.grain }}
      />
      {hasFigures ? <Charts {...props} /> : <NoFigures {...props} />}
      <section class="serves" aria-labelledby="serves">
        <h2 id="serves">What it serves</h2>
        <FrameworkBadges indicator={indicator} partnership={partnership} />
      </section>
    </Page>
  );
}

function Charts(props: IndicatorProps) {
  const { frame, indicator, series, county, areas, areaSeries, row, files, lineage } = props;
  const { partnership } = frame.catalogue;
  const data = { indicator, partnership, series, county, areas, areaSeries };
  const inAreas = areaSeries.some(({ points }) => points.some(({ value }) => value !== null));
  return (
    <div class="indicator">
      <div class="indicator-main">
        <ChartFigure kind="trend" data={data} heading="Trend">
          <TrendTable {...data} />
        </ChartFigure>
        <Downloads indicator={indicator} filters={{ area: series.area, grain: series.grain }} />
        {inAreas && (
          <ChartFigure kind="area-trends" data={data} heading={`Each ${partnership.locality}`}>
            <AreaTrendsTable {...data} />
          </ChartFigure>
        )}
      </div>
      <div class="indicator-side">
        {inAreas && areas.areas.length > 0 && (
          <ChartFigure kind="areas" data={data} heading={areasHeading(areas)} beside>
            <AreasTable {...data} />
          </ChartFigure>
        )}
        <Responsibility indicator={indicator} />
        <Expectations indicator={indicator} series={series} county={partnership.county} />
      </div>
      <div class="indicator-foot">
        <div>
          <BehindLatest indicator={indicator} latest={row.latest} lineage={lineage} />
          <BehindFigures files={files} />
        </div>
        <Sources indicator={indicator} />
      </div>
    </div>
  );
}

function NoFigures({ frame, indicator, series, files }: IndicatorProps) {
  return (
    <>
      <Awaiting indicator={indicator} catalogue={frame.catalogue} />
      <div class="thirds">
        <Responsibility indicator={indicator} />
        <Expectations indicator={indicator} series={series} county={frame.catalogue.partnership.county} />
        <div>
          <BehindFigures files={files} />
          <Sources indicator={indicator} />
        </div>
      </div>
    </>
  );
}

function areasHeading({ period }: AreasCompared): string {
  return period === null ? 'Areas compared' : `Areas compared, ${periodWords(period)}`;
}
