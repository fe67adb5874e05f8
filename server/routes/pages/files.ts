import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { FilePage } from '../../../web/pages/FilePage.tsx';
import { FilesPage } from '../../../web/pages/FilesPage.tsx';
import { pageFrame, sendPage } from '../../page.ts';
import { parse } from '../../parse.ts';
import { fileOf, filesOf, findingsOf } from '../../queries/files.ts';

const params = z.object({ sha: z.string() });

export async function filePages(app: FastifyInstance): Promise<void> {
  app.get('/files', { config: { needs: 'analyst' } }, async (request, reply) => {
    const files = await filesOf(request.figures);
    return sendPage(reply, FilesPage, { frame: pageFrame(request), files });
  });

  app.get('/files/:sha', { config: { needs: 'analyst' } }, async (request, reply) => {
    const file = await fileOf(request.figures, parse(params, request.params).sha);
    const findings = await findingsOf(request.figures, file.sha256);
    return sendPage(reply, FilePage, { frame: pageFrame(request), file, findings });
  });
}
