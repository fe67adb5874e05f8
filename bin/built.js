import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Waggle runs from what `bin/build.js` has made of its sources. */

const root = fileURLToPath(new URL('..', import.meta.url));
const builder = join(root, 'bin', 'build.js');
const SOURCES = ['bin', 'data-samples', 'indicators', 'pipeline', 'server', 'web'];

/** What else decides what is built; npm writes the last one whenever it installs. */
const OTHERS = [
  'package-lock.json',
  'vite.config.ts',
  'vite.server.config.ts',
  'node_modules/.package-lock.json',
];
const built = join(root, 'build', 'waggle', 'cli.js');

/** What was built is older than the sources, and could not be built anew: in the words of who runs Waggle. */
export class NotBuiltError extends Error {}

/** Whether what is built was made of the sources as they are. */
export function isCurrent() {
  const code = SOURCES.map((name) => newestCode(join(root, name)));
  return changedAt(built) >= Math.max(...code, ...OTHERS.map((name) => changedAt(join(root, name))));
}

/** Where the built program is; built anew where a source is newer than it, as after an edit or a pull. That is done by a
 *  process of its own: the builder's 350 MB would stay with a dashboard that built itself, and make it slower. */
export async function program() {
  if (!isCurrent()) await promisify(execFile)(process.execPath, [builder, 'again']).catch(explain);
  return built;
}

/** @param {{ stderr?: string, message: string }} error
 * @returns {never} */
function explain({ stderr, message }) {
  const said = stderr?.trim() || message;
  const reason = said.split('\n').find((line) => /\bE[A-Z]{3,}\b|Error\b/.test(line)) ?? said;
  throw new NotBuiltError(
    `Waggle’s sources in ${root} are newer than what was built of them, and this account could not build it anew (${reason.trim()}). Run npm ci in that folder, as the account that it belongs to, and start again.`,
  );
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
