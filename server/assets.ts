import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Assets } from '../web/props/frame.ts';

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

/** What pages load, as it was built into the folder. */
export async function readAssets(folder: string, log: (line: string) => void): Promise<Assets> {
  try {
    const manifest = manifestSchema.parse(
      JSON.parse(await readFile(join(folder, '.vite/manifest.json'), 'utf8')),
    );
    const file = (entry: string) => manifest[entry]?.file ?? '';
    const style = await readFile(join(folder, file('web/client/style.css')), 'utf8');
    return { style, script: `${PREFIX}${file('web/client/main.ts')}` };
  } catch (error) {
    log(`The pages will look plain: their style sheet has not been built (${error}). Run: npx vite build`);
    return { style: '', script: `${PREFIX}main.js` };
  }
}

/** Serves the built scripts. Their names change with their content, so they never go stale. */
export async function serveAssets(app: FastifyInstance, folder: string, assets: Assets): Promise<void> {
  app.decorate('assets', assets);
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
