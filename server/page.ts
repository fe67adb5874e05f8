import type { FastifyReply, FastifyRequest } from 'fastify';
import type { JSX } from 'preact';
import type { Frame } from '../web/props.ts';
import { renderPage } from '../web/render.ts';
import { viewerProps } from './access/viewer.ts';
import { viewFor } from './plugins/figures.ts';
import { nothingPublished } from './problems.ts';

export function sendPage<Props>(
  reply: FastifyReply,
  page: (props: Props) => JSX.Element,
  props: Props,
): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(renderPage(page(props)));
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
  const seesFiles = viewer.scope.files;
  return {
    ...{ path: url, catalogue, snapshot: info, sampleData, assets: server.assets, seesFiles },
    viewer: viewerProps(request),
  };
}
