import { isIP } from 'node:net';
import { z } from 'zod';

/** The settings of who may come in, checked at the start. */

export interface OidcSettings {
  issuer: URL;
  clientId: string;
  clientSecret: string;
  /** The claim that names the area of somebody whose role is `area`. */
  areaClaim: string;
}

export interface AccessSettings {
  auth: 'open' | 'local' | 'oidc';
  /** Where people find the dashboard: https, unless that is this machine itself. */
  url?: URL;
  oidc?: OidcSettings;
  /** The proxies whose word is taken for where a request comes from. */
  trustProxy?: string[];
  /** Requests that one person or address may send in a minute; 0 for no limit. */
  requestsPerMinute?: number;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i;

export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

export const accessEnvironment = {
  WAGGLE_AUTH: z.enum(['open', 'local', 'oidc']).default('open'),
  WAGGLE_URL: z
    .string()
    .refine(isSafeAddress)
    .transform((text) => new URL(text))
    .optional(),
  WAGGLE_OIDC_ISSUER: z
    .string()
    .refine(isSafeAddress)
    .refine(isOneTenant)
    .transform((text) => new URL(text))
    .optional(),
  WAGGLE_OIDC_CLIENT_ID: z.string().optional(),
  WAGGLE_OIDC_CLIENT_SECRET: z.string().min(8).optional(),
  WAGGLE_OIDC_AREA_CLAIM: z
    .string()
    .regex(/^[\w.:/-]{1,200}$/)
    .default('area'),
  WAGGLE_TRUST_PROXY: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .refine((parts) => parts.every(isProxy))
    .optional(),
  WAGGLE_RATE_LIMIT: z
    .string()
    .regex(/^\d{1,6}$/)
    .default('1200')
    .transform(Number),
};

export const ACCESS_WORDS: Record<string, string> = {
  WAGGLE_AUTH: 'WAGGLE_AUTH must be open, local or oidc',
  WAGGLE_URL:
    'WAGGLE_URL must be the https address at which people open the dashboard, such as https://waggle.example.gov.uk',
  WAGGLE_OIDC_ISSUER:
    'WAGGLE_OIDC_ISSUER must be the https address of your tenant, such as https://login.microsoftonline.com/<tenant>/v2.0',
  WAGGLE_OIDC_AREA_CLAIM: 'WAGGLE_OIDC_AREA_CLAIM must be the name of a claim, such as area',
  WAGGLE_TRUST_PROXY:
    'WAGGLE_TRUST_PROXY must be the addresses of your reverse proxies with commas between, such as 127.0.0.1 or 10.0.0.0/24',
  WAGGLE_RATE_LIMIT:
    'WAGGLE_RATE_LIMIT must be a whole number of requests a minute, such as 1200; 0 for no limit',
};

/** Its value is never shown: it is a secret. */
export const SECRET_WORDS: Record<string, string> = {
  WAGGLE_OIDC_CLIENT_SECRET:
    'WAGGLE_OIDC_CLIENT_SECRET is shorter than 8 characters: copy the secret’s value, not its id.',
};

type Environment = z.output<ReturnType<typeof z.object<typeof accessEnvironment>>>;

/** What the environment's words come to, for the way to log in that they choose. */
export function accessSettings(given: Environment): AccessSettings {
  const { WAGGLE_AUTH: auth, WAGGLE_URL: url, WAGGLE_TRUST_PROXY: trustProxy } = given;
  const { WAGGLE_OIDC_ISSUER: issuer, WAGGLE_OIDC_CLIENT_ID: clientId } = given;
  const { WAGGLE_OIDC_CLIENT_SECRET: clientSecret, WAGGLE_OIDC_AREA_CLAIM: areaClaim } = given;
  if (auth === 'open') return { auth };
  return {
    auth,
    requestsPerMinute: given.WAGGLE_RATE_LIMIT,
    ...(url && { url }),
    ...(trustProxy && { trustProxy }),
    ...(auth === 'oidc' &&
      issuer &&
      clientId &&
      clientSecret && { oidc: { issuer, clientId, clientSecret, areaClaim } }),
  };
}

type Given = Record<string, string | undefined>;

const OIDC_NEEDS: Record<string, string> = {
  WAGGLE_OIDC_ISSUER: 'the address of your identity provider’s tenant',
  WAGGLE_OIDC_CLIENT_ID: 'the application’s (client) id',
  WAGGLE_OIDC_CLIENT_SECRET: 'the application’s client secret',
  WAGGLE_URL: 'the https address at which people open the dashboard, which log-in comes back to',
};

/** What is set where others are to come in. */
const OF_LOG_IN = [...Object.keys(OIDC_NEEDS), 'WAGGLE_TRUST_PROXY'];

/** What is wrong with the settings beside one another. */
export function accessProblems(given: Given): string[] {
  const host = given.HOST ?? '127.0.0.1';
  const auth = given.WAGGLE_AUTH ?? 'open';
  if (auth === 'open' && !isLoopback(host)) {
    return [
      `HOST is “${host}”, so other machines could read the figures without signing in. ` +
        'With WAGGLE_AUTH=open the dashboard is for this machine only: leave HOST unset, or set it to 127.0.0.1.',
    ];
  }
  const unused = OF_LOG_IN.find((name) => given[name] !== undefined);
  if (auth === 'open' && unused !== undefined)
    return [
      `${unused} is set, but WAGGLE_AUTH is “open”, so everybody who comes that way would see everything without signing in. ` +
        `Set WAGGLE_AUTH to local or oidc; or leave ${unused} unset, for this machine alone.`,
    ];
  if (auth === 'oidc') {
    return Object.entries(OIDC_NEEDS)
      .filter(([name]) => given[name] === undefined)
      .map(([name, what]) => `WAGGLE_AUTH is “oidc”, which needs ${name}: ${what}.`);
  }
  if (auth === 'local' && given.WAGGLE_URL === undefined && given.WAGGLE_TRUST_PROXY !== undefined) {
    return [
      'WAGGLE_TRUST_PROXY is set, but WAGGLE_URL is not, so forms that come through the proxy would be refused. ' +
        'Set WAGGLE_URL to the https address at which people open the dashboard.',
    ];
  }
  if (auth === 'local' && !isLoopback(host) && given.WAGGLE_URL === undefined) {
    return [
      `HOST is “${host}”, so people would send their passwords over the network. Set WAGGLE_URL to the https address ` +
        'at which a reverse proxy shows the dashboard, or leave HOST unset.',
    ];
  }
  return [];
}

/** https; or plain http where it never leaves this machine. */
function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, hash } = new URL(text);
  if (username !== '' || hash !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** Entra’s common addresses let in the people of any organisation, whose own administrators say which roles they have. */
function isOneTenant(text: string): boolean {
  return !/^https:\/\/login\.microsoftonline\.com\/(common|organizations|consumers)(\/|$)/i.test(text);
}

function isProxy(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  return isIP(address) !== 0 && more.length === 0 && (bits === undefined || /^\d{1,3}$/.test(bits));
}
