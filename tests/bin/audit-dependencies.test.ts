import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { projectRoot } from '../support/home.ts';

/** `npm run audit` against registries of our own: what npm asks, and what each answer comes to. */

async function audit(registry: RequestListener): Promise<{ exitCode: number | null; said: string }> {
  const server = createServer(registry);
  onTestFinished(() => void server.close());
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  // Of faults that it has met npm keeps what it found.
  const cache = await mkdtemp(join(tmpdir(), 'waggle-npm-'));
  onTestFinished(() => rm(cache, { recursive: true, force: true }));
  const registryHere = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [join(projectRoot, 'bin', 'audit-dependencies.js')], {
    cwd: projectRoot,
    env: {
      ...process.env,
      ...{ npm_config_registry: registryHere, npm_config_cache: cache, npm_config_fetch_retries: '0' },
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (said += piece));
  const exitCode = await new Promise<number | null>((ended) => child.once('close', ended));
  return { exitCode, said };
}

const FASTIFY = { name: 'fastify', 'dist-tags': { latest: '99.0.0' } };
const versions = Object.fromEntries(
  ['5.0.0', '99.0.0'].map((version) => [version, { name: 'fastify', version, dist: {} }]),
);

const answering =
  (severity: string | null): RequestListener =>
  ({ url }, response) => {
    const fault = { id: 1, url: 'https://faults.example/1', title: 'A known fault', severity };
    const advisories = severity ? { fastify: [{ ...fault, vulnerable_versions: '<99.0.0' }] } : {};
    const answer = url === '/fastify' ? { ...FASTIFY, versions } : advisories;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  };

it('a dependency with a known fault of high severity fails, and is named', async () => {
  const { exitCode, said } = await audit(answering('high'));
  expect(said).toContain('fastify: high');
  expect(said).toContain('1 dependency has known faults of high severity: npm update, or npm audit fix.');
  expect(exitCode).toBe(1);
});

it.each([
  ['none', null],
  ['a lesser one', 'moderate'],
])('with %s it passes', async (_, severity) => {
  const { exitCode, said } = await audit(answering(severity));
  expect(said).toContain('No dependency has a known fault of high severity');
  expect(exitCode).toBe(0);
});

it('a registry that does not answer is never taken for one without faults', async () => {
  const { exitCode, said } = await audit((_request, response) => response.writeHead(405).end());
  expect(said).toContain('The dependencies could NOT be checked');
  expect(exitCode).toBe(2);
});
