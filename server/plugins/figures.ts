import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { localDay } from '../../indicators/periods.ts';
import type { Figures } from '../figures.ts';
import { Problem } from '../problems.ts';
import { type Scope, scopeOf } from '../scope.ts';
import type { Lease } from '../snapshots/snapshot.ts';
import type { SnapshotStore } from '../snapshots/store.ts';
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
      return { snapshot: this.lease.snapshot, level: scopeOf(this).level };
    },
  });
}

/** Every route of this scope holds one snapshot while it works, and answers 304 to who has its answer already.
 *  @param now what day it is: what is late today was not yet so yesterday */
export function holdSnapshot(scope: FastifyInstance, now: () => Date): void {
  const tagOf = (request: FastifyRequest, lease: Lease) => {
    const today = localDay(now(), lease.snapshot.catalogue.partnership.calendar);
    return tagFor(request, lease, scopeOf(request), today);
  };
  scope.addHook('onRequest', async (request, reply) => {
    request.lease = await scope.snapshots.lease(snapshotAsked(request));
    if (isFresh(request, tagOf(request, request.lease))) return reply.code(304).send();
  });

  scope.addHook('onSend', async (request, reply) => {
    if (request.lease) sayHowToCache(reply, tagOf(request, request.lease));
    request.lease?.release();
  });
}

function snapshotAsked({ query }: FastifyRequest): string | undefined {
  const { snapshot } = query as { snapshot?: string | string[] };
  if (Array.isArray(snapshot)) throw new Problem(400, 'Give “snapshot” once.');
  return snapshot;
}

function sayHowToCache(reply: FastifyReply, tag: string): void {
  if (reply.statusCode !== 200 && reply.statusCode !== 304) return;
  reply.header('etag', tag);
  reply.header('cache-control', 'private, no-cache');
  reply.header('vary', 'accept, accept-encoding');
}

function tagFor(
  { url, headers }: FastifyRequest,
  { snapshot }: Lease,
  { level, role }: Scope,
  today: string,
): string {
  const { id, published_at } = snapshot.info;
  return entityTag([id, published_at, today, level, role, url, headers.accept, headers['accept-encoding']]);
}
