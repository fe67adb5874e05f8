import { createHash } from 'node:crypto';
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Assets } from '../../web/props/frame.ts';
import { type AccessSettings, isLoopback } from '../access/access-settings.ts';
import { isPassedOn } from '../access/needs.ts';
import { Problem } from '../problems.ts';

const YEAR_SECONDS = 31_536_000;

/** Nothing from elsewhere, and nothing inline but the one style sheet, which is known by its digest. Where people
 *  come by https, their browsers are told to come by no other way. */
export async function addSecurityHeaders(
  app: FastifyInstance,
  { auth, url }: AccessSettings,
  { style }: Assets,
): Promise<void> {
  const https = url?.protocol === 'https:';
  const sessions = auth !== 'open';
  const headers = await headersOf({
    strictTransportSecurity: https ? { maxAge: YEAR_SECONDS, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
    // Each has a browser begin a process anew for who comes from elsewhere: worth it where there is a session to keep apart.
    crossOriginOpenerPolicy: sessions,
    originAgentCluster: sessions,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", `'sha256-${createHash('sha256').update(style).digest('base64')}'`],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
  });
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}

/** What Helmet adds to a reply: always the same, but it works it out anew for each, which takes longer than an answer
 *  that is kept. */
async function headersOf(options: FastifyHelmetOptions): Promise<Record<string, string>> {
  const app = Fastify();
  await app.register(helmet, options);
  app.get('/', async (_request, reply) => reply.raw.getHeaders());
  return (await app.inject('/')).json();
}

/** A web site elsewhere can point its own name at 127.0.0.1 and so read what only this machine may (DNS rebinding).
 *  It cannot hide the name from us. */
export function refuseOtherHosts(app: FastifyInstance, { auth, url }: AccessSettings): void {
  const words = auth === 'open' ? HERE_ONLY : `The dashboard is at ${url?.origin ?? 'http://localhost'}.`;
  app.addHook('onRequest', (request, _reply, done) => {
    const { headers } = request;
    // A proxy on this machine, by which others come.
    if (auth === 'open' && isPassedOn(request)) return done(new Problem(421, words));
    const host = (headers.host ?? 'localhost').toLowerCase();
    const name = host.replace(/:\d+$/, '');
    if (isLoopback(name) || host === url?.host || name === url?.hostname) return done();
    done(new Problem(421, words));
  });
}

const HERE_ONLY = 'Without sign-in the dashboard answers only on this machine: use http://localhost.';
