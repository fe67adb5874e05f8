import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env, getuid } from 'node:process';

/** The system's Chromium: it prints the board report, and the tests look at pages in it. */

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of a Chromium that can be started; null when there is none.
 * @returns {string | null} */
export function findChromium() {
  if (env.CHROMIUM_PATH) return existsSync(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : null;
  const folders = (env.PATH ?? '').split(delimiter);
  const macApp = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  const paths = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), macApp];
  return paths.find((path) => existsSync(path)) ?? null;
}

/** Chromium without what it would ask the network for.
 * @returns {string[]} */
export function chromiumArguments() {
  const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  const still = ['--disable-component-update', '--disable-sync'];
  const asRoot = getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [...quiet, ...still, ...asRoot];
}
