import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { Browser, dashboard, protectedHome } from './people.ts';
import { type Account, CLIENT, listen, realProvider, throughProvider } from './provider.ts';

const ORIGIN = 'http://localhost:8080';
const CALLBACK = `${ORIGIN}/log-in/callback`;

/** The dashboard whose people an issuer knows. */
async function dashboardOf(issuer: URL, clock?: () => number, areaClaim = 'area') {
  const oidc = { issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret, areaClaim };
  const access = { auth: 'oidc', url: new URL(ORIGIN), oidc } as const;
  return dashboard(await protectedHome(), access, clock ? { clock } : {});
}

describe('log-in with an organisation’s account', () => {
  async function logInAs(account: Account, address = '/log-in?return=%2Fareas%2Fdspl-2') {
    const app = await dashboardOf(await realProvider(CALLBACK, () => account));
    const browser = new Browser(app);
    const sent = await browser.open(address);
    const back = await throughProvider(String(sent.headers.location));
    expect(back.origin + back.pathname).toBe(CALLBACK);
    return { app, browser, back, done: await browser.open(`${back.pathname}${back.search}`) };
  }

  it('asks for a code with PKCE, a state and a nonce', async () => {
    const app = await dashboardOf(await realProvider(CALLBACK, () => ({ sub: 'ann' })));
    const { location } = (await new Browser(app).open('/log-in')).headers;
    const { searchParams } = new URL(String(location));
    expect(searchParams.get('response_type')).toBe('code');
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    for (const name of ['code_challenge', 'state', 'nonce'])
      expect(searchParams.get(name)).toMatch(/^[\w-]{43}$/);
  });

  it('of a leader leads back to the page that they came for, at level full', async () => {
    const { browser, done } = await logInAs({ sub: 'ann', name: 'Ann Lee', roles: ['leader'] });
    expect([done.statusCode, done.headers.location]).toEqual([303, '/areas/dspl-2']);
    expect((await browser.open('/api/v1/overview')).json().level).toBe('full');
    expect((await browser.open('/')).body).toMatch(/logged in as <strong>Ann Lee<\/strong>, a leader/);
    expect((await browser.open('/files')).statusCode).toBe(404);
  });

  it('of an area’s user shows that area and the county, at level protected', async () => {
    const { browser } = await logInAs({ sub: 'bo', roles: ['area'], area: 'South' });
    expect((await browser.open('/api/v1/overview?area=dspl-2')).json().level).toBe('protected');
    expect((await browser.open('/api/v1/overview?area=dspl-1')).statusCode).toBe(404);
  });

  it.each([
    ['of no letters', '', 'Somebody without a name'],
    ['with unseen signs', ' \u202eeeL\u001b[2J\u0000 ', 'eeL[2J'],
    ['without an end', 'n'.repeat(1_000), 'n'.repeat(100)],
  ])('by a name %s is greeted by what pages can show of it', async (_what, name, shown) => {
    const { browser } = await logInAs({ sub: 'cy', name, roles: ['leader'] });
    expect((await browser.open('/')).body).toContain(`<strong>${shown}</strong>, a leader`);
  });

  it('cannot fill the audit trail by failing', async () => {
    const app = await dashboardOf(new URL('http://127.0.0.1:9'));
    const browser = new Browser(app);
    for (let tries = 0; tries < 40; tries += 1)
      expect((await browser.open('/log-in/callback?code=x')).statusCode).toBe(403);
    expect((await app.access.audit.read()).length).toBe(30);
  });

  it.each([
    ['without a role', { sub: 'cy' }],
    ['with a role of another application', { sub: 'cy', roles: ['Admin'] }],
    ['of an unknown area', { sub: 'cy', roles: ['area'], area: 'dspl-99' }],
    ['of no area', { sub: 'cy', roles: ['area'] }],
  ])('of somebody %s is refused in words', async (_who, account) => {
    const { browser, done } = await logInAs(account);
    expect(done.statusCode).toBe(403);
    expect(done.body).toContain('Ask who looks after the dashboard');
    expect((await browser.open('/api/v1/overview')).statusCode).toBe(401);
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/%09/evil.example',
    '/..//evil.example',
  ])('leads nowhere else, though it was asked to: %s', async (elsewhere) => {
    const { done } = await logInAs(
      { sub: 'ann', roles: ['leader'] },
      `/log-in?return=${encodeURIComponent(elsewhere)}`,
    );
    const there = new URL(String(done.headers.location), ORIGIN);
    expect(there.origin).toBe(ORIGIN);
  });

  it('counts once: the same answer sent again is refused', async () => {
    const { app, browser, back } = await logInAs({ sub: 'ann', roles: ['leader'] });
    expect((await browser.open(`${back.pathname}${back.search}`)).statusCode).toBe(403);
    expect((await new Browser(app).open(`${back.pathname}${back.search}`)).statusCode).toBe(403);
  });

  it('ends after ten minutes, and in another browser than it began in', async () => {
    let now = Date.parse('2025-01-15T10:00:00Z');
    const issuer = await realProvider(CALLBACK, () => ({ sub: 'ann', roles: ['leader'] }));
    const app = await dashboardOf(issuer, () => now);
    const browser = new Browser(app);
    const back = await throughProvider(String((await browser.open('/log-in')).headers.location));
    expect((await new Browser(app).open(`${back.pathname}${back.search}`)).statusCode).toBe(403);
    now += 10 * 60_000 + 1;
    const late = await browser.open(`${back.pathname}${back.search}`);
    expect([late.statusCode, late.body.includes('took too long')]).toEqual([403, true]);
  });

  it('says so when the provider cannot be reached, and tries again the next time', async () => {
    const app = await dashboardOf(new URL('http://127.0.0.1:9'));
    const { statusCode, body } = await new Browser(app).open('/log-in');
    expect([statusCode, body.includes('cannot be reached')]).toEqual([503, true]);
  });
});

describe('a token', () => {
  /** An issuer that answers with whatever token the test makes. */
  async function withToken(make: (good: Good) => Promise<string>) {
    const keys = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
    const server = createServer();
    const issuer = await listen(server);
    let nonce = '';
    answerWith(server, {
      '/.well-known/openid-configuration': async () => ({
        issuer: issuer.href,
        authorization_endpoint: `${issuer.origin}/authorize`,
        token_endpoint: `${issuer.origin}/token`,
        jwks_uri: `${issuer.origin}/jwks`,
        response_types_supported: ['code'],
        id_token_signing_alg_values_supported: ['RS256'],
      }),
      '/jwks': async () => ({ keys: [jwk] }),
      '/token': async () => ({
        access_token: 'x',
        token_type: 'Bearer',
        id_token: await make({
          key: keys.privateKey,
          issuer: issuer.href,
          nonce,
          claims: claimsOf(issuer.href, nonce),
        }),
      }),
    });
    const browser = new Browser(await dashboardOf(issuer));
    const sent = new URL(String((await browser.open('/log-in')).headers.location));
    nonce = sent.searchParams.get('nonce') ?? '';
    const state = sent.searchParams.get('state') ?? '';
    return { browser, state };
  }

  interface Good {
    key: CryptoKey;
    issuer: string;
    nonce: string;
    claims: Record<string, unknown>;
  }

  const claimsOf = (iss: string, nonce: string) => {
    const now = Math.floor(Date.now() / 1000);
    return { iss, aud: CLIENT.id, sub: 'ann', roles: ['analyst'], nonce, iat: now, exp: now + 300 };
  };
  const sign = ({ key, claims }: Good, changed: Record<string, unknown> = {}) =>
    new SignJWT({ ...claims, ...changed }).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(key);

  async function statusOf(
    make: (good: Good) => Promise<string>,
  ): Promise<[callback: number, afterwards: number]> {
    const { browser, state } = await withToken(make);
    const back = await browser.open(`/log-in/callback?code=abc&state=${state}`);
    return [back.statusCode, (await browser.open('/api/v1/overview')).statusCode];
  }

  it('that is right lets in', async () => {
    expect(await statusOf(sign)).toEqual([303, 200]);
  });

  it.each<[string, (good: Good) => Promise<string>]>([
    ['without a signature (alg: none)', async ({ claims }) => new UnsecuredJWT(claims).encode()],
    [
      'signed with a key of somebody else',
      async (good) => sign({ ...good, key: (await generateKeyPair('RS256')).privateKey }),
    ],
    [
      'signed with the client’s secret',
      ({ claims }) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS256' })
          .sign(new TextEncoder().encode(CLIENT.secret)),
    ],
    ['whose claims were changed after it was signed', async (good) => forged(await sign(good))],
    ['of another issuer', (good) => sign(good, { iss: 'https://evil.example/' })],
    ['for another application', (good) => sign(good, { aud: 'another' })],
    ['of another log-in', (good) => sign(good, { nonce: 'another' })],
    ['without a nonce', (good) => sign(good, { nonce: undefined })],
    ['that has ended', (good) => sign(good, { exp: Math.floor(Date.now() / 1000) - 3600 })],
    ['without a subject', (good) => sign(good, { sub: undefined })],
    ['that is no token', async () => 'a.b.c'],
  ])('%s lets nobody in', async (_what, make) => {
    expect(await statusOf(make)).toEqual([403, 401]);
  });

  it('does not help with another state, or none', async () => {
    for (const query of ['?code=abc&state=another', '?code=abc', '', '?error=access_denied']) {
      const { browser } = await withToken(sign);
      expect((await browser.open(`/log-in/callback${query}`)).statusCode, query).toBe(403);
    }
  });

  function forged(token: string): string {
    const [head, body = '', signature] = token.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
    return [
      head,
      Buffer.from(JSON.stringify({ ...claims, sub: 'bo' })).toString('base64url'),
      signature,
    ].join('.');
  }
});

function answerWith(server: Server, answers: Record<string, () => Promise<unknown>>): void {
  server.on('request', (request, response) => {
    void answers[request.url?.split('?')[0] ?? '']?.().then((answer) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer));
    });
  });
}
