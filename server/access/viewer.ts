import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ViewerProps } from '../../web/props/frame.ts';
import { type Access, newFormSecret } from './access.ts';
import { formToken } from './csrf.ts';
import { type Scope, scopeFor } from './scope.ts';
import type { Session } from './sessions.ts';

/** Who asks. Made once for each request, before its route begins. */
interface Viewer {
  /** Null for somebody who has not logged in. */
  readonly scope: Scope | null;
  readonly session: Session | null;
  /** What forms are signed with; null before this browser was shown one. */
  readonly formSecret: string | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    viewer: Viewer;
  }
}

const NOBODY: Viewer = { scope: null, session: null, formSecret: null };

export function knowViewer(app: FastifyInstance, access: Access): void {
  app.decorate('access', access);
  app.decorateRequest('viewer');
  app.addHook('onRequest', (request, reply, done) => {
    request.viewer = NOBODY;
    if (isAsset(request)) return done();
    const secret = access.cookies.read(request, 'session');
    const know = (session: Session | null) => {
      request.viewer = viewerOf(request, access, session);
      if (request.viewer.formSecret === null && isPageAsked(request)) giveFormSecret(request, reply, access);
      done();
    };
    if (secret === null) know(null);
    else access.sessionOf(secret).then(know, done);
  });
}

function isAsset({ url }: FastifyRequest): boolean {
  return url.startsWith('/assets/');
}

/** Pages have something of their reader's own in them; nothing else does. */
export function isPageAsked({ headers }: FastifyRequest): boolean {
  return (headers.accept ?? '').includes('text/html');
}

function viewerOf(request: FastifyRequest, access: Access, session: Session | null): Viewer {
  const role = session?.role ?? access.roleOfStrangers;
  const formSecret = session
    ? access.cookies.read(request, 'session')
    : (access.commonFormSecret ?? access.cookies.read(request, 'form'));
  return { scope: role === null ? null : scopeFor(role), session, formSecret };
}

/** Pages have forms, and a form is signed with a cookie. */
function giveFormSecret(request: FastifyRequest, reply: FastifyReply, access: Access): void {
  const formSecret = newFormSecret();
  access.cookies.write(reply, 'form', formSecret);
  request.viewer = { ...request.viewer, formSecret };
}

/** Who did something, for the audit trail. */
export function whoIs({ viewer, ip }: FastifyRequest): { who: string; role?: string; address: string } {
  return {
    who: viewer.session?.user ?? 'this machine',
    ...(viewer.scope && { role: viewer.scope.role }),
    address: ip,
  };
}

/** For a form of a page's own; empty where no page was asked for. */
export function formTokenOf({ viewer }: FastifyRequest): string {
  return viewer.formSecret === null ? '' : formToken(viewer.formSecret);
}

/** What the pages say about who is looking, and the forms with which they change it. */
export function viewerProps(request: FastifyRequest): ViewerProps | null {
  if (!isPageAsked(request)) return null;
  const { viewer, server, url } = request;
  const { scope, session, formSecret } = viewer;
  const { access, snapshots } = server;
  if (scope === null || formSecret === null) return null;
  const { areas = [] } = snapshots.current?.catalogue.partnership ?? {};
  return {
    mode: access.mode,
    role: scope.role,
    name: session?.name ?? null,
    csrf: formToken(formSecret),
    areas: access.mode === 'open' ? areas.map(({ id, short }) => ({ id, name: short })) : [],
    path: url,
  };
}
