import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import rateLimit from '@fastify/rate-limit';
import type {
  FastifyError,
  FastifyHttpOptions,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
} from 'fastify';
import type { AccessSettings } from '../access/access-settings.ts';
import { networkOf } from '../access/network.ts';
import { Problem } from '../problems.ts';

/** How much anybody may ask for, and how slowly. */

const BODY_BYTES = 1_048_576;
const HEADER_BYTES = 16_384;
/** A megabyte, over a line of a fifth of a megabit a second. */
const BODY_MS = 60_000;

export const LIMITS = {
  bodyLimit: BODY_BYTES,
  // For an analyst's files: half a gigabyte, over a line of 3 megabits a second. All else is cut off after BODY_MS.
  requestTimeout: 30 * 60_000,
  connectionTimeout: 120_000,
  keepAliveTimeout: 30_000,
  onProtoPoisoning: 'error',
  onConstructorPoisoning: 'error',
  // Node looks for who is too slow every so often: every half a minute, unless told.
  http: { maxHeaderSize: HEADER_BYTES, headersTimeout: 15_000, connectionsCheckingInterval: 5_000 },
  clientErrorHandler: refuseUnreadable,
  frameworkErrors: refuseAddress,
} satisfies FastifyHttpOptions<Server>;

const waited = new WeakMap<IncomingMessage, NodeJS.Timeout>();

/** Gives up whatever has not arrived in time, also what was answered before it was whole: Node knows one time for all. */
export function cutOffSlowBodies(app: FastifyInstance, afterMs = BODY_MS): void {
  app.server.on('request', (message: IncomingMessage, response: ServerResponse) => {
    const { 'content-length': length, 'transfer-encoding': encoding } = message.headers;
    if (length === undefined && encoding === undefined) return;
    const timer = setTimeout(() => {
      if (message.complete) return;
      if (response.headersSent) message.socket.destroy();
      else refuseUnreadable(Object.assign(new Error(), { code: TIMED_OUT }), message.socket);
    }, afterMs);
    waited.set(message, timer);
    message.once('close', () => clearTimeout(timer));
  });
}

/** For files, of somebody who may send them. */
export function giveTimeForFiles({ raw }: FastifyRequest): void {
  clearTimeout(waited.get(raw));
}

/** An address that cannot be read reaches no route. */
function refuseAddress(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const problem = new Problem(error.statusCode === 414 ? 414 : 400, 'The address could not be understood.');
  reply.code(problem.status).type('application/problem+json').header('cache-control', 'no-store');
  void reply.send(JSON.stringify(problem.toBody(request.url.slice(0, 300))));
}

/** What is not HTTP gets a short answer, and the line is closed. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = STATUS[error.code ?? ''] ?? 400;
  const detail = status === 408 ? TOO_SLOW : 'The request could not be understood.';
  const body = JSON.stringify(new Problem(status, detail).toBody(''));
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/problem+json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
  // Who goes on sending a byte now and then would keep the line.
  if (status === 408) socket.destroySoon();
}

const TIMED_OUT = 'ERR_HTTP_REQUEST_TIMEOUT';

const TOO_SLOW =
  'The request took too long to arrive, so it was given up. Send it again; over a slow line, send fewer files at a time.';

const STATUS: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, [TIMED_OUT]: 408 };

/** Per person once they have logged in: a whole office may come from one address. */
export async function limitRequests(app: FastifyInstance, settings: AccessSettings): Promise<void> {
  const { requestsPerMinute = 0 } = settings;
  if (requestsPerMinute === 0) return;
  await app.register(rateLimit, {
    global: false,
    max: requestsPerMinute,
    timeWindow: 60_000,
    cache: 20_000,
    keyGenerator: ({ viewer, ip }) => viewer.session?.user ?? networkOf(ip),
    allowList: ({ url }) => url.startsWith('/assets/') || url === '/healthz' || url === '/readyz',
  });
  // Of the whole server and not of each route: answers that are kept go out before a route's own hooks, and what is not
  // there has no route.
  app.addHook('onRequest', app.rateLimit());
}
