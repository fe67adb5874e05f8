import type { FastifyReply, FastifyRequest } from 'fastify';
import type { JSX } from 'preact';
import { localDay } from '../indicators/periods.ts';
import { keepSnapshot } from '../web/keepSnapshot.ts';
import type { Frame } from '../web/props/frame.ts';
import { renderPage } from '../web/render.ts';
import { viewerProps } from './access/viewer.ts';
import { viewFor } from './plugins/figures.ts';
import { nothingPublished } from './problems.ts';

export function sendPage<Props>(
  reply: FastifyReply,
  page: (props: Props) => JSX.Element,
  props: Props,
): FastifyReply {
  const html = renderPage(page(props));
  const earlier = earlierAsked(reply.request);
  return reply.type('text/html; charset=utf-8').send(earlier === null ? html : keepSnapshot(html, earlier));
}

/** What a page of figures has around it. */
export function pageFrame(request: FastifyRequest): Frame {
  const frame = frameIfAny(request);
  if (!frame) throw nothingPublished();
  return frame;
}

/** What any page has around it; null before anything has been published, and for who has not logged in. */
export function frameIfAny(request: FastifyRequest): Frame | null {
  const { url, server, lease, viewer } = request;
  const snapshot = lease?.snapshot ?? server.snapshots.current;
  if (!snapshot || viewer.scope === null) return null;
  const { catalogue, info, sampleData } = viewFor(request, { snapshot });
  const shown = { path: url, catalogue, snapshot: info, sampleData, assets: server.assets };
  const frame = {
    ...shown,
    seesFiles: viewer.scope.files,
    seesQuality: viewer.scope.level === 'full',
    viewer: viewerProps(request),
  };
  return earlierAsked(request) === null ? frame : { ...frame, latest: withoutSnapshot(url) };
}

/** The day for which it is judged what is late: the day of the request; of an earlier snapshot that on which it was
 *  published. */
export function dayOf(request: FastifyRequest, now: Date): string {
  const { catalogue, info } = request.figures.snapshot;
  const day = earlierAsked(request) === null ? now : new Date(info.published_at);
  return localDay(day, catalogue.partnership.calendar);
}

/** The snapshot that the address names, by its id or by the board's name for it. */
function earlierAsked({ query, lease }: FastifyRequest): string | null {
  const { snapshot } = (query ?? {}) as { snapshot?: unknown };
  return lease && typeof snapshot === 'string' ? snapshot : null;
}

function withoutSnapshot(url: string): string {
  const [path = '/', query = ''] = url.split('?');
  const rest = new URLSearchParams(query);
  rest.delete('snapshot');
  return rest.size === 0 ? path : `${path}?${rest}`;
}
