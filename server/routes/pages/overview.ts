import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { COUNTY } from '../../../indicators/areas.ts';
import { FRAMEWORKS, type FrameworkId } from '../../../indicators/partnership-schema.ts';
import { localDay } from '../../../indicators/periods.ts';
import type { Catalogue } from '../../../indicators/schema.ts';
import { type Matter, mattersOf } from '../../../web/components/attention.ts';
import { isChosen } from '../../../web/components/overviewChoice.ts';
import { OverviewPage } from '../../../web/pages/OverviewPage.tsx';
import { type OverviewChoice, TIERS_SHOWN } from '../../../web/props/overview.ts';
import { STATUSES } from '../../../web/words.ts';
import type { Figures } from '../../figures.ts';
import { areaCalled, frameworkCalled, itemCalled } from '../../lookup.ts';
import { pageFrame, sendPage } from '../../page.ts';
import { parse } from '../../parse.ts';
import { arrivalsOf } from '../../queries/arrivals.ts';
import { overviewOf } from '../../queries/overview.ts';
import { whereOf } from '../../queries/where.ts';
import { areaParameter } from '../parameters.ts';

const CONCERNS_SHOWN = 6;
const GOOD_SHOWN = 3;

/** An empty field of the form is nothing chosen. */
const emptyIsNone = (value: unknown) => (value === '' ? undefined : value);

const query = z.object({
  area: z.preprocess(emptyIsNone, areaParameter),
  item: z.preprocess(
    emptyIsNone,
    z
      .string()
      .regex(/^[a-z]+:.+$/, 'write a framework and one of its items, such as bees:be-safe')
      .optional(),
  ),
  status: z.preprocess(emptyIsNone, z.enum(STATUSES).optional()),
  tier: z.preprocess(emptyIsNone, z.enum(TIERS_SHOWN).optional()),
  special: z.preprocess(emptyIsNone, z.literal('1').optional()),
  q: z.string().max(200).default(''),
});

export async function overviewPage(app: FastifyInstance, { now }: { now: () => Date }): Promise<void> {
  app.get('/', async (request, reply) => {
    const { figures } = request;
    const { catalogue } = figures.snapshot;
    const { item, special, status = null, tier = null, q, ...asked } = parse(query, request.query);
    const choice = { item: itemAsked(catalogue, item), status, tier, special: special !== undefined, q };
    const today = localDay(now(), catalogue.partnership.calendar);
    const [overview, arrivals] = await Promise.all([
      overviewOf(figures, areaCalled(catalogue, asked.area)),
      arrivalsOf(figures, today),
    ]);
    const matters = isChosen(choice) ? NOTHING : mattersOf(catalogue.indicators, overview.rows);
    const shown = matters.concerns.slice(0, CONCERNS_SHOWN);
    return sendPage(reply, OverviewPage, {
      frame: pageFrame(request),
      ...{ overview, choice, arrivals, good: matters.good.slice(0, GOOD_SHOWN) },
      concerns: await Promise.all(shown.map((matter) => placed(figures, overview.area, matter))),
      moreConcerns: matters.concerns.length - shown.length,
    });
  });
}

const NOTHING: { concerns: Matter[]; good: Matter[] } = { concerns: [], good: [] };

function itemAsked(
  { partnership, ...catalogue }: Catalogue,
  item: string | undefined,
): OverviewChoice['item'] {
  if (item === undefined) return null;
  const [framework = '', ...id] = item.split(':');
  const known = FRAMEWORKS.find((one) => one === framework) ?? (framework as FrameworkId);
  return {
    framework: known,
    id: itemCalled(frameworkCalled({ partnership, ...catalogue }, known), id.join(':')),
  };
}

/** A county's matter with where it is; a locality's is there. */
async function placed(figures: Figures, area: string, matter: Matter) {
  const where = area === COUNTY ? await whereOf(figures, matter.indicator, matter.row) : null;
  return { ...matter, where };
}
