import type { FastifyReply, FastifyRequest } from 'fastify';
import type { JSX } from 'preact';
import type { Frame } from '../web/props.ts';
import { renderPage } from '../web/render.ts';
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

/** What any page has around it; null before anything has been published. */
export function frameIfAny({ url, server, lease }: FastifyRequest): Frame | null {
  const snapshot = lease?.snapshot ?? server.snapshots.current;
  if (!snapshot) return null;
  const { catalogue, info, sampleData } = snapshot;
  return { path: url, catalogue, snapshot: info, sampleData, assets: server.assets };
}
