import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';

/** `npm run test:load`: many readers at once with malformed traffic among them. No 5xx, no growth of memory, right
 *  answers for those who asked rightly. The home is WAGGLE_HOME's, which holds published figures. */

const { values } = parseArgs({
  options: {
    connections: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '60' },
  },
});
const connections = Number(values.connections);
const seconds = Number(values.seconds);
const GROWTH_AT_MOST = 300 * 1024 ** 2;

const GOOD = [
  '/',
  '/areas',
  '/healthz',
  '/api/v1/overview',
  '/api/v1/overview?area=county',
  '/api/v1/catalogue',
  '/bees',
];
const BAD = [
  '/api/v1/overview?area=county&area=county',
  '/api/v1/overview?area=%27%20OR%201%3D1--',
  '/indicators/%zz',
  `/indicators/${'x'.repeat(5_000)}`,
  '/api/v1/overview?__proto__[x]=1',
  '/files/..%2f..%2fwarehouse.duckdb',
  '/api/v1/overview?snapshot=../../etc/passwd',
  '/charts/none.svg?size=%F0%9F%92%A5',
];
const NO_HTTP = [
  'hello\r\n\r\n',
  'GET / HTTP/9.9\r\n\r\n',
  'POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: zz\r\n\r\n',
];

const root = fileURLToPath(new URL('../..', import.meta.url));
const server = spawn(process.execPath, [join(root, 'bin', 'waggle.js'), 'serve', '--json'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, HOST: '127.0.0.1', PORT: '0', WAGGLE_AUTH: 'open' },
});
let failed = true;
try {
  failed = !(await attack(await addressOf(server)));
} finally {
  server.kill('SIGTERM');
}
process.exit(failed ? 1 : 0);

/** @param {string} url */
async function attack(url) {
  const right = new Map();
  for (const path of GOOD) right.set(path, await (await fetch(url + path)).text());
  const before = await memory(url);
  const seen = { wrong: 0, servers: 0, refused: 0, answered: 0 };
  const garbage = setInterval(() => NO_HTTP.forEach((text) => void sayNothingOfUse(url, text)), 100);
  const run = autocannon({
    url,
    connections,
    duration: seconds,
    timeout: 60,
    requests: [...GOOD, ...BAD].map((path) => ({
      path,
      onResponse: (status, body) => {
        seen.answered += 1;
        if (status >= 500) seen.servers += 1;
        if (BAD.includes(path) && status >= 400 && status < 500) seen.refused += 1;
        else if (status !== 200 || body !== right.get(path)) {
          seen.wrong += 1;
          console.error(`${path} was answered wrongly: ${status}, ${body.length} characters`);
        }
      },
    })),
  });
  const result = await run;
  clearInterval(garbage);
  const growth = (await memory(url)) - before;
  const megabytes = Math.round(growth / 1024 ** 2);
  console.log(
    `${seen.answered} answers to ${connections} connections in ${seconds} s: ${seen.refused} refused as they should be, ` +
      `${seen.wrong} wrong, ${seen.servers} faults of the server, ${result.errors} connections lost, ${result.timeouts} timed out; memory ${megabytes} MB more.`,
  );
  return (
    seen.answered > 0 &&
    seen.wrong === 0 &&
    seen.servers === 0 &&
    result.errors === 0 &&
    growth < GROWTH_AT_MOST
  );
}

/** @param {string} url */
async function memory(url) {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\d+)/m.exec(text)?.[1]);
}

/** @param {string} url @param {string} text */
function sayNothingOfUse(url, text) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname, () => socket.end(text));
  socket.on('error', () => {});
  socket.resume();
}

/** What the command says once it listens.
 *  @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, null>} child */
async function addressOf(child) {
  let said = '';
  child.stdout.setEncoding('utf8');
  for (;;) {
    const [more] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => [null])]);
    if (more === null)
      throw new Error('The dashboard did not start. Is WAGGLE_HOME set to a home with figures?');
    said += more;
    if (said.includes('}')) return JSON.parse(said).url;
  }
}
