import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LogInPage } from '../../../web/pages/LogInPage.tsx';
import { formToken } from '../../access/csrf.ts';
import { LogInError } from '../../access/oidc.ts';
import { ownPath } from '../../access/return-to.ts';
import type { Session } from '../../access/sessions.ts';
import { LONGEST_HOURS } from '../../access/sessions.ts';
import { sendPage } from '../../page.ts';
import { Problem } from '../../problems.ts';

/** What all ways to log in share: the page, the new session, and the ways out. */

const ANYONE = { config: { needs: 'anyone' } } as const;

export async function logInRoutes(app: FastifyInstance): Promise<void> {
  const { access } = app;
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });

  app.get('/log-in', ANYONE, async (request, reply) => {
    const { returnTo, isOut } = asked(request);
    if (access.mode === 'open' || request.viewer.session) return reply.redirect(returnTo, 303);
    if (access.openId === null || isOut) return showLogIn(request, reply, { returnTo, isOut });
    const { to, handle } = await access.openId.begin(returnTo).catch(sayWhy);
    access.cookies.write(reply, 'login', handle, 600);
    return reply.redirect(to, 303);
  });

  app.post('/log-out', ANYONE, async (request, reply) => {
    const { session } = request.viewer;
    if (session) await access.audit.record({ event: 'log_out', who: session.user, address: request.ip });
    return leave(request, reply);
  });

  app.post('/log-out/everywhere', ANYONE, async (request, reply) => {
    const { session } = request.viewer;
    if (session) {
      await access.sessions.endAllOf(session.user);
      await access.audit.record({ event: 'log_out_everywhere', who: session.user, address: request.ip });
    }
    return leave(request, reply);
  });
}

function sayWhy(error: unknown): never {
  if (error instanceof LogInError) throw new Problem(error.status, error.message);
  throw error;
}

const text = z.string().catch('');
const askedShape = z.object({ return: text, out: text });

function asked({ query }: FastifyRequest): { returnTo: string; isOut: boolean } {
  const { return: back, out } = askedShape.parse(query ?? {});
  return { returnTo: ownPath(back), isOut: out !== '' };
}

interface Shown {
  returnTo: string;
  isOut?: boolean;
  name?: string;
  problem?: string | null;
}

export function showLogIn(request: FastifyRequest, reply: FastifyReply, shown: Shown): FastifyReply {
  const { access, assets } = request.server;
  if (access.mode === 'open') throw new Problem(404, 'There is no log-in here.');
  const { formSecret } = request.viewer;
  const { returnTo, isOut = false, name = '', problem = null } = shown;
  const csrf = formSecret === null ? '' : formToken(formSecret);
  return sendPage(reply, LogInPage, {
    assets,
    mode: access.mode,
    csrf,
    name,
    returnTo,
    problem,
    loggedOut: isOut,
  });
}

/** A new session with a new secret, whatever cookie came: nobody can plant one beforehand. */
export async function enter(
  request: FastifyRequest,
  reply: FastifyReply,
  who: Pick<Session, 'user' | 'name' | 'role'>,
): Promise<void> {
  const { access } = request.server;
  const before = access.cookies.read(request, 'session');
  if (before !== null) await access.sessions.end(before);
  await access.audit.record({ event: 'log_in', who: who.user, role: who.role, address: request.ip });
  const secret = await access.sessions.begin(who);
  access.cookies.write(reply, 'session', secret, access.mode === 'open' ? undefined : LONGEST_HOURS * 3600);
  access.cookies.clear(reply, 'form');
}

async function leave(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { access } = request.server;
  const secret = access.cookies.read(request, 'session');
  if (secret !== null) await access.sessions.end(secret);
  access.cookies.clear(reply, 'session');
  reply.header('clear-site-data', '"cache"');
  return reply.redirect('/log-in?out=1', 303);
}
