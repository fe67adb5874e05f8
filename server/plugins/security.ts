import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import { type AccessSettings, isLoopback } from '../access/access-settings.ts';
import { Problem } from '../problems.ts';

const YEAR_SECONDS = 31_536_000;

/** Nothing from elsewhere, nothing inline. Where people come by https, their browsers are told to come by no other way. */
export async function addSecurityHeaders(app: FastifyInstance, { url }: AccessSettings): Promise<void> {
  const https = url?.protocol === 'https:';
  await app.register(helmet, {
    strictTransportSecurity: https ? { maxAge: YEAR_SECONDS, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
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
}

/** A web site elsewhere can point its own name at 127.0.0.1 and so read what only this machine may (DNS rebinding).
 *  It cannot hide the name from us. */
export function refuseOtherHosts(app: FastifyInstance, { auth, url }: AccessSettings): void {
  app.addHook('onRequest', async ({ headers }) => {
    const host = (headers.host ?? 'localhost').toLowerCase();
    const name = host.replace(/:\d+$/, '');
    if (isLoopback(name) || host === url?.host || name === url?.hostname) return;
    throw new Problem(
      421,
      auth === 'open' ? HERE_ONLY : `The dashboard is at ${url?.origin ?? 'http://localhost'}.`,
    );
  });
}

const HERE_ONLY = 'Without sign-in the dashboard answers only on this machine: use http://localhost.';
