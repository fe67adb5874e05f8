import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { processorSeconds } from './child.js';
import { TODAY } from './home.js';

/**
 * Servers in processes of their own, each of which says its address as a JSON document.
 *
 * @typedef {object} Served
 * @property {string} url
 * @property {() => number | null} processorSeconds that it has worked so far; null where the system does not tell
 * @property {() => void} stop
 */

/** The dashboard. @param {string} home @returns {Promise<Served>} */
export function serveWaggle(home) {
  const launcher = fileURLToPath(new URL('../bin/waggle.js', import.meta.url));
  const settings = {
    WAGGLE_HOME: home,
    WAGGLE_NOW: TODAY,
    WAGGLE_AUTH: 'open',
    HOST: '127.0.0.1',
    PORT: '0',
  };
  return served([launcher, 'serve', '--json'], settings);
}

/** A server that does nothing but what it is measured for.
 * @param {string} script @param {string[]} words @returns {Promise<Served>} */
export function serveRival(script, ...words) {
  return served([fileURLToPath(new URL(`rivals/${script}`, import.meta.url)), ...words], {});
}

/** @param {string[]} command @param {Record<string, string>} settings @returns {Promise<Served>} */
function served(command, settings) {
  const env = { ...process.env, ...settings };
  const child = spawn(process.execPath, command, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const stop = () => child.kill('SIGKILL');
  process.prependOnceListener('exit', stop);
  return new Promise((resolve, reject) => {
    let said = '';
    child.once('exit', (code) => reject(new Error(`${command.join(' ')} ended with ${code}: ${said}`)));
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
      const url = /"url": ?"([^"]+)"/.exec(said)?.[1];
      if (url) resolve({ url, processorSeconds: () => processorSeconds(child.pid), stop });
    });
  });
}
