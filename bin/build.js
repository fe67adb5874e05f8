import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Builds what the browser loads, and Waggle itself as plain JavaScript, so that it starts in a moment. A dashboard that
 *  is running goes on with the files of the build it began with, so they are only cleared away by npm ci.
 * @param {string} root
 * @param {{ clear: boolean }} options */
export async function buildAll(root, { clear }) {
  for (const name of ['vite.config.ts', 'vite.server.config.ts']) {
    await build({ root, configFile: join(root, name), logLevel: 'error', build: { emptyOutDir: clear } });
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  await buildAll(fileURLToPath(new URL('..', import.meta.url)), { clear: true });
}
