import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CHART_KINDS, CHART_SIZES } from '../../web/props/charts.ts';
import { type ChartWanted, pngChart, svgChart, vegaChart, vegaLiteChart } from '../charts.ts';
import { areaCalled, breakdownFor, grainFor, indicatorCalled, trendGrain } from '../lookup.ts';
import { type About, JSON_TYPE } from '../openapi/about.ts';
import { ANSWERS } from '../openapi/answers.ts';
import { parse } from '../parse.ts';
import {
  areaParameter,
  grainParameter,
  indicatorParameter,
  snapshotParameter,
  toParameter,
} from './parameters.ts';

const params = z.object({ indicator: indicatorParameter });
const query = z.strictObject({
  kind: z.enum(CHART_KINDS).default('trend').describe('Through time, area by area, or group by group.'),
  size: z
    .enum(CHART_SIZES)
    .default('wide')
    .describe('How wide it is drawn: for a column, a phone, a page or a pack on paper.'),
  area: areaParameter,
  grain: grainParameter,
  breakdown: z
    .string()
    .optional()
    .describe('The groups that are drawn, by the catalogue’s “breakdowns”; the first of them unless said.'),
  to: toParameter,
  headed: z
    .literal('yes')
    .optional()
    .describe(
      'With its title, what it shows and its source written on it, to stand in a document. Of pictures.',
    ),
  snapshot: snapshotParameter,
});

const about = { params, query };
const drawn: About = {
  ...about,
  id: 'chartSvg',
  summary: 'A chart as SVG.',
  answer: { 'image/svg+xml': null },
};
const dots: About = { ...about, id: 'chartPng', summary: 'A chart as PNG.', answer: { 'image/png': null } };
const vegaLite: About = {
  ...about,
  id: 'chartVegaLite',
  summary: 'A chart as Vega-Lite.',
  answer: { [JSON_TYPE]: ANSWERS.Chart },
};
const vega: About = {
  ...about,
  id: 'chartVega',
  summary: 'A chart compiled to Vega.',
  answer: { [JSON_TYPE]: ANSWERS.Chart },
};

export async function chartRoutes(app: FastifyInstance): Promise<void> {
  app.get(
    '/charts/:indicator.svg',
    { config: { needs: 'figures', about: drawn } },
    async (request, reply) => {
      const wanted = chartWanted(request);
      const picture = await svgChart(request.figures, wanted);
      return named(reply, wanted, 'svg').type('image/svg+xml; charset=utf-8').send(picture);
    },
  );

  app.get('/charts/:indicator.png', { config: { needs: 'figures', about: dots } }, async (request, reply) => {
    const wanted = chartWanted(request);
    const picture = await pngChart(request.figures, wanted);
    return named(reply, wanted, 'png').type('image/png').send(picture);
  });

  app.get('/charts/:indicator.vl.json', { config: { needs: 'figures', about: vegaLite } }, async (request) =>
    vegaLiteChart(request.figures, chartWanted(request)),
  );

  app.get('/charts/:indicator.vg.json', { config: { needs: 'figures', about: vega } }, async (request) =>
    vegaChart(request.figures, chartWanted(request)),
  );
}

/** Whoever saves it gets a file named after the indicator, its area and its grain. */
function named(reply: FastifyReply, wanted: ChartWanted, ending: string): FastifyReply {
  const { indicator, area, grain, kind } = wanted;
  const name = [indicator.id, area, grain, ...(kind === 'trend' ? [] : [kind])].join('-');
  return reply.header('content-disposition', `inline; filename="${name}.${ending}"`);
}

function chartWanted({ figures, params: address, query: asked }: FastifyRequest): ChartWanted {
  const { catalogue } = figures.snapshot;
  const { kind, size, area, grain, breakdown, to, headed } = parse(query, asked);
  const indicator = indicatorCalled(catalogue, parse(params, address).indicator);
  const [first] = indicator.breakdowns;
  const by = breakdown === undefined ? first : breakdownFor(indicator, breakdown);
  return {
    indicator,
    area: areaCalled(catalogue, area),
    grain: grainFor(indicator, grain ?? trendGrain(indicator)),
    kind,
    size,
    by: kind === 'breakdown' || kind === 'breakdown-trends' ? by : undefined,
    to,
    headed: headed === 'yes',
  };
}
