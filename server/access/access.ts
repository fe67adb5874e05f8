import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { AccessSettings } from './access-settings.ts';
import { AuditTrail } from './audit.ts';
import { Cookies } from './cookies.ts';
import { OpenId } from './oidc.ts';
import type { Role } from './scope.ts';
import { type Session, SessionStore } from './sessions.ts';
import { Throttle } from './throttle.ts';
import { Users } from './users.ts';

const FAILURES_OF_A_NAME = 10;
const FAILURES_OF_AN_ADDRESS = 30;

declare module 'fastify' {
  interface FastifyInstance {
    access: Access;
  }
}

export function newFormSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** All that log-in is made of. */
export class Access {
  readonly mode: AccessSettings['auth'];
  readonly cookies: Cookies;
  readonly sessions: SessionStore;
  readonly audit: AuditTrail;
  readonly users: Users | null;
  readonly openId: OpenId | null;
  /** Signs the forms of all who come without logging in, where they are one person: their pages are the same. Null
   *  where each browser has a secret of its own. */
  readonly commonFormSecret: string | null;
  readonly throttle: { name: Throttle; address: Throttle };

  constructor(home: string, settings: AccessSettings, clock: () => number) {
    this.mode = settings.auth;
    this.cookies = new Cookies(settings.url?.protocol === 'https:');
    this.sessions = new SessionStore(join(home, 'sessions'), clock);
    this.audit = new AuditTrail(home, clock);
    this.commonFormSecret = this.mode === 'open' ? newFormSecret() : null;
    this.users = settings.auth === 'local' ? new Users(home) : null;
    this.openId = settings.oidc && settings.url ? new OpenId(settings.oidc, settings.url, clock) : null;
    this.throttle = {
      name: new Throttle(FAILURES_OF_A_NAME, clock),
      address: new Throttle(FAILURES_OF_AN_ADDRESS, clock),
    };
  }

  /** On one machine of one person there is no log-in: they see everything. */
  get roleOfStrangers(): Role | null {
    return this.mode === 'open' ? 'analyst' : null;
  }

  /** A session of another way to log in does not count; and a local user's role is the one that they have now. */
  async sessionOf(secret: string): Promise<Session | null> {
    const session = await this.sessions.find(secret);
    if (session === null || !session.user.startsWith(`${this.mode} `)) return null;
    if (this.users === null) return session;
    const user = await this.users.called(session.name);
    return user === null ? null : { ...session, role: user.role };
  }
}
