import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type About, JSON_TYPE } from '../openapi/about.ts';
import { ANSWERS } from '../openapi/answers.ts';
import { parse } from '../parse.ts';
import { entityTag, isFresh } from '../plugins/etag.ts';

const query = z.strictObject({});

const about: About = {
  id: 'snapshots',
  summary: 'The published and frozen snapshots, the newest first.',
  query,
  isTagged: true,
  answer: { [JSON_TYPE]: ANSWERS.Snapshots },
};

export async function snapshotsRoutes(app: FastifyInstance): Promise<void> {
  app.get('/api/v1/snapshots', { config: { needs: 'figures', about } }, async (request, reply) => {
    parse(query, request.query);
    const { snapshots } = app;
    const answer = { current: snapshots.current?.info.id ?? null, snapshots: await snapshots.list() };
    const encoding = String(request.headers['accept-encoding'] ?? '');
    const etag = entityTag([request.url, encoding, JSON.stringify(answer)]);
    reply.headers({ etag, 'cache-control': 'private, no-cache', vary: 'accept-encoding, cookie' });
    return isFresh(request, etag) ? reply.code(304).send() : answer;
  });
}
