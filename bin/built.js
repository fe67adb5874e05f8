import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Waggle runs from what `bin/build.js` has made of its sources. */

const root = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = ['bin', 'data-samples', 'indicators', 'pipeline', 'server', 'web'];

/** Where the built program is; built anew where a source is newer than it, as after an edit or a pull. That is done by a
 *  process of its own: the builder's 350 MB would stay with a dashboard that built itself, and make it slower. */
export async function program() {
  const path = join(root, 'build', 'waggle', 'cli.js');
  if (changedAt(path) < Math.max(...SOURCES.map((name) => newestCode(join(root, name))))) {
    await promisify(execFile)(process.execPath, [join(root, 'bin', 'build.js'), 'again']);
  }
  return path;
}

/** @param {string} folder */
function newestCode(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Math.max(
    ...names.filter((name) => /\.(tsx?|css)$/.test(name)).map((name) => changedAt(join(folder, name))),
  );
}

/** When a file was last changed, in milliseconds; 0 where there is none.
 * @param {string} path */
function changedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
