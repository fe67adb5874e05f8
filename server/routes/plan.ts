import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { localDay } from '../../indicators/periods.ts';
import { parse } from '../parse.ts';
import { gapsIn, planOf } from '../queries/plan.ts';
import { snapshotParameter } from './parameters.ts';

const query = z.strictObject({ snapshot: snapshotParameter });

/** @param now what day it is, for what is late */
export async function planRoutes(app: FastifyInstance, { now }: { now: () => Date }): Promise<void> {
  const today = (calendar: string) => localDay(now(), calendar);

  app.get('/api/v1/plan', { config: { needs: 'figures' } }, async (request) => {
    parse(query, request.query);
    const { figures } = request;
    return planOf(figures, today(figures.snapshot.catalogue.partnership.calendar));
  });

  app.get('/api/v1/gaps', { config: { needs: 'figures' } }, async (request) => {
    parse(query, request.query);
    const { figures } = request;
    return gapsIn(figures, today(figures.snapshot.catalogue.partnership.calendar));
  });
}
