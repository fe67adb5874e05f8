import { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { UploadPage } from '../../web/pages/UploadPage.tsx';
import { UploadRunPage } from '../../web/pages/UploadRunPage.tsx';
import type { UploadedFile, UploadRun } from '../../web/props/upload.ts';
import { formTokenOf, whoIs } from '../access/viewer.ts';
import { findingsCsv } from '../formats/findings.ts';
import { type About, CSV_TYPE, JSON_TYPE } from '../openapi/about.ts';
import { ANSWERS } from '../openapi/answers.ts';
import { frameIfAny, sendPage } from '../page.ts';
import { parse } from '../parse.ts';
import { viewFor } from '../plugins/figures.ts';
import { giveTimeForFiles } from '../plugins/limits.ts';
import { Problem } from '../problems.ts';
import type { Inbox, Incoming } from '../uploads/inbox.ts';
import { withOutcomes } from '../uploads/outcomes.ts';
import type { Run, Runs } from '../uploads/runs.ts';

export interface UploadOptions {
  inbox: Inbox;
  runs: Runs;
  mostBytes: number;
}

const MOST_FILES = 50;
const WAIT_MS = 15_000;
const params = z.object({ id: z.string().describe('The run’s id, as in the answer to the upload.') });

const upload: About = {
  id: 'upload',
  summary: 'Files are taken in; what becomes of them can be followed.',
  headers: z.object({
    'x-csrf-token': z
      .string()
      .optional()
      .describe('From browsers, and with a cookie: what the form at /upload holds in “csrf”.'),
  }),
  body: {
    'multipart/form-data': z.looseObject({
      files: z
        .array(z.string().meta({ contentMediaType: 'application/octet-stream' }))
        .max(MOST_FILES)
        .describe('The files, with their names.'),
    }),
  },
  status: 202,
  answer: { [JSON_TYPE]: ANSWERS.Upload },
  problems: [403, 413, 415],
};

const oneRun: About = {
  id: 'run',
  summary: 'What has become of an upload; as a stream of events, as it happens.',
  params,
  answer: {
    [JSON_TYPE]: ANSWERS.Run,
    'text/event-stream': z
      .string()
      .describe('Events “progress”, each with a { line }, and at the end one “end” with the run.'),
  },
};

const runFindings: About = {
  id: 'runFindings',
  summary: 'What the checks found in the files of an upload.',
  params,
  answer: { [CSV_TYPE]: null },
};

/** Files come in by a program, by a page’s script, or by a plain form; what becomes of them can be followed. */
export async function uploadRoutes(app: FastifyInstance, options: UploadOptions): Promise<void> {
  await app.register(multipart, {
    preservePath: true,
    limits: { fileSize: options.mostBytes, files: MOST_FILES, fields: 10 },
  });
  app.addHook('preClose', async () => options.runs.close());
  forPrograms(app, options);
  forPages(app, options);
}

function forPrograms(app: FastifyInstance, { inbox, runs }: UploadOptions): void {
  app.post('/api/v1/files', { config: { needs: 'analyst', about: upload } }, async (request, reply) => {
    const { view } = runs.start(await takeFiles(inbox, request));
    await recordUpload(request, view);
    return reply.code(202).send({ run: runAddress(view.id), page: pageAddress(view.id), files: view.files });
  });

  app.get(
    '/api/v1/runs/:id',
    { compress: false, config: { needs: 'analyst', about: oneRun } },
    async (request, reply) => {
      const run = runCalled(runs, request);
      reply.header('cache-control', 'no-store');
      const view = () => viewOf(run, inbox, request);
      if (!(request.headers.accept ?? '').includes('text/event-stream')) return view();
      return reply.type('text/event-stream').send(Readable.from(eventsOf(run, view)));
    },
  );

  app.get(
    '/api/v1/runs/:id/findings.csv',
    { config: { needs: 'analyst', about: runFindings } },
    async (request, reply) => {
      const view = await viewOf(runCalled(runs, request), inbox, request);
      await recordDownload(request, view);
      const files = view.files.map(({ file, report }) => ({ file, findings: report?.findings ?? [] }));
      reply
        .header('content-disposition', 'attachment; filename="findings.csv"')
        .header('cache-control', 'no-store');
      return reply.type('text/csv; charset=utf-8').send(findingsCsv(files));
    },
  );
}

function forPages(app: FastifyInstance, { inbox, runs, mostBytes }: UploadOptions): void {
  app.get('/upload', { config: { needs: 'analyst' } }, async (request, reply) =>
    sendUpload(request, reply, mostBytes),
  );

  app.post('/upload', { config: { needs: 'analyst' } }, async (request, reply) => {
    try {
      const { view } = runs.start(await takeFiles(inbox, request));
      await recordUpload(request, view);
      return reply.redirect(pageAddress(view.id), 303);
    } catch (error) {
      const problem = problemIn(error);
      if (!problem) throw error;
      return sendUpload(request, reply.code(problem.status), mostBytes, problem.detail);
    }
  });

  app.get('/upload/:id', { config: { needs: 'analyst' } }, async (request, reply) => {
    const run = runCalled(runs, request);
    await run.ended(WAIT_MS);
    reply.header('cache-control', 'no-store');
    const { assets } = app;
    const view = await viewOf(run, inbox, request);
    return sendPage(reply, UploadRunPage, { frame: frameIfAny(request), assets, run: view });
  });
}

function recordUpload(request: FastifyRequest, { id, files }: Run['view']): Promise<void> {
  const detail = `${files.length} ${files.length === 1 ? 'file' : 'files'}, run ${id}`;
  return request.server.access.audit.record({ event: 'upload', ...whoIs(request), detail });
}

function takeFiles(inbox: Inbox, request: FastifyRequest): Promise<UploadedFile[]> {
  giveTimeForFiles(request);
  return inbox.take(filesIn(request)).catch((error) => {
    throw problemIn(error) ?? error;
  });
}

/** Findings show cells of rows about children. */
function recordDownload(request: FastifyRequest, { id }: Run['view']): Promise<void> {
  const entry = { event: 'download', ...whoIs(request), route: request.routeOptions.url ?? '' } as const;
  return request.server.access.audit.record({ ...entry, detail: `findings, run ${id}` });
}

async function* filesIn(request: FastifyRequest): AsyncGenerator<Incoming> {
  if (!request.isMultipart())
    throw new Problem(415, 'Send the files as a form does: multipart/form-data, in fields called “files”.');
  // A form in which nothing was chosen sends a file without a name.
  for await (const part of request.files()) {
    if (part.filename === '' || part.filename === undefined) part.file.resume();
    else yield part;
  }
}

/** What the reader can do something about, of our own and of the parser of forms. */
function problemIn(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  switch ((error as { code?: string }).code) {
    case 'FST_FILES_LIMIT':
      return new Problem(413, `Send at most ${MOST_FILES} files at once.`);
    case 'FST_REQ_FILE_TOO_LARGE':
      return new Problem(413, 'A file is too large to send this way. Put it into the inbox folder.');
  }
  if (error instanceof Error && BROKEN_FORM.test(error.message))
    return new Problem(400, 'The files did not come whole. Nothing was kept; send them again.');
  return null;
}

/** What the parser of forms says of one that ends too early, or is none. */
const BROKEN_FORM = /^(Unexpected end of multipart data|Part terminated early|Multipart: Boundary not found)/;

function sendUpload(
  request: FastifyRequest,
  reply: FastifyReply,
  mostBytes: number,
  problem: string | null = null,
): FastifyReply {
  const { assets } = request.server;
  reply.header('cache-control', 'no-store');
  return sendPage(reply, UploadPage, {
    frame: frameIfAny(request),
    assets,
    csrf: formTokenOf(request),
    mostBytes,
    problem,
  });
}

function runCalled(runs: Runs, request: FastifyRequest): Run {
  const run = runs.find(parse(params, request.params).id);
  if (run) return run;
  throw new Problem(
    404,
    'This upload is not known any more. What became of every file that has arrived is at /files.',
  );
}

/** What is known of an upload by now: here, or from the newest snapshot. */
async function viewOf({ view }: Run, inbox: Inbox, request: FastifyRequest): Promise<UploadRun> {
  const lease = view.state === 'waiting' ? request.server.snapshots.leaseLatest(undefined) : null;
  if (!lease) return view;
  try {
    return await withOutcomes(view, { snapshot: viewFor(request, lease), level: 'full' }, inbox);
  } finally {
    lease.release();
  }
}

/** Progress as it comes, then the outcome, then nothing more: a reader that comes back is told again from the start. */
async function* eventsOf(run: Run, view: () => Promise<UploadRun>): AsyncGenerator<string> {
  for await (const line of run.lines()) yield event('progress', { line });
  yield event('end', await view());
}

function event(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

function runAddress(id: string): string {
  return `/api/v1/runs/${id}`;
}

function pageAddress(id: string): string {
  return `/upload/${id}`;
}
