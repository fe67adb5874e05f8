import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { networkOf } from '../../access/network.ts';
import { ownPath } from '../../access/return-to.ts';
import type { Users } from '../../access/users.ts';
import { enter, showLogIn } from './log-in.ts';

/** Log-in by name and password. */

const text = z.string().catch('');
/** No user has a longer name, and each that is tried is remembered for a while. */
const LONGEST_NAME = 200;
const form = z.object({ name: z.string().max(LONGEST_NAME).catch(''), password: text, return: text });

export async function localRoutes(app: FastifyInstance, { users }: { users: Users }): Promise<void> {
  const { access } = app;

  app.post('/log-in', { config: { needs: 'anyone' } }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const { name, password, return: back } = form.parse(request.body ?? {});
    const returnTo = ownPath(back);
    const refuse = (problem: string, status: number) =>
      showLogIn(request, reply.code(status), { returnTo, name, problem });
    if (name === '' || password === '') return refuse('Enter your name and your password', 400);
    const minutes = waitFor(request, name);
    if (minutes > 0) {
      reply.header('retry-after', String(minutes * 60));
      return refuse(
        `Too many tries. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`} and try again`,
        429,
      );
    }
    // Counted before the password is looked at, so that many tries sent at once are many tries.
    fail(request, name);
    const user = await users.withPassword(name, password);
    if (user === null) {
      await access.audit.record({ event: 'log_in_failed', who: `local ${name}`, address: request.ip });
      return refuse('The name or the password is wrong', 401);
    }
    // Only their own: otherwise who has an account could try others’ passwords and log in between.
    const tries = access.throttle.name.succeeded(name);
    access.throttle.address.takeBack(networkOf(request.ip), tries);
    await enter(request, reply, { user: `local ${user.name}`, name: user.name, role: user.role });
    return reply.redirect(returnTo, 303);
  });
}

function waitFor({ ip, server }: FastifyRequest, name: string): number {
  const { throttle } = server.access;
  return Math.max(throttle.name.wait(name), throttle.address.wait(networkOf(ip)));
}

function fail({ ip, server }: FastifyRequest, name: string): void {
  server.access.throttle.name.failed(name);
  server.access.throttle.address.failed(networkOf(ip));
}
