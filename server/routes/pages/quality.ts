import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { monthId, monthNumber } from '../../../indicators/periods.ts';
import { QualityPage } from '../../../web/pages/QualityPage.tsx';
import { MONTHS_SHOWN } from '../../../web/props/quality.ts';
import { dayOf, pageFrame, sendPage } from '../../page.ts';
import { parse } from '../../parse.ts';
import { qualityOf } from '../../queries/quality.ts';

const query = z.object({ months: z.enum(MONTHS_SHOWN).default('12') });

export async function qualityPage(app: FastifyInstance, { now }: { now: () => Date }): Promise<void> {
  app.get('/quality', { config: { needs: 'leader' } }, async (request, reply) => {
    const { figures } = request;
    const { months: chosen } = parse(query, request.query);
    const today = dayOf(request, now());
    const quality = await qualityOf(figures, today);
    const months = monthsBefore(today, Number(chosen));
    return sendPage(reply, QualityPage, { frame: pageFrame(request), quality, months, chosen });
  });
}

/** So many months that are over, oldest first. */
function monthsBefore(today: string, count: number): string[] {
  const current = monthNumber(today);
  return Array.from({ length: count }, (_, index) => monthId(current - count + index));
}
