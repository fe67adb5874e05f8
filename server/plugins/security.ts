import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import { Problem } from '../problems.ts';
import { isLoopback } from '../settings.ts';

/** Nothing from elsewhere, nothing inline. No HSTS and no upgrade: `open` is plain HTTP on one machine. */
export async function addSecurityHeaders(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    strictTransportSecurity: false,
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
export function refuseOtherHosts(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ headers }) => {
    const name = (headers.host ?? 'localhost').replace(/:\d+$/, '');
    if (isLoopback(name)) return;
    throw new Problem(
      421,
      'Without sign-in the dashboard answers only on this machine: use http://localhost.',
    );
  });
}
