import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { whoIs } from '../access/viewer.ts';

/** Who looked at true figures, by indicator and area. The same person looking again within the hour is one view. */

const AGAIN_AFTER_MS = 3_600_000;
const REMEMBERED_AT_MOST = 10_000;

/** Longer than any name; and no address that a page of ours has is so long, so it need not be remembered. */
const LONGEST_NAME = 200;
const LONGEST_ADDRESS = 1_000;

const name = z.string().max(LONGEST_NAME).optional().catch(undefined);
const looked = z.looseObject({ id: name, indicator: name, area: name, format: name });

export function recordViews(app: FastifyInstance, clock: () => number, log: (line: string) => void): void {
  const lately = new Recent<number>();
  // Most ask for what was asked for before, and an address need not be taken apart again.
  const views = new Recent<{ view: View; key: string }>();
  const remember = (asked: string, seen: { view: View; key: string }) =>
    asked.length > LONGEST_ADDRESS ? seen : views.set(asked, seen);
  // Before the answer goes out, so that none does without its line.
  app.addHook('onSend', (request, reply, _payload, done) => {
    const isFigures = request.lease !== null && request.viewer.scope?.level === 'full';
    if (!isFigures || (reply.statusCode !== 200 && reply.statusCode !== 304)) return done();
    const { who, role, address } = whoIs(request);
    const asked = [who, role, address, request.url].join('\n');
    const { view, key } = views.get(asked) ?? remember(asked, keyed(viewOf(request)));
    const now = clock();
    if (now - (lately.get(key) ?? Number.NEGATIVE_INFINITY) < AGAIN_AFTER_MS) return done();
    lately.set(key, now);
    app.access.audit.record(view).then(
      () => done(),
      (error) => {
        // Not taken for recorded: the next look tries again.
        lately.delete(key);
        log(`The audit trail cannot be written: ${error}`);
        done();
      },
    );
  });
}

/** What was met last; of very much the oldest goes. */
class Recent<Value> {
  readonly #known = new Map<string, Value>();

  get(key: string): Value | undefined {
    return this.#known.get(key);
  }

  set(key: string, value: Value): Value {
    this.#known.set(key, value);
    const [oldest] = this.#known.size > REMEMBERED_AT_MOST ? this.#known.keys() : [];
    if (oldest !== undefined) this.#known.delete(oldest);
    return value;
  }

  delete(key: string): void {
    this.#known.delete(key);
  }
}

type View = ReturnType<typeof viewOf>;

function keyed(view: View): { view: View; key: string } {
  return { view, key: JSON.stringify(view) };
}

function viewOf(request: FastifyRequest) {
  const route = request.routeOptions.url ?? '';
  const path = looked.parse(request.params ?? {});
  const { area, ...query } = looked.parse(request.query ?? {});
  // Pages pass over what they do not know: what their path names is what was shown, whatever stands after it.
  const { indicator: asked, format } = route.startsWith('/api/') ? query : {};
  const { id, indicator = id ?? asked } = path;
  const isArea = route.startsWith('/areas/');
  const named = isArea ? { area: id } : { ...(route.includes('/files') ? {} : { indicator }), area };
  const given = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
  return {
    event: format === undefined ? ('view' as const) : ('download' as const),
    ...whoIs(request),
    route,
    ...given,
  };
}
