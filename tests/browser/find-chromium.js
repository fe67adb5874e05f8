import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env, exit, getuid } from 'node:process';

/** Chromium for the browser tests: the system's if there is one, else Debian's package where it can be installed. */

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

/** @returns {string | null} */
function install() {
  const root = getuid?.() === 0;
  /** @param {string[]} words */
  const run = (...words) =>
    root
      ? execFileSync('apt-get', words, { stdio: 'inherit' })
      : execFileSync('sudo', ['-n', 'apt-get', ...words], { stdio: 'inherit' });
  try {
    run('update', '-qq');
    run('install', '-y', '-qq', '--no-install-recommends', 'chromium');
  } catch {
    return null;
  }
  return findChromium();
}

if (process.argv.includes('--install') && !findChromium() && !install()) {
  console.error(
    'The tests need the browser Chromium, and it could not be installed here. Install Chromium or Chrome ' +
      '(on Debian and Ubuntu: sudo apt-get install chromium), or set CHROMIUM_PATH to it, and run npm test again.',
  );
  exit(1);
}
