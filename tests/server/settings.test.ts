import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings, SettingsError } from '../../server/settings.ts';

function problemsOf(env: Record<string, string>): string[] {
  try {
    readSettings(env);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

describe('settings', () => {
  it('need nothing to be set', () => {
    const expected = { home: resolve('data'), host: '127.0.0.1', port: 8080, auth: 'open', now: null };
    expect(readSettings({})).toEqual(expected);
    expect(readSettings({ HOST: '', PORT: '', WAGGLE_NOW: '' })).toEqual(expected);
  });

  it('fix the clock', () => {
    expect(readSettings({ WAGGLE_NOW: '2025-01-15' }).now).toEqual(new Date('2025-01-15T00:00:00Z'));
  });

  it('take no day that there is not', () => {
    expect(problemsOf({ WAGGLE_NOW: '2025-02-30' })).toEqual([
      expect.stringMatching(/it is “2025-02-30”\.$/),
    ]);
  });

  it('report every problem at once', () => {
    expect(problemsOf({ PORT: 'eighty', WAGGLE_NOW: 'yesterday', WAGGLE_AUTH: 'none' })).toEqual([
      'PORT must be a whole number from 0 to 65535, such as 8080; it is “eighty”.',
      'WAGGLE_AUTH must be open, local or oidc; it is “none”.',
      'WAGGLE_NOW must be a day or a time, such as 2025-01-15 or 2025-01-15T09:00:00Z; it is “yesterday”.',
    ]);
  });

  it.each(['0.0.0.0', '192.168.1.5', 'dashboard.example', '::'])(
    'refuse to listen on %s without sign-in',
    (host) => {
      expect(problemsOf({ HOST: host })).toEqual([
        expect.stringMatching(/other machines could read.*127\.0\.0\.1/),
      ]);
    },
  );

  it.each(['127.0.0.1', '127.0.0.2', 'localhost', '::1'])('allow %s without sign-in', (host) => {
    expect(readSettings({ HOST: host }).host).toBe(host);
  });

  it.each([
    ['WAGGLE_URL', 'https://waggle.example'],
    ['WAGGLE_TRUST_PROXY', '127.0.0.1'],
    ['WAGGLE_OIDC_CLIENT_ID', 'waggle'],
  ])('are not without sign-in where others are to come in: %s', (name, value) => {
    const problems = [expect.stringContaining(`${name} is set, but WAGGLE_AUTH is “open”`)];
    expect(problemsOf({ [name]: value })).toEqual(problems);
    expect(problemsOf({ WAGGLE_AUTH: 'local', WAGGLE_URL: 'https://waggle.example', [name]: value })).toEqual(
      [],
    );
  });

  it('ask for https before passwords cross a network', () => {
    const local = { WAGGLE_AUTH: 'local', HOST: '0.0.0.0' };
    expect(problemsOf(local)).toEqual([expect.stringContaining('send their passwords over the network')]);
    expect(problemsOf({ ...local, WAGGLE_URL: 'http://waggle.example' })).toEqual([
      expect.stringMatching(/^WAGGLE_URL must be the https address/),
    ]);
    expect(problemsOf({ ...local, WAGGLE_URL: 'https://waggle.example' })).toEqual([]);
    expect(problemsOf({ WAGGLE_AUTH: 'local' })).toEqual([]);
  });

  const oidc = {
    WAGGLE_AUTH: 'oidc',
    WAGGLE_URL: 'https://waggle.example',
    WAGGLE_OIDC_ISSUER: 'https://login.example/tenant/v2.0',
    WAGGLE_OIDC_CLIENT_ID: 'waggle',
    WAGGLE_OIDC_CLIENT_SECRET: 'a-secret-value',
  };

  it('name everything that log-in with an organisation’s account needs', () => {
    expect(problemsOf(oidc)).toEqual([]);
    const needed = ['WAGGLE_OIDC_ISSUER', 'WAGGLE_OIDC_CLIENT_ID', 'WAGGLE_OIDC_CLIENT_SECRET', 'WAGGLE_URL'];
    expect(problemsOf({ WAGGLE_AUTH: 'oidc' })).toEqual(
      needed.map((name) => expect.stringContaining(`needs ${name}: `)),
    );
  });

  it.each(['common', 'organizations', 'consumers'])(
    'do not let in the people of every organisation, as %s would',
    (tenant) => {
      const issuer = `https://login.microsoftonline.com/${tenant}/v2.0`;
      expect(problemsOf({ ...oidc, WAGGLE_OIDC_ISSUER: issuer })).toEqual([
        expect.stringMatching(/^WAGGLE_OIDC_ISSUER must be the https address of your tenant/),
      ]);
    },
  );

  it('never show a secret that is wrong', () => {
    const problems = problemsOf({ ...oidc, WAGGLE_OIDC_CLIENT_SECRET: 'short' });
    expect(problems).toEqual([expect.stringContaining('WAGGLE_OIDC_CLIENT_SECRET is shorter')]);
    expect(problems.join()).not.toContain('“short”');
  });

  it('trust a proxy only where they know by which name it shows the dashboard', () => {
    const local = { WAGGLE_AUTH: 'local', WAGGLE_TRUST_PROXY: '127.0.0.1' };
    expect(problemsOf(local)).toEqual([
      expect.stringMatching(/^WAGGLE_TRUST_PROXY is set, but WAGGLE_URL is not.*Set WAGGLE_URL/),
    ]);
    expect(readSettings({ ...local, WAGGLE_URL: 'https://waggle.example' }).trustProxy).toEqual([
      '127.0.0.1',
    ]);
  });

  it.each(['true', 'everyone', '10.0.0.0/8/8'])('trust no proxy called %s', (given) => {
    expect(problemsOf({ ...oidc, WAGGLE_TRUST_PROXY: given })).toEqual([
      expect.stringContaining('WAGGLE_TRUST_PROXY must be the addresses'),
    ]);
  });
});
