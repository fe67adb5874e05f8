import { randomBytes } from 'node:crypto';
import * as client from 'openid-client';
import { z } from 'zod';
import { isLoopback, type OidcSettings } from './access-settings.ts';

/** OpenID Connect, made for Microsoft Entra ID: authorisation code with PKCE, state and nonce. */

const MINUTES_TO_LOG_IN = 10;
const UNDER_WAY_AT_MOST = 5_000;
export const CALLBACK = '/log-in/callback';

/** Why a log-in did not come off, in words for who tried. */
export class LogInError extends Error {
  override name = 'LogInError';

  constructor(
    message: string,
    readonly status = 403,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export interface Identity {
  /** Issuer and subject: a name or an address may pass to somebody else, these do not. */
  user: string;
  name: string;
  roles: string[];
  area: string | null;
}

interface UnderWay {
  begun: number;
  verifier: string;
  state: string;
  nonce: string;
  returnTo: string;
}

const claimsSchema = z.looseObject({
  iss: z.string(),
  sub: z.string().min(1),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  roles: z.union([z.array(z.string()), z.string().transform((role) => [role])]).default([]),
});

const LONGEST_NAME = 100;
const UNSEEN = /\p{C}/gu;

/** A name as pages can show it. */
function greeted(name = ''): string {
  return name.replace(UNSEEN, '').trim().slice(0, LONGEST_NAME);
}

export class OpenId {
  readonly #underWay = new Map<string, UnderWay>();
  #configuration: Promise<client.Configuration> | null = null;

  constructor(
    private readonly settings: OidcSettings,
    private readonly url: URL,
    private readonly clock: () => number,
  ) {}

  /** Where to send somebody who logs in, and the handle by which they are known when they come back. */
  async begin(returnTo: string): Promise<{ to: string; handle: string }> {
    const configuration = await this.#known();
    const verifier = client.randomPKCECodeVerifier();
    const [state, nonce] = [client.randomState(), client.randomNonce()];
    const to = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#callback().href,
      response_type: 'code',
      scope: 'openid profile',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    const handle = randomBytes(32).toString('base64url');
    this.#keep(handle, { begun: this.clock(), verifier, state, nonce, returnTo });
    return { to: to.href, handle };
  }

  /** Checks what came back. A handle counts once. @param search the query of the address that was come back to */
  async finish(handle: string | null, search: string): Promise<{ who: Identity; returnTo: string }> {
    const underWay = this.#take(handle);
    if (!underWay) throw new LogInError('This log-in took too long, or was begun elsewhere. Log in again.');
    const address = this.#callback();
    address.search = search;
    const configuration = await this.#known();
    const tokens = await client
      .authorizationCodeGrant(configuration, address, {
        pkceCodeVerifier: underWay.verifier,
        expectedState: underWay.state,
        expectedNonce: underWay.nonce,
        idTokenExpected: true,
      })
      .catch((cause) => {
        throw new LogInError('The identity provider’s answer did not hold. Log in again.', 403, { cause });
      });
    return { who: this.#identity(tokens.claims()), returnTo: underWay.returnTo };
  }

  #identity(given: unknown): Identity {
    const claims = claimsSchema.safeParse(given);
    if (!claims.success) throw new LogInError('The identity provider did not say who you are.');
    const { iss, sub, name, preferred_username, roles } = claims.data;
    const area = claims.data[this.settings.areaClaim];
    return {
      user: `oidc ${iss} ${sub}`,
      name: [name, preferred_username].map(greeted).find((one) => one !== '') ?? 'Somebody without a name',
      roles,
      area: typeof area === 'string' ? area : null,
    };
  }

  #callback(): URL {
    return new URL(CALLBACK, this.url);
  }

  /** Asked once; again if it could not be had, so that the provider may be down while the dashboard starts. */
  #known(): Promise<client.Configuration> {
    this.#configuration ??= this.#discover().catch((cause) => {
      this.#configuration = null;
      throw new LogInError('The identity provider cannot be reached. Try again in a few minutes.', 503, {
        cause,
      });
    });
    return this.#configuration;
  }

  #discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    // The signature of every token is checked, also of those that came straight from the provider.
    const execute = [client.enableNonRepudiationChecks];
    if (issuer.protocol === 'http:' && isLoopback(issuer.hostname))
      execute.push(client.allowInsecureRequests);
    return client.discovery(issuer, clientId, undefined, client.ClientSecretPost(clientSecret), { execute });
  }

  #keep(handle: string, underWay: UnderWay): void {
    const [oldest] = this.#underWay.keys();
    if (this.#underWay.size >= UNDER_WAY_AT_MOST && oldest !== undefined) this.#underWay.delete(oldest);
    this.#underWay.set(handle, underWay);
  }

  #take(handle: string | null): UnderWay | null {
    const found = this.#underWay.get(handle ?? '');
    this.#underWay.delete(handle ?? '');
    if (!found || this.clock() - found.begun > MINUTES_TO_LOG_IN * 60_000) return null;
    return found;
  }
}
