import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parsePeriod } from '../../indicators/periods.ts';
import type { Grain } from '../../indicators/series.ts';
import { grainFor, indicatorCalled } from '../lookup.ts';
import { type About, JSON_TYPE } from '../openapi/about.ts';
import { ANSWERS } from '../openapi/answers.ts';
import { parse } from '../parse.ts';
import { Problem } from '../problems.ts';
import { areasCompared } from '../queries/areas.ts';
import { grainParameter, indicatorParameter, periodParameter, snapshotParameter } from './parameters.ts';

const params = z.object({ id: indicatorParameter });
const query = z.strictObject({ period: periodParameter, grain: grainParameter, snapshot: snapshotParameter });

const about: About = {
  id: 'areas',
  summary: 'Every area’s figure for one period, beside the county’s.',
  params,
  query,
  answer: { [JSON_TYPE]: ANSWERS.Areas },
};

export async function areasRoutes(app: FastifyInstance): Promise<void> {
  app.get('/api/v1/indicators/:id/areas', { config: { needs: 'figures', about } }, async (request) => {
    const { figures } = request;
    const { period, grain } = parse(query, request.query);
    const indicator = indicatorCalled(figures.snapshot.catalogue, parse(params, request.params).id);
    const asked = grainAsked(period, grain) ?? indicator.tile_grain;
    return areasCompared(figures, indicator, grainFor(indicator, asked), period);
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
