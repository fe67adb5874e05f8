import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { FastifyRequest } from 'fastify';

/** A page is made by this program as well as by the figures, so a restart (perhaps a new release) makes new tags. */
const STARTED = String(performance.timeOrigin);

/** A strong validator: everything that an answer depends on, hashed. */
export function entityTag(parts: readonly (string | undefined)[]): string {
  const hash = createHash('sha256').update(JSON.stringify([STARTED, ...parts]));
  return `"${hash.digest('base64url').slice(0, 27)}"`;
}

/** Whether the sender has this very answer already. */
export function isFresh({ headers }: FastifyRequest, tag: string): boolean {
  const known = headers['if-none-match']?.split(',').map((text) => text.trim().replace(/^W\//, '')) ?? [];
  return known.includes('*') || known.includes(tag);
}
