import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Assets } from '../web/props.ts';

declare module 'fastify' {
  interface FastifyInstance {
    assets: Assets;
  }
}

const PREFIX = '/assets/';
const manifestSchema = z.record(
  z.string(),
  z.looseObject({ file: z.string(), css: z.array(z.string()).optional() }),
);

/** Serves the built style sheet and scripts. Their names change with their content, so they never go stale. */
export async function serveAssets(
  app: FastifyInstance,
  folder: string,
  log: (line: string) => void,
): Promise<void> {
  app.decorate('assets', await assetAddresses(folder, log));
  await app.register(fastifyStatic, {
    root: folder,
    prefix: PREFIX,
    decorateReply: false,
    index: false,
    dotfiles: 'ignore',
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
    setHeaders: (reply) => reply.setHeader('vary', 'accept-encoding'),
  });
}

async function assetAddresses(folder: string, log: (line: string) => void): Promise<Assets> {
  try {
    const manifest = manifestSchema.parse(
      JSON.parse(await readFile(join(folder, '.vite/manifest.json'), 'utf8')),
    );
    const address = (entry: string) => `${PREFIX}${manifest[entry]?.file ?? ''}`;
    return { style: address('web/client/style.css'), script: address('web/client/main.ts') };
  } catch (error) {
    log(`The pages will look plain: their style sheet has not been built (${error}). Run: npx vite build`);
    return { style: `${PREFIX}style.css`, script: `${PREFIX}main.js` };
  }
}
