import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import Fastify, { type FastifyInstance } from 'fastify';
import { Problem } from '../problems.ts';
import { isLoopback } from '../settings.ts';

/** Nothing from elsewhere, nothing inline. No HSTS and no upgrade: `open` is plain HTTP on one machine. */
export async function addSecurityHeaders(app: FastifyInstance): Promise<void> {
  const headers = await headersOf({
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
export function refuseOtherHosts(app: FastifyInstance): void {
  app.addHook('onRequest', ({ headers }, _reply, done) => {
    const name = (headers.host ?? 'localhost').replace(/:\d+$/, '');
    if (isLoopback(name)) return done();
    done(
      new Problem(421, 'Without sign-in the dashboard answers only on this machine: use http://localhost.'),
    );
  });
}
