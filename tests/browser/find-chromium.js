import { execFileSync } from 'node:child_process';
import { exit, getuid } from 'node:process';
import { findChromium } from '../../bin/chromium.js';

/** Chromium for the browser tests: the system's if there is one, else Debian's package where it can be installed. */

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
