import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parsePeriod } from '../../indicators/periods.ts';
import { areaCalled, grainFor, indicatorCalled } from '../lookup.ts';
import { type About, JSON_TYPE } from '../openapi/about.ts';
import { ANSWERS } from '../openapi/answers.ts';
import { parse } from '../parse.ts';
import { lineageFor } from '../queries/lineage.ts';
import { pointCalled, pointsWanted } from '../queries/points.ts';
import { areaParameter, indicatorParameter, onePeriodParameter, snapshotParameter } from './parameters.ts';

const query = z.strictObject({
  indicator: indicatorParameter,
  area: areaParameter,
  period: onePeriodParameter,
  snapshot: snapshotParameter,
});

const about: About = {
  id: 'lineage',
  summary: 'What is behind a figure: the files, the rows counted and set aside, the checks.',
  query,
  answer: { [JSON_TYPE]: ANSWERS.Lineage },
};

export async function lineageRoutes(app: FastifyInstance): Promise<void> {
  app.get('/api/v1/lineage', { config: { needs: 'leader', about } }, async (request) => {
    const { figures } = request;
    const { catalogue } = figures.snapshot;
    const wanted = parse(query, request.query);
    const indicator = indicatorCalled(catalogue, wanted.indicator);
    const area = areaCalled(catalogue, wanted.area);
    const grain = grainFor(indicator, parsePeriod(wanted.period)?.grain ?? indicator.tile_grain);
    const points = await pointsWanted(figures, { indicator: indicator.id, area, grain });
    const point = pointCalled(
      wanted.period,
      indicator,
      points.map((placed) => placed.point),
    );
    return lineageFor(figures, indicator, area, point);
  });
}
