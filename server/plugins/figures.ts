import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { localDay } from '../../indicators/periods.ts';
import type { Catalogue } from '../../indicators/schema.ts';
import { sightOf } from '../access/scope.ts';
import { isPageAsked } from '../access/viewer.ts';
import type { Answer, Answers, Headers } from '../answers.ts';
import type { Figures } from '../figures.ts';
import { Problem } from '../problems.ts';
import { type Sight, sightKey } from '../snapshots/sight.ts';
import type { Lease } from '../snapshots/snapshot.ts';
import type { SnapshotStore } from '../snapshots/store.ts';
import type { SnapshotView } from '../snapshots/view.ts';
import { entityTag, isFresh } from './etag.ts';
import { packed } from './packing.ts';

declare module 'fastify' {
  interface FastifyInstance {
    snapshots: SnapshotStore;
  }
  interface FastifyRequest {
    lease: Lease | null;
    /** What it may see: the same from the question to the answer, though a snapshot with another policy comes between. */
    sight: Sight | null;
    /** The figures that this request may read, from one snapshot until it is answered. */
    readonly figures: Figures;
    asked: Asked | null;
  }
}

/** A question that has come to a snapshot. */
interface Asked {
  tag: string;
  /** Whether the answer was there already. */
  kept: boolean;
  /** The headers that any reply has. */
  before: Headers;
  /** To be told the answer, for those who wait for it. */
  arrived: ((answer: Answer | null) => void) | null;
}

export function decorateWithFigures(app: FastifyInstance, store: SnapshotStore): void {
  app.decorate('snapshots', store);
  app.decorateRequest('lease', null);
  app.decorateRequest('sight', null);
  app.decorateRequest('asked', null);
  app.decorateRequest('figures', {
    getter(this: FastifyRequest): Figures {
      if (!this.lease) throw new Error(`${this.url} has asked for figures on a route that holds no snapshot`);
      return {
        snapshot: viewFor(this, this.lease),
        level: sightFor(this, this.lease.snapshot.catalogue).level,
      };
    },
  });
}

/**
 * Every route of this scope holds one snapshot while it works. What it answers depends on that snapshot and what it was
 * frozen as, on who asks, on the address and on the day. So it is worked out once for all who ask the same, and who has
 * it already is told so. A route whose answer depends on more says `cache-control: no-store`.
 */
export function holdSnapshot(scope: FastifyInstance, now: () => Date): void {
  const dayIn = dayTeller(now);

  const ask = (request: FastifyRequest, lease: Lease): string => {
    request.lease = lease;
    const { catalogue } = lease.snapshot;
    const sight = sightFor(request, catalogue);
    if (sight.level !== 'full') refuseWithoutFigures(request, lease);
    return questionOf(request, lease, sight, dayIn(catalogue.partnership.calendar));
  };

  // What is there already goes out from here. Nearly all that is asked for is, and promises would take as long as it does.
  scope.addHook('onRequest', (request, reply, done) => {
    const lease = scope.snapshots.leaseLatest(snapshotAsked(request));
    const kept = lease && find(request, lease, ask(request, lease));
    if (!kept || kept instanceof Promise) return done();
    give(request, reply, kept);
  });

  scope.addHook('onRequest', async (request, reply) => {
    const lease = request.lease ?? (await scope.snapshots.lease(snapshotAsked(request)));
    const question = ask(request, lease);
    const found = find(request, lease, question);
    const kept = found instanceof Promise ? await found : found;
    if (kept) return give(request, reply, kept);
    const tag = tagOf(lease, question);
    request.asked = { tag, kept: false, before: reply.getHeaders(), arrived: null };
    if (isFresh(request, tag)) return describe(reply, tag).code(304).send();
    // Before anything is waited for, or others would begin the same.
    if (found === undefined) request.asked.arrived = lease.snapshot.answers.begin(question);
  });

  scope.addHook<string | Buffer | null>('onSend', (request, reply, payload, done) => {
    const { asked, lease } = request;
    lease?.release();
    if (payload === null || payload === undefined || asked?.kept) return done();
    finish(request, reply, Buffer.from(payload)).then((body) => done(null, body), done);
  });

  // Also of requests that failed or were broken off: others may be waiting for the answer.
  scope.addHook('onResponse', ({ asked }, _reply, done) => {
    asked?.arrived?.(null);
    done();
  });
}

function snapshotAsked({ query }: FastifyRequest): string | undefined {
  const { snapshot } = query as { snapshot?: string | string[] };
  if (Array.isArray(snapshot)) throw new Problem(400, 'Give “snapshot” once.');
  return snapshot;
}

/** What this request may see of a snapshot, by the policy of the newest: an older one may have been laxer. */
export function viewFor(request: FastifyRequest, { snapshot }: Pick<Lease, 'snapshot'>): SnapshotView {
  return snapshot.seenBy(sightFor(request, snapshot.catalogue));
}

function sightFor(request: FastifyRequest, { partnership }: Catalogue): Sight {
  const { server, viewer, url } = request;
  if (viewer.scope === null) throw new Error(`${url} has asked for figures for nobody`);
  request.sight ??= sightOf(viewer.scope, server.snapshots.current?.catalogue.partnership ?? partnership);
  return request.sight;
}

function refuseWithoutFigures(request: FastifyRequest, lease: Lease): void {
  if (viewFor(request, lease).has('protected_point')) return;
  const { id } = lease.snapshot.info;
  throw new Problem(404, `The snapshot ${id} has no figures for area groups and the public.`);
}

/** What an answer depends on of who asks: what they may see and, where pages greet them, who they are. */
function askerOf(request: FastifyRequest, sight: Sight): unknown[] {
  const { scope, session, formSecret } = request.viewer;
  const asker = [scope?.role, sightKey(sight)];
  return isPageAsked(request) ? [...asker, session?.user, session?.name, formSecret] : asker;
}

/** All that an answer from one snapshot depends on: also its name, which it may be given later. Who asks is in it whole,
 *  so nobody is given another's answer. */
function questionOf(request: FastifyRequest, lease: Lease, sight: Sight, today: string): string {
  const { url, headers } = request;
  const asker = JSON.stringify(askerOf(request, sight));
  const { name } = lease.snapshot.info;
  return [asker, today, name, url, headers.accept, headers['accept-encoding']].join('\n');
}

function tagOf({ snapshot }: Lease, question: string): string {
  const { id, published_at } = snapshot.info;
  return entityTag([id, published_at, question]);
}

function describe(reply: FastifyReply, tag: string): FastifyReply {
  return reply.headers({
    etag: tag,
    'cache-control': 'private, no-cache',
    vary: 'accept, accept-encoding, cookie',
  });
}

/** What is kept, or is being worked out; null where it is not for keeping. */
function find(
  { method }: FastifyRequest,
  { snapshot }: Lease,
  question: string,
): ReturnType<Answers['find']> | null {
  return method === 'GET' ? snapshot.answers.find(question) : null;
}

function give(request: FastifyRequest, reply: FastifyReply, { headers, body }: Answer): FastifyReply {
  const tag = String(headers.etag);
  request.asked = { tag, kept: true, before: {}, arrived: null };
  if (isFresh(request, tag)) return describe(reply, tag).code(304).send();
  return reply.headers(headers).send(body);
}

/** Packs what goes out. Those who wait for it are given it too, with the headers that are its own, unless it is no answer
 *  or somebody's own. */
async function finish(request: FastifyRequest, reply: FastifyReply, plain: Buffer): Promise<Buffer> {
  const { asked } = request;
  const isAnswer = reply.statusCode === 200 && reply.getHeader('cache-control') !== 'no-store';
  if (asked && isAnswer) describe(reply, asked.tag);
  const type = String(reply.getHeader('content-type'));
  const small = await packed(plain, type, request.headers['accept-encoding']);
  if (small) reply.header('content-encoding', small.encoding);
  const body = small?.body ?? plain;
  const isForAll = isAnswer && !reply.hasHeader('set-cookie');
  asked?.arrived?.(isForAll ? { headers: ownHeaders(reply, asked), body } : null);
  return body;
}

function ownHeaders(reply: FastifyReply, { before }: Asked): Headers {
  return Object.fromEntries(
    Object.entries(reply.getHeaders()).filter(([name, value]) => before[name] !== value),
  );
}

/** What day it is somewhere; looked up once a minute. */
function dayTeller(now: () => Date): (timeZone: string) => string {
  const known = new Map<string, { minute: number; day: string }>();
  return (timeZone) => {
    const time = now();
    const minute = Math.floor(time.getTime() / 60_000);
    const last = known.get(timeZone);
    if (last?.minute === minute) return last.day;
    const day = localDay(time, timeZone);
    known.set(timeZone, { minute, day });
    return day;
  };
}
