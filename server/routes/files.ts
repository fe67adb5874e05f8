import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { findingsCsv } from '../formats/findings.ts';
import { filesTable } from '../formats/flat.ts';
import { negotiate } from '../formats/negotiate.ts';
import { sendTable } from '../formats/send.ts';
import { type About, CSV_TYPE, inEveryFormat, JSON_TYPE } from '../openapi/about.ts';
import { ANSWERS } from '../openapi/answers.ts';
import { parse } from '../parse.ts';
import { fileOf, filesOf, findingsOf } from '../queries/files.ts';
import { formatParameter, snapshotParameter } from './parameters.ts';

const params = z.object({ sha: z.string().describe('The SHA-256 of the file.') });
const query = z.strictObject({ snapshot: snapshotParameter });
const listQuery = z.strictObject({ snapshot: snapshotParameter, format: formatParameter });
const findingsQuery = z.strictObject({
  snapshot: snapshotParameter,
  format: z.enum(['json', 'csv']).optional().describe('CSV can be opened in Excel; JSON unless said.'),
});

const files: About = {
  id: 'files',
  summary: 'Every delivery, the newest first.',
  query: listQuery,
  answer: inEveryFormat(ANSWERS.Files),
  problems: [406],
};

const oneFile: About = {
  id: 'file',
  summary: 'A delivery with its findings.',
  params,
  query,
  answer: { [JSON_TYPE]: ANSWERS.FileWithFindings },
};

const findings: About = {
  id: 'findings',
  summary: 'What the checks found in a delivery, in the order of its rows.',
  params,
  query: findingsQuery,
  answer: { [JSON_TYPE]: ANSWERS.Findings, [CSV_TYPE]: null },
};

export async function filesRoutes(app: FastifyInstance): Promise<void> {
  app.get('/api/v1/files', { config: { needs: 'analyst', about: files } }, async (request, reply) => {
    const { figures, headers } = request;
    const format = negotiate('The list', parse(listQuery, request.query).format, headers.accept);
    const snapshot = figures.snapshot.info.id;
    const files = await filesOf(figures);
    return format === 'json' ? { snapshot, files } : sendTable(reply, filesTable(snapshot, files), format);
  });

  app.get('/api/v1/files/:sha', { config: { needs: 'analyst', about: oneFile } }, async (request) => {
    parse(query, request.query);
    const file = await fileOf(request.figures, parse(params, request.params).sha);
    return { ...file, findings: await findingsOf(request.figures, file.sha256) };
  });

  app.get(
    '/api/v1/files/:sha/findings',
    { config: { needs: 'analyst', about: findings } },
    async (request, reply) => {
      const { format } = parse(findingsQuery, request.query);
      const { file, sha256 } = await fileOf(request.figures, parse(params, request.params).sha);
      const findings = await findingsOf(request.figures, sha256);
      if (format !== 'csv') return { file, sha256, findings };
      reply.header('content-disposition', 'attachment; filename="findings.csv"');
      return reply.type('text/csv; charset=utf-8').send(findingsCsv([{ file, findings }]));
    },
  );
}
