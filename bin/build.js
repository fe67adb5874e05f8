import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Builds what the browser loads, and Waggle itself as plain JavaScript, so that it starts in a moment.
 * @param {string} root */
export async function buildAll(root) {
  for (const name of ['vite.config.ts', 'vite.server.config.ts']) {
    await build({ root, configFile: join(root, name), logLevel: 'error' });
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) await buildAll(fileURLToPath(new URL('..', import.meta.url)));
