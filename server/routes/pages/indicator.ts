import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Indicator } from '../../../indicators/schema.ts';
import type { Grain } from '../../../indicators/series.ts';
import { lateBehind } from '../../../web/components/overview/attention.ts';
import { hasFigures, IndicatorPage } from '../../../web/pages/IndicatorPage.tsx';
import type { ChartSize } from '../../../web/props/charts.ts';
import { chartData, svgChart } from '../../charts.ts';
import { areaCalled, breakdownFor, grainFor, indicatorCalled } from '../../lookup.ts';
import { dayOf, pageFrame, sendPage } from '../../page.ts';
import { parse } from '../../parse.ts';
import { arrivalsOf } from '../../queries/arrivals.ts';
import { breakdownsOf } from '../../queries/broken-down.ts';
import { behindTheFigure } from '../../queries/files.ts';
import { lineageIfKept } from '../../queries/lineage.ts';
import { overviewRowOf } from '../../queries/overview.ts';
import { responsesTo } from '../../queries/responses.ts';
import { areaParameter, grainParameter } from '../parameters.ts';

const params = z.object({ id: z.string() });
const query = z.object({
  area: areaParameter,
  grain: grainParameter,
  breakdown: z.string().optional(),
});

/** @param now what day it is, for what is late */
export async function indicatorPage(app: FastifyInstance, { now }: { now: () => Date }): Promise<void> {
  app.get('/indicators/:id', { config: { needs: 'figures' } }, async (request, reply) => {
    const { figures } = request;
    const { catalogue } = figures.snapshot;
    const wanted = parse(query, request.query);
    const indicator = indicatorCalled(catalogue, parse(params, request.params).id);
    const area = areaCalled(catalogue, wanted.area);
    const by = wanted.breakdown ? breakdownFor(indicator, wanted.breakdown) : indicator.breakdowns[0];
    const today = dayOf(request, now());
    const row = await overviewRowOf(figures, indicator, area);
    const grain = isHiddenGrain(request, indicator, wanted.grain)
      ? row.trend.grain
      : grainFor(indicator, wanted.grain ?? row.trend.grain);
    const [data, files, arrivals, lineage, responses] = await Promise.all([
      chartData(figures, { indicator, area, grain, by }),
      behindTheFigure(figures, indicator),
      arrivalsOf(figures, today),
      lineageIfKept(figures, indicator, area, row.latest),
      responsesTo(figures, indicator, area, today),
    ]);
    const frame = pageFrame(request);
    const draw = (size: ChartSize) =>
      svgChart(figures, { indicator, area, grain, kind: 'trend', size }, data);
    const trend = hasFigures(data) ? { wide: await draw('wide'), narrow: await draw('narrow') } : null;
    return sendPage(reply, IndicatorPage, {
      ...data,
      ...{ frame, row, trend, files, lineage, responses, today },
      late: lateBehind(indicator, catalogue, arrivals.late),
      unlike: arrivals.unlike[indicator.id] ?? [],
      breakdowns: breakdownsOf(indicator, catalogue),
    });
  });
}

/** A grain that the indicator has, though not for this reader: an address that somebody else passed on. */
function isHiddenGrain({ lease }: FastifyRequest, { id, grains }: Indicator, wanted?: Grain): boolean {
  if (!wanted || grains.includes(wanted)) return false;
  const whole = lease?.snapshot.catalogue.indicators.find((one) => one.id === id);
  return whole?.grains.includes(wanted) ?? false;
}
