import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { COUNTY } from '../../indicators/areas.ts';
import { parsePeriod } from '../../indicators/periods.ts';
import type { Grain } from '../../indicators/series.ts';
import { areaTitle } from '../../web/words.ts';
import { areasTable } from '../formats/flat.ts';
import { negotiate } from '../formats/negotiate.ts';
import { sendTable } from '../formats/send.ts';
import { grainFor, indicatorCalled } from '../lookup.ts';
import { type About, inEveryFormat } from '../openapi/about.ts';
import { ANSWERS } from '../openapi/answers.ts';
import { parse } from '../parse.ts';
import { Problem } from '../problems.ts';
import { areasCompared } from '../queries/areas.ts';
import {
  formatParameter,
  grainParameter,
  indicatorParameter,
  periodParameter,
  snapshotParameter,
} from './parameters.ts';

const params = z.object({ id: indicatorParameter });
const query = z.strictObject({
  period: periodParameter,
  grain: grainParameter,
  snapshot: snapshotParameter,
  format: formatParameter,
});

const about: About = {
  id: 'areas',
  summary: 'Every area’s figure for one period, beside the county’s.',
  params,
  query,
  answer: inEveryFormat(ANSWERS.Areas),
  problems: [406],
};

export async function areasRoutes(app: FastifyInstance): Promise<void> {
  app.get('/api/v1/indicators/:id/areas', { config: { needs: 'figures', about } }, async (request, reply) => {
    const { figures, headers } = request;
    const { catalogue } = figures.snapshot;
    const { period, grain, format: named } = parse(query, request.query);
    const format = negotiate('The areas', named, headers.accept);
    const indicator = indicatorCalled(catalogue, parse(params, request.params).id);
    const asked = grainAsked(period, grain) ?? indicator.tile_grain;
    const compared = await areasCompared(figures, indicator, grainFor(indicator, asked), period);
    if (format === 'json') return compared;
    return sendTable(reply, areasTable(compared, areaTitle(catalogue.partnership, COUNTY)), format);
  });
}

/** A period has a grain of its own, which another in the same address must not contradict. */
function grainAsked(period: string | undefined, grain: Grain | undefined): Grain | undefined {
  const own = parsePeriod(period ?? '')?.grain;
  if (own && grain && own !== grain) {
    throw new Problem(400, `“period” ${period} is a ${own}, but “grain” is ${grain}. Give one of the two.`);
  }
  return own ?? grain;
}
