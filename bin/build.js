import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { build } from 'vite';

/** Builds what the browser loads, and Waggle itself as plain JavaScript, so that it starts in a moment. A dashboard that
 *  is running goes on with the files of the build it began with: they are cleared away by npm ci, and left where it is
 *  built `again`.
 * @param {string} root
 * @param {{ clear: boolean }} options */
async function buildAll(root, { clear }) {
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

await buildAll(fileURLToPath(new URL('..', import.meta.url)), { clear: argv[2] !== 'again' });
