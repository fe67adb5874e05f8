import type { FastifyInstance } from 'fastify';
import { AccessibilityPage } from '../../../web/pages/AccessibilityPage.tsx';
import { ReadingPage } from '../../../web/pages/ReadingPage.tsx';
import { pageFrame, sendPage } from '../../page.ts';

/** Pages about these pages. */
export async function aboutPages(app: FastifyInstance): Promise<void> {
  app.get('/accessibility', async (request, reply) =>
    sendPage(reply, AccessibilityPage, { frame: pageFrame(request) }),
  );

  app.get('/reading', async (request, reply) => sendPage(reply, ReadingPage, { frame: pageFrame(request) }));
}
