import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Scope, sightOf } from '../access/scope.ts';
import type { Figures } from '../figures.ts';
import { Problem } from '../problems.ts';
import { sightKey } from '../snapshots/sight.ts';
import type { Lease } from '../snapshots/snapshot.ts';
import type { SnapshotStore } from '../snapshots/store.ts';
import type { SnapshotView } from '../snapshots/view.ts';
import { entityTag, isFresh } from './etag.ts';

declare module 'fastify' {
  interface FastifyInstance {
    snapshots: SnapshotStore;
  }
  interface FastifyRequest {
    lease: Lease | null;
    /** The figures that this request may read, from one snapshot until it is answered. */
    readonly figures: Figures;
  }
}

export function decorateWithFigures(app: FastifyInstance, store: SnapshotStore): void {
  app.decorate('snapshots', store);
  app.decorateRequest('lease', null);
  app.decorateRequest('figures', {
    getter(this: FastifyRequest): Figures {
      if (!this.lease) throw new Error(`${this.url} has asked for figures on a route that holds no snapshot`);
      return { snapshot: viewFor(this, this.lease), level: scopeOf(this).level };
    },
  });
}

/** Every route of this scope holds one snapshot while it works, and answers 304 to who has its answer already. */
export function holdSnapshot(scope: FastifyInstance): void {
  scope.addHook('onRequest', async (request, reply) => {
    request.lease = await scope.snapshots.lease(snapshotAsked(request));
    await refuseWithoutFigures(request, request.lease);
    if (isFresh(request, tagOf(request, request.lease))) return reply.code(304).send();
  });

  scope.addHook('onSend', async (request, reply) => {
    if (request.lease) sayHowToCache(request, reply, request.lease);
    request.lease?.release();
  });
}

/** What this request may see of a snapshot, by the policy of the newest: an older one may have been laxer. */
export function viewFor(request: FastifyRequest, { snapshot }: Pick<Lease, 'snapshot'>): SnapshotView {
  const { partnership } = (request.server.snapshots.current ?? snapshot).catalogue;
  return snapshot.seenBy(sightOf(scopeOf(request), partnership));
}

function scopeOf({ viewer, url }: FastifyRequest): Scope {
  if (viewer.scope === null) throw new Error(`${url} has asked for figures for nobody`);
  return viewer.scope;
}

async function refuseWithoutFigures(request: FastifyRequest, lease: Lease): Promise<void> {
  if (scopeOf(request).level === 'full' || (await viewFor(request, lease).has('protected_point'))) return;
  throw new Problem(
    404,
    `The snapshot ${lease.snapshot.info.id} has no figures for area groups and the public.`,
  );
}

function snapshotAsked({ query }: FastifyRequest): string | undefined {
  const { snapshot } = query as { snapshot?: string | string[] };
  if (Array.isArray(snapshot)) throw new Problem(400, 'Give “snapshot” once.');
  return snapshot;
}

function sayHowToCache(request: FastifyRequest, reply: FastifyReply, lease: Lease): void {
  if (reply.statusCode !== 200 && reply.statusCode !== 304) return;
  reply.header('etag', tagOf(request, lease));
  reply.header('cache-control', 'private, no-cache');
  reply.header('vary', 'accept, accept-encoding, cookie');
}

function tagOf(request: FastifyRequest, { snapshot }: Lease): string {
  const { url, headers, viewer, server } = request;
  const { id, published_at } = snapshot.info;
  const { role, ...scope } = scopeOf(request);
  const { partnership } = (server.snapshots.current ?? snapshot).catalogue;
  const whose = [
    role,
    sightKey(sightOf({ role, ...scope }, partnership)),
    viewer.session?.user,
    viewer.formSecret,
  ];
  const what = [id, published_at, url, headers.accept, headers['accept-encoding']];
  return entityTag([...what, ...whose.map((part) => part ?? '')]);
}
