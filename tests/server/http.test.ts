import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { serve } from '../../server/serve.ts';
import { readSettings } from '../../server/settings.ts';
import { type Built, build, homeWith, publish } from './home.ts';

let home: string;
let built: Built;
beforeEach(async () => {
  home = await homeWith(1);
  built = await build(home);
});

function get(url: string, headers: Record<string, string> = {}) {
  return built.app.inject({ url, headers });
}

describe('caching', () => {
  const url = '/api/v1/overview?area=county';

  it('lets a reader keep an answer but always ask', async () => {
    const { headers } = await get(url);
    expect(headers['cache-control']).toBe('private, no-cache');
    expect(headers.etag).toMatch(/^"[\w-]{27}"$/);
    expect(headers.vary).toContain('accept');
  });

  it.each(['/api/v1/gaps', '/api/v1/plan'])('of %s is another on another day', async (today) => {
    const home = await homeWith(1);
    const onDay = async (day: string, headers = {}) =>
      (await build(home, undefined, undefined, { now: day })).app.inject({ url: today, headers });
    const tag = String((await onDay('2025-01-15T10:00:00Z')).headers.etag);
    const has = { 'if-none-match': tag };
    expect((await onDay('2025-01-15T23:30:00Z', has)).statusCode).toBe(304);
    expect((await onDay('2025-01-16T00:30:00Z', has)).statusCode).toBe(200);
  });

  it('answers 304 to who has the answer', async () => {
    const tag = String((await get(url)).headers.etag);
    for (const known of [tag, `"other", ${tag}`, `W/${tag}`, '*']) {
      const again = await get(url, { 'if-none-match': known });
      expect(again.statusCode).toBe(304);
      expect(again.body).toBe('');
      expect(again.headers.etag).toBe(tag);
    }
  });

  it.each([url, '/api/v1/snapshots'])('tells apart how the answer of %s is packed', async (asked) => {
    const packings = ['br', 'gzip', 'identity'];
    const tags = packings.map(
      async (packing) => (await get(asked, { 'accept-encoding': packing })).headers.etag,
    );
    expect(new Set(await Promise.all(tags)).size).toBe(3);
  });

  it('tells apart another query, another format and another snapshot', async () => {
    const tag = String((await get(url)).headers.etag);
    const others = [await get('/api/v1/overview?area=dspl-1'), await get(url, { accept: 'text/csv' })];
    await publish(home, 2);
    await built.app.snapshots.refresh();
    others.push(await get(url, { 'if-none-match': tag }));
    for (const other of others) {
      expect(other.statusCode).toBe(200);
      expect(other.headers.etag).not.toBe(tag);
    }
  });
});

describe('headers', () => {
  it.each(['/api/v1/overview', '/', '/healthz', '/nothing'])(
    'of %s allow nothing foreign, and nothing inline but the style sheet',
    async (url) => {
      const { headers } = await get(url);
      const policy = String(headers['content-security-policy']);
      expect(policy.split(';')).toEqual([
        "default-src 'none'",
        "script-src 'self'",
        `style-src 'self' 'sha256-${createHash('sha256').update(built.app.assets.style).digest('base64')}'`,
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ]);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['strict-transport-security']).toBeUndefined();
    },
  );

  it('make no browser begin another process where there is no session to keep apart', async () => {
    const { headers } = await get('/');
    expect(headers).not.toHaveProperty('cross-origin-opener-policy');
    expect(headers).not.toHaveProperty('origin-agent-cluster');
  });

  it('do not answer to a foreign name that points here', async () => {
    expect((await get('/api/v1/overview', { host: 'evil.example' })).statusCode).toBe(421);
    expect((await get('/api/v1/overview', { host: '127.0.0.1:8080' })).statusCode).toBe(200);
    expect((await get('/api/v1/overview', { host: '[::1]:8080' })).statusCode).toBe(200);
  });
});

describe('compression', () => {
  it.each([
    ['gzip', gunzipSync],
    ['br', brotliDecompressSync],
  ])('by %s is used where it is worth it', async (encoding, decompress) => {
    const response = await get('/api/v1/overview', { 'accept-encoding': encoding });
    expect(response.headers['content-encoding']).toBe(encoding);
    expect(JSON.parse(String(decompress(response.rawPayload)))).toMatchObject({ area: 'county' });
    expect(
      (await get('/healthz', { 'accept-encoding': encoding })).headers['content-encoding'],
    ).toBeUndefined();
  });

  it.each([
    ['a page that says what is wrong', '/indicators/none', 404],
    ['a page that is nobody’s but its reader’s', '/upload', 200],
  ])('is used for %s too', async (_what, path, status) => {
    const response = await get(path, { accept: 'text/html', 'accept-encoding': 'br' });
    expect(response.statusCode).toBe(status);
    expect(response.headers).toMatchObject({ 'content-encoding': 'br', 'cache-control': 'no-store' });
    expect(String(brotliDecompressSync(response.rawPayload))).toContain('</html>');
  });
});

describe('assets', () => {
  it('are found by their manifest and kept for a year', async () => {
    const folder = join(home, 'web');
    await mkdir(join(folder, '.vite'), { recursive: true });
    await writeFile(join(folder, 'style-abc.css'), 'body { color: black }');
    await writeFile(join(folder, 'main-abc.js'), '');
    const manifest = {
      'web/client/style.css': { file: 'style-abc.css' },
      'web/client/main.ts': { file: 'main-abc.js' },
    };
    await writeFile(join(folder, '.vite/manifest.json'), JSON.stringify(manifest));
    const { app } = await build(home, undefined, folder);
    expect(app.assets).toEqual({ style: 'body { color: black }', script: '/assets/main-abc.js' });
    const script = await app.inject('/assets/main-abc.js');
    expect(script.body).toBe('');
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await app.inject('/assets/none.css')).statusCode).toBe(404);
    expect((await app.inject('/assets/.vite/manifest.json')).statusCode).toBe(404);
  });
});

describe('health', () => {
  it('is ready when a snapshot is open', async () => {
    expect((await get('/healthz')).json()).toEqual({ status: 'alive' });
    expect((await get('/readyz')).json()).toEqual({
      status: 'ready',
      snapshot: 'snapshot-000001',
      damaged: [],
    });
  });

  it('has figures for Prometheus', async () => {
    await get('/api/v1/overview');
    await get('/api/v1/none');
    const { body, headers } = await get('/metrics');
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(body).toContain('waggle_http_requests_total{status="2xx"} 1\n');
    expect(body).toContain('waggle_http_requests_total{status="4xx"} 1\n');
    expect(body).toContain('waggle_snapshot_number 1\n');
    expect(body).toContain('waggle_snapshot_age_seconds 3600\n');
  });
});

describe('serving', () => {
  it('says where it is, and stops', async () => {
    const server = await serve(readSettings({ WAGGLE_HOME: home, PORT: '0' }), { log: () => {} });
    const response = await fetch(`${server.url}/readyz`);
    expect(await response.json()).toMatchObject({ status: 'ready' });
    await server.close();
    await expect(fetch(`${server.url}/readyz`)).rejects.toThrow();
  });

  it('says in words that the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => new Promise((resolve) => other.close(() => resolve())));
    const { port } = other.address() as AddressInfo;
    const settings = readSettings({ WAGGLE_HOME: home, PORT: String(port) });
    await expect(serve(settings, { log: () => {} })).rejects.toThrow(
      `Port ${port} is in use by another program`,
    );
  });
});
