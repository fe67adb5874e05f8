import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { COUNTY } from '../../../indicators/areas.ts';
import { leadingFramework } from '../../../indicators/frameworks.ts';
import type { Catalogue } from '../../../indicators/schema.ts';
import { AreaIndexPage } from '../../../web/pages/AreaIndexPage.tsx';
import { AreaPage } from '../../../web/pages/AreaPage.tsx';
import { PROFILE_TIERS } from '../../../web/props/areas.ts';
import { itemCalled, localityCalled } from '../../lookup.ts';
import { pageFrame, sendPage } from '../../page.ts';
import { parse } from '../../parse.ts';
import { profilesOf } from '../../queries/profile.ts';

const params = z.object({ id: z.string() });
const tier = z.enum(PROFILE_TIERS).default('core');
const indexQuery = z.object({ tier });
const query = z.object({ tier, item: z.string().optional() });

export async function areaPages(app: FastifyInstance): Promise<void> {
  app.get('/areas', { config: { needs: 'figures' } }, async (request, reply) => {
    const { tier } = parse(indexQuery, request.query);
    const profiles = await profilesOf(request.figures);
    return sendPage(reply, AreaIndexPage, { frame: pageFrame(request), profiles, tier });
  });

  app.get('/areas/:id', { config: { needs: 'figures' } }, async (request, reply) => {
    const { catalogue } = request.figures.snapshot;
    const { id } = parse(params, request.params);
    if (id === COUNTY) return reply.redirect('/');
    const area = localityCalled(catalogue, id).id;
    const { tier, item } = parse(query, request.query);
    const profile = (await profilesOf(request.figures)).find((one) => one.area === area);
    const filter = { tier, item: itemAsked(catalogue, item) };
    return sendPage(reply, AreaPage, {
      frame: pageFrame(request),
      profile: profile ?? { area, rows: [] },
      filter,
    });
  });
}

function itemAsked({ partnership }: Catalogue, item: string | undefined): string | null {
  const leading = leadingFramework(partnership);
  return leading && item !== undefined ? itemCalled(leading.framework, item) : null;
}
