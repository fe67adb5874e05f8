import type { FastifyReply, FastifyRequest } from 'fastify';

/** The cookies: who is logged in; that a form was sent by who was shown it; which log-in is under way. */

type CookieName = 'session' | 'form' | 'login';

/** `__Host-` keeps other names of the same domain from setting it; browsers take it over https alone. */
function fullName(name: CookieName, secure: boolean): string {
  return `${secure ? '__Host-' : ''}waggle-${name}`;
}

export class Cookies {
  constructor(private readonly secure: boolean) {}

  nameOf(name: CookieName): string {
    return fullName(name, this.secure);
  }

  read(request: FastifyRequest, name: CookieName): string | null {
    return request.cookies[fullName(name, this.secure)] ?? null;
  }

  /** Until the browser is closed, unless an end is said. */
  write(reply: FastifyReply, name: CookieName, value: string, seconds?: number): void {
    reply.setCookie(fullName(name, this.secure), value, {
      ...this.#options(),
      ...(seconds !== undefined && { maxAge: seconds }),
    });
  }

  clear(reply: FastifyReply, name: CookieName): void {
    reply.clearCookie(fullName(name, this.secure), this.#options());
  }

  #options() {
    return { path: '/', httpOnly: true, secure: this.secure, sameSite: 'lax' } as const;
  }
}
