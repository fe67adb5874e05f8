import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Problem } from '../problems.ts';
import type { AccessSettings } from './access-settings.ts';

/** A form proves that it came from one of our pages by a word made of the sender's own cookie. The word is masked anew
 *  on each page, so that compression cannot give it away (BREACH). */

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const WORD_BYTES = 32;

export function formToken(secret: string): string {
  const mask = randomBytes(WORD_BYTES);
  return Buffer.concat([mask, xor(wordOf(secret), mask)]).toString('base64url');
}

export function isTokenOf(secret: string, token: string): boolean {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== 2 * WORD_BYTES) return false;
  const word = xor(bytes.subarray(WORD_BYTES), bytes.subarray(0, WORD_BYTES));
  return timingSafeEqual(word, wordOf(secret));
}

/** Every request that changes something is checked, whatever its route: none can be forgotten. */
export function guardForms(app: FastifyInstance, { url }: Pick<AccessSettings, 'url'>): void {
  app.addHook('preValidation', async (request) => {
    if (SAFE.has(request.method) || request.is404 || isNoBrowser(request)) return;
    const { formSecret } = request.viewer;
    const token = tokenOf(request);
    if (isFromHere(request, url) && formSecret !== null && token !== null && isTokenOf(formSecret, token))
      return;
    throw new Problem(
      403,
      'This form is out of date, or did not come from this dashboard. Go back, reload the page and send it again.',
    );
  });
}

/** A program that sends no cookie has nothing that another site could borrow; a browser always says where it comes from. */
function isNoBrowser({ headers }: FastifyRequest): boolean {
  return (
    headers.cookie === undefined && headers.origin === undefined && headers['sec-fetch-site'] === undefined
  );
}

/** Not by `request.host`: behind a proxy that is whatever the sender calls the forwarded host. */
function isFromHere({ headers }: FastifyRequest, url: URL | undefined): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  if (headers.origin === undefined) return true;
  const host = hostOf(headers.origin);
  return host !== null && (host === url?.host || host === headers.host);
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

const carrier = z.looseObject({ csrf: z.string() });

/** In a header, a field of the form or, for files, which are read later, the address that the form is sent to. */
function tokenOf({ headers, body, query }: FastifyRequest): string | null {
  const header = headers['x-csrf-token'];
  if (typeof header === 'string') return header;
  for (const place of [body, query]) {
    const found = carrier.safeParse(place);
    if (found.success) return found.data.csrf;
  }
  return null;
}

function wordOf(secret: string): Buffer {
  return createHash('sha256').update(`waggle form ${secret}`).digest();
}

function xor(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((byte, index) => byte ^ (b[index] ?? 0)));
}
