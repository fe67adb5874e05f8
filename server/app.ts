import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import formBody from '@fastify/formbody';
import Fastify, { type FastifyInstance } from 'fastify';
import { Access } from './access/access.ts';
import { guardForms } from './access/csrf.ts';
import { demandNeeds } from './access/needs.ts';
import { knowViewer } from './access/viewer.ts';
import { readAssets, serveAssets } from './assets.ts';
import { workOutBeforehand } from './beforehand.ts';
import { answerProblems } from './plugins/errors.ts';
import { decorateWithFigures, holdSnapshot } from './plugins/figures.ts';
import { cutOffSlowBodies, LIMITS, limitRequests } from './plugins/limits.ts';
import { Metrics } from './plugins/metrics.ts';
import { addSecurityHeaders, refuseOtherHosts } from './plugins/security.ts';
import { recordViews } from './plugins/trail.ts';
import { localRoutes } from './routes/access/local.ts';
import { logInRoutes } from './routes/access/log-in.ts';
import { oidcRoutes } from './routes/access/oidc.ts';
import { viewAsRoutes } from './routes/access/view-as.ts';
import { areasRoutes } from './routes/areas.ts';
import { catalogueRoutes } from './routes/catalogue.ts';
import { chartRoutes } from './routes/charts.ts';
import { filesRoutes } from './routes/files.ts';
import { healthRoutes } from './routes/health.ts';
import { lineageRoutes } from './routes/lineage.ts';
import { openApiRoutes } from './routes/openapi.ts';
import { overviewRoutes } from './routes/overview.ts';
import { aboutPages } from './routes/pages/about.ts';
import { areaPages } from './routes/pages/areas.ts';
import { definitionsPage } from './routes/pages/definitions.ts';
import { filePages } from './routes/pages/files.ts';
import { frameworkPages } from './routes/pages/frameworks.ts';
import { indicatorPage } from './routes/pages/indicator.ts';
import { overviewPage } from './routes/pages/overview.ts';
import { planPage } from './routes/pages/plan.ts';
import { qualityPage } from './routes/pages/quality.ts';
import { reportPage } from './routes/pages/report.ts';
import { planRoutes } from './routes/plan.ts';
import { seriesRoutes } from './routes/series.ts';
import { snapshotsRoutes } from './routes/snapshots.ts';
import { type UploadOptions, uploadRoutes } from './routes/uploads.ts';
import type { Settings } from './settings.ts';
import { SnapshotStore } from './snapshots/store.ts';
import type { Watch } from './snapshots/watch.ts';
import { Inbox } from './uploads/inbox.ts';
import { type Ingest, Runs } from './uploads/runs.ts';

export interface AppOptions {
  log(line: string): void;
  /** How a new snapshot is noticed; the file system's own notice unless a test says otherwise. */
  watch?: Watch;
  /** Milliseconds since 1970, for sessions and the audit trail; the real clock unless a test says otherwise. */
  clock?: () => number;
  /** The folder of the built style sheet and scripts. */
  assets?: string;
  /** Loads what was uploaded; without it files wait in the inbox for the schedule. */
  ingest?: Ingest;
}

/** A year's attendance of a large council is a tenth of this. */
const MOST_BYTES = 512 * 1024 ** 2;
const ASSETS = fileURLToPath(new URL('../build/web', import.meta.url));

/** The dashboard's server, ready to listen. */
export async function buildApp(settings: Settings, options: AppOptions): Promise<FastifyInstance> {
  const { log, watch, assets = ASSETS, ingest = null } = options;
  const clock = options.clock ?? Date.now;
  const app = Fastify({
    ...LIMITS,
    routerOptions: { ignoreTrailingSlash: true },
    ...(settings.trustProxy && { trustProxy: settings.trustProxy }),
  });
  cutOffSlowBodies(app);
  const store = new SnapshotStore(join(settings.home, 'snapshots'), { log, ...(watch && { watch }) });
  const now = () => settings.now ?? sampleDay(store) ?? new Date();
  const metrics = new Metrics(store, now);
  decorateWithFigures(app, store);
  answerProblems(app, log);
  metrics.countRequests(app);
  const loaded = await readAssets(assets, log);
  await addSecurityHeaders(app, settings, loaded);
  refuseOtherHosts(app, settings);
  await letIn(app, settings, { clock, log });
  await serveAssets(app, assets, loaded);
  await app.register(figuresRoutes, { now });
  const inbox = new Inbox(join(settings.home, 'inbox'), MOST_BYTES, clock);
  const uploads = { inbox, runs: new Runs(ingest, log), mostBytes: MOST_BYTES };
  await app.register(otherRoutes, { metrics, uploads });
  const stop = workOutBeforehand(store);
  app.addHook('onClose', async () => {
    stop();
    await store.close();
  });
  await store.open();
  return app;
}

/** Sample data's clock stands: no file of them is ever late. */
function sampleDay({ current }: SnapshotStore): Date | null {
  return current?.sampleData ? new Date(current.info.published_at) : null;
}

/** Who asks, what they may ask for, and the ways in. */
async function letIn(
  app: FastifyInstance,
  settings: Settings,
  { clock, log }: { clock: () => number; log(line: string): void },
): Promise<void> {
  const access = new Access(settings.home, settings, clock);
  await app.register(cookie);
  await app.register(formBody);
  knowViewer(app, access);
  await limitRequests(app, settings);
  demandNeeds(app);
  guardForms(app, settings);
  recordViews(app, clock, log);
  await app.register(logInRoutes);
  if (access.users) await app.register(localRoutes, { users: access.users });
  if (access.openId) await app.register(oidcRoutes, { openId: access.openId });
  if (access.mode === 'open') await app.register(viewAsRoutes);
}

/** Everything that shows figures: the API, the charts and the pages. */
async function figuresRoutes(app: FastifyInstance, { now }: { now: () => Date }): Promise<void> {
  holdSnapshot(app, now);
  const dated = [planRoutes, overviewPage, frameworkPages, planPage, qualityPage, indicatorPage, reportPage];
  for (const routes of dated) await routes(app, { now });
  const api = [
    catalogueRoutes,
    overviewRoutes,
    seriesRoutes,
    areasRoutes,
    lineageRoutes,
    filesRoutes,
    openApiRoutes,
  ];
  const pages = [areaPages, filePages, definitionsPage, aboutPages];
  for (const routes of [...api, chartRoutes, ...pages]) await routes(app);
}

/** Answers with figures are packed once and kept; all others each time. */
async function otherRoutes(
  app: FastifyInstance,
  { metrics, uploads }: { metrics: Metrics; uploads: UploadOptions },
): Promise<void> {
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'], brotliOptions: QUICK_BROTLI });
  await app.register(healthRoutes, { metrics });
  await app.register(snapshotsRoutes);
  await app.register(uploadRoutes, uploads);
}

const QUICK_BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
