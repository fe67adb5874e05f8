import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { About } from '../openapi/about.ts';
import { Problem } from '../problems.ts';

/** What each route needs of who asks. A route that does not say stops the server from starting. */

const NEEDS = ['anyone', 'figures', 'leader', 'analyst', 'operator'] as const;
export type Needs = (typeof NEEDS)[number];

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route, with what it needs. */
    declaredRoutes: DeclaredRoute[];
  }
  interface FastifyContextConfig {
    /** `anyone` also without log-in; `figures` whoever may see figures, at a level and of areas that the scope decides;
     *  `leader` who may see true figures; `analyst`; `operator` an analyst, or this machine itself. */
    needs?: Needs;
  }
}

export interface DeclaredRoute {
  method: string;
  url: string;
  needs: Needs;
  /** What it is for programs; pages do not say. */
  about?: About;
}

export function demandNeeds(app: FastifyInstance): void {
  app.decorate('declaredRoutes', []);
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/assets/')) route.config = { ...route.config, needs: 'anyone' };
    const { needs, about } = route.config ?? {};
    if (needs !== undefined && NEEDS.includes(needs)) {
      const declared = { url: route.url, needs, ...(about && { about }) };
      for (const method of [route.method].flat()) app.declaredRoutes.push({ method, ...declared });
      return;
    }
    throw new Error(
      `${route.method} ${route.url} does not say who may use it: give it { config: { needs: 'figures' } } or another of ${NEEDS.join(', ')}.`,
    );
  });

  app.addHook('onRequest', (request, _reply, done) => {
    refuseOthers(request);
    done();
  });
}

/** An address that is not there is told to nobody who has not logged in, and an address that is not theirs is answered
 *  as one that is not there. */
function refuseOthers(request: FastifyRequest): void {
  const needs = request.is404 ? 'figures' : request.routeOptions.config.needs;
  if (needs === 'anyone' || (needs === 'operator' && isThisMachine(request))) return;
  const { scope } = request.viewer;
  if (scope === null) throw new Problem(401, 'Log in to see this: /log-in.');
  if (needs === 'figures' || (needs === 'leader' && scope.level === 'full')) return;
  if (scope.role !== 'analyst') throw nothingAt(request);
}

export function nothingAt({ url }: FastifyRequest): Problem {
  const path = url.split('?')[0] ?? '';
  const shown = path.length > 200 ? `${path.slice(0, 200)}…` : path;
  return new Problem(404, `There is nothing at ${shown}.`);
}

/** Straight from this machine, and not by way of a proxy on it. */
function isThisMachine(request: FastifyRequest): boolean {
  return !isPassedOn(request) && /^(::1|(::ffff:)?127\.)/.test(request.socket.remoteAddress ?? '');
}

/** A proxy says for whom it asks. */
export function isPassedOn({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  const said = ['x-forwarded-for', 'forwarded', 'x-real-ip'];
  return said.some((name) => headers[name] !== undefined);
}
