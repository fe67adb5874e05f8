import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { catalogueTable } from '../formats/flat.ts';
import { negotiate } from '../formats/negotiate.ts';
import { sendTable } from '../formats/send.ts';
import { type About, inEveryFormat } from '../openapi/about.ts';
import { ANSWERS } from '../openapi/answers.ts';
import { parse } from '../parse.ts';
import { formatParameter, snapshotParameter } from './parameters.ts';

const query = z.strictObject({ snapshot: snapshotParameter, format: formatParameter });

const about: About = {
  id: 'catalogue',
  summary: 'The partnership, its frameworks and areas, and its indicators and extracts.',
  query,
  answer: inEveryFormat(ANSWERS.Catalogue),
  problems: [406],
};

export async function catalogueRoutes(app: FastifyInstance): Promise<void> {
  app.get('/api/v1/catalogue', { config: { needs: 'figures', about } }, async (request, reply) => {
    const { format } = parse(query, request.query);
    const { catalogue, info } = request.figures.snapshot;
    const wanted = negotiate('The catalogue', format, request.headers.accept);
    if (wanted !== 'json') return sendTable(reply, catalogueTable(info.id, catalogue), wanted);
    const { frameworks, areas, ...partnership } = catalogue.partnership;
    const { extracts, indicators } = catalogue;
    return { snapshot: info.id, partnership, frameworks, areas, indicators, extracts };
  });
}
