import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type About, JSON_TYPE } from '../openapi/about.ts';
import { ANSWERS } from '../openapi/answers.ts';
import { dayOf } from '../page.ts';
import { parse } from '../parse.ts';
import { gapsIn, planOf } from '../queries/plan.ts';
import { snapshotParameter } from './parameters.ts';

const query = z.strictObject({ snapshot: snapshotParameter });

const plan: About = {
  id: 'plan',
  summary: 'The improvement plan with what has been reported of it, and the boards’ decisions.',
  query,
  answer: { [JSON_TYPE]: ANSWERS.Plan },
};

const gaps: About = {
  id: 'gaps',
  summary: 'For every indicator whether its data have arrived, are late, or never came.',
  query,
  answer: { [JSON_TYPE]: ANSWERS.Gaps },
};

/** @param now what day it is, for what is late */
export async function planRoutes(app: FastifyInstance, { now }: { now: () => Date }): Promise<void> {
  app.get('/api/v1/plan', { config: { needs: 'figures', about: plan } }, async (request) => {
    parse(query, request.query);
    return planOf(request.figures, dayOf(request, now()));
  });

  app.get('/api/v1/gaps', { config: { needs: 'figures', about: gaps } }, async (request) => {
    parse(query, request.query);
    return gapsIn(request.figures, dayOf(request, now()));
  });
}
