import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { leadingFramework } from '../../../indicators/frameworks.ts';
import { FRAMEWORKS, type FrameworkId } from '../../../indicators/partnership-schema.ts';
import { dateWords } from '../../../indicators/period-words.ts';
import { localDay, monthId, monthNumber, parsePeriod, periodOf } from '../../../indicators/periods.ts';
import type { Catalogue } from '../../../indicators/schema.ts';
import { REPORT_FOOT } from '../../../web/addresses.ts';
import { ReportPage } from '../../../web/pages/ReportPage.tsx';
import { footStyle } from '../../../web/report/foot.ts';
import { REPORT_TIERS, type ReportChoice } from '../../../web/report/report.ts';
import { areaCalled, frameworkCalled, itemCalled } from '../../lookup.ts';
import { dayOf, pageFrame, sendPage } from '../../page.ts';
import { parse } from '../../parse.ts';
import { Problem } from '../../problems.ts';
import { reportOf } from '../../queries/report.ts';
import { areaParameter, snapshotParameter } from '../parameters.ts';

const query = z.strictObject({
  framework: z.enum(FRAMEWORKS).optional(),
  item: z.union([z.string(), z.array(z.string())]).optional(),
  area: areaParameter,
  period: z
    .string()
    .refine(isMonthOrQuarter, 'boards meet about a month (2024-07) or a quarter (FY2024Q1)')
    .optional(),
  tier: z.enum(REPORT_TIERS).default('headline'),
  snapshot: snapshotParameter,
});

const footQuery = query.pick({ period: true, snapshot: true });

const MONTHS_OFFERED = 24;
const QUARTERS_OFFERED = 8;

/** @param now what day it is, for what is late */
export async function reportPage(app: FastifyInstance, { now }: { now: () => Date }): Promise<void> {
  app.get('/report', { config: { needs: 'figures' } }, async (request, reply) => {
    const { figures } = request;
    const choice = choiceOf(request);
    const today = dayOf(request, now());
    const madeOn = localDay(now(), figures.snapshot.catalogue.partnership.calendar);
    const report = await reportOf(figures, choice, today);
    return sendPage(reply, ReportPage, { frame: pageFrame(request), choice, today, madeOn, ...report });
  });

  app.get(REPORT_FOOT, { config: { needs: 'figures' } }, async (request, reply) => {
    const { period } = parse(footQuery, request.query);
    return reply.type('text/css; charset=utf-8').send(footStyle(pageFrame(request), endOf(period)));
  });
}

function choiceOf({ figures, query: asked }: FastifyRequest): ReportChoice {
  const { catalogue, info } = figures.snapshot;
  const { framework: wanted, item, area, period, tier } = parse(query, asked);
  const framework = wanted ?? leadingFramework(catalogue.partnership)?.id ?? 'bees';
  const dataTo = info.data_to ?? '';
  const to = endOf(period);
  if (to !== null && to > dataTo) throw tooLate(period ?? '', dataTo);
  return {
    framework,
    items: itemsOf(catalogue, framework, item === undefined ? [] : [item].flat()),
    area: areaCalled(catalogue, area),
    period: period ?? null,
    to,
    earlier: to !== null && to < dataTo,
    tier,
    periods: periodsUpTo(dataTo),
  };
}

function endOf(period: string | undefined): string | null {
  return period === undefined ? null : (parsePeriod(period)?.end ?? null);
}

/** Items that were ticked for another framework are left out: the form sends them when the framework is changed. */
function itemsOf(catalogue: Catalogue, framework: FrameworkId, items: string[]): string[] {
  const { frameworks } = catalogue.partnership;
  const chosen = frameworkCalled(catalogue, framework);
  const others = FRAMEWORKS.filter((id) => id !== framework).flatMap((id) => frameworks[id]?.items ?? []);
  return items
    .filter((id) => chosen.items.some((item) => item.id === id) || !others.some((item) => item.id === id))
    .map((id) => itemCalled(chosen, id));
}

function isMonthOrQuarter(text: string): boolean {
  const grain = parsePeriod(text)?.grain;
  return grain === 'month' || grain === 'quarter';
}

function tooLate(period: string, dataTo: string): Problem {
  const known =
    dataTo === '' ? 'There are no figures yet' : `There are figures up to ${dateWords(dataTo)} only`;
  return new Problem(404, `${known}, so there can be no report for ${period} yet.`);
}

/** Those that are over, the newest first. */
function periodsUpTo(dataTo: string): ReportChoice['periods'] {
  if (dataTo === '') return { months: [], quarters: [] };
  const last = monthNumber(dataTo.slice(0, 7));
  const months = Array.from({ length: MONTHS_OFFERED + 3 * QUARTERS_OFFERED }, (_, index) =>
    monthId(last - index),
  );
  const over = (grain: 'month' | 'quarter') => [
    ...new Set(
      months
        .map((month) => periodOf(grain, month))
        .filter(({ end }) => end <= dataTo)
        .map(({ id }) => id),
    ),
  ];
  return {
    months: over('month').slice(0, MONTHS_OFFERED),
    quarters: over('quarter').slice(0, QUARTERS_OFFERED),
  };
}
