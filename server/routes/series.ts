import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { COUNTY } from '../../indicators/areas.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Series } from '../../indicators/series.ts';
import { areaTitle } from '../../web/words.ts';
import { seriesTable } from '../formats/flat.ts';
import { type Format, negotiate } from '../formats/negotiate.ts';
import { sendTable } from '../formats/send.ts';
import { areaCalled, breakdownFor, breakdownGrainFor, grainFor, indicatorCalled } from '../lookup.ts';
import { type About, inEveryFormat } from '../openapi/about.ts';
import { ANSWERS } from '../openapi/answers.ts';
import { parse } from '../parse.ts';
import { Problem } from '../problems.ts';
import { breakdownOf } from '../queries/breakdowns.ts';
import { seriesOf } from '../queries/series.ts';
import {
  areaParameter,
  formatParameter,
  fromParameter,
  grainParameter,
  indicatorParameter,
  snapshotParameter,
  toParameter,
} from './parameters.ts';

const params = z.object({ id: indicatorParameter });
const parameters = z.strictObject({
  area: areaParameter,
  grain: grainParameter,
  breakdown: z
    .string()
    .optional()
    .describe('A column that the catalogue lists under the indicator’s “breakdowns”; for the county alone.'),
  from: fromParameter,
  to: toParameter,
  snapshot: snapshotParameter,
  format: formatParameter,
});

const query = parameters.refine(({ from, to }) => !from || !to || from <= to, {
  message: 'it ends before “from” begins, so no period can lie between',
  path: ['to'],
});

const about: About = {
  id: 'series',
  summary: 'An indicator through time, with its benchmarks and what they say.',
  params,
  query,
  answer: inEveryFormat(ANSWERS.Series),
  problems: [406],
};

export async function seriesRoutes(app: FastifyInstance): Promise<void> {
  app.get(
    '/api/v1/indicators/:id/series',
    { config: { needs: 'figures', about } },
    async (request, reply) => {
      const { figures } = request;
      const { catalogue } = figures.snapshot;
      const wanted = parse(query, request.query);
      const format = negotiate('A series', wanted.format, request.headers.accept);
      const indicator = indicatorCalled(catalogue, parse(params, request.params).id);
      const area = areaCalled(catalogue, wanted.area);
      const by = wanted.breakdown && breakdownAsked(indicator, area, wanted.breakdown);
      const grain = by
        ? breakdownGrainFor(indicator, wanted.grain)
        : grainFor(indicator, wanted.grain ?? indicator.grains[0] ?? indicator.tile_grain);
      const days = { from: wanted.from, to: wanted.to };
      const series = await seriesOf(figures, { indicator, area, grain, ...days });
      if (!by) return sendSeries(reply, series, format);
      const { label, groups } = await breakdownOf(figures, indicator, by, grain, days);
      return sendSeries(reply, { ...series, breakdown: { by, label, groups } }, format);
    },
  );
}

/** Groups of a locality would be a handful of people each. */
function breakdownAsked(indicator: Indicator, area: string, by: string): string {
  const known = breakdownFor(indicator, by);
  if (area === COUNTY) return known;
  const detail = `Figures are broken down for the whole only, and not for “${area}”. Leave “area” out, or leave “breakdown” out.`;
  throw new Problem(400, detail);
}

async function sendSeries(reply: FastifyReply, series: Series, format: Format): Promise<FastifyReply> {
  if (format === 'json') return reply.send(series);
  const workbook = format === 'xlsx' ? await workbookOf(reply.request, series) : undefined;
  return sendTable(reply, seriesTable(series), format, workbook);
}

/** What takes a tenth of a second to load is loaded when somebody first asks for it. */
async function workbookOf({ figures: { snapshot } }: FastifyRequest, series: Series): Promise<Buffer> {
  const { seriesXlsx } = await import('../formats/xlsx.ts');
  const indicator = indicatorCalled(snapshot.catalogue, series.indicator);
  const area = areaTitle(snapshot.catalogue.partnership, series.area);
  return seriesXlsx(series, { indicator, snapshot: snapshot.info, area });
}
