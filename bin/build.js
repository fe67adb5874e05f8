import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { isCurrent } from './built.js';

/** Builds what the browser loads, and Waggle itself as plain JavaScript, so that it starts in a moment. A dashboard that
 *  is running goes on with the files of the build it began with: they are cleared away by npm ci, and left where it is
 *  built `again`. npx asks for it as npm ci does, with every account's first command: what is current is left as it is.
 * @param {string} root
 * @param {{ clear: boolean }} options */
async function buildAll(root, { clear }) {
  const { build } = await import('vite');
  for (const name of ['vite.config.ts', 'vite.server.config.ts']) {
    await build({ root, configFile: join(root, name), logLevel: 'error', build: { emptyOutDir: clear } });
  }
  await packAssets(join(root, 'build', 'web'));
}

/** What the browser loads is packed once and as well as can be. A file's name changes with what is in it.
 * @param {string} folder */
async function packAssets(folder) {
  const names = (await readdir(folder)).filter((name) => /\.(js|css|svg)$/.test(name));
  await Promise.all(
    names
      .filter((name) => !existsSync(join(folder, `${name}.gz`)))
      .map(async (name) => {
        const content = await readFile(join(folder, name));
        await writeFile(join(folder, `${name}.br`), await promisify(brotliCompress)(content));
        await writeFile(join(folder, `${name}.gz`), await promisify(gzip)(content, { level: 9 }));
      }),
  );
}

const isAgain = argv[2] === 'again';
if (isAgain || !isCurrent()) {
  await buildAll(fileURLToPath(new URL('..', import.meta.url)), { clear: !isAgain });
}
