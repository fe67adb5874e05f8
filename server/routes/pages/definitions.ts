import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { leadingFramework } from '../../../indicators/frameworks.ts';
import { DefinitionsPage } from '../../../web/pages/DefinitionsPage.tsx';
import { itemCalled } from '../../lookup.ts';
import { pageFrame, sendPage } from '../../page.ts';
import { parse } from '../../parse.ts';

const query = z.object({
  q: z.string().trim().max(200).default(''),
  letter: z
    .string()
    .regex(/^[A-Z#]$/i, 'write one letter')
    .optional(),
  item: z.string().optional(),
});

export async function definitionsPage(app: FastifyInstance): Promise<void> {
  app.get('/definitions', { config: { needs: 'figures' } }, async (request, reply) => {
    const { partnership } = request.figures.snapshot.catalogue;
    const { q, letter, item } = parse(query, request.query);
    const leading = leadingFramework(partnership);
    const filter = {
      q,
      letter: letter?.toUpperCase() ?? null,
      item: leading && item !== undefined ? itemCalled(leading.framework, item) : null,
    };
    return sendPage(reply, DefinitionsPage, { frame: pageFrame(request), filter });
  });
}
