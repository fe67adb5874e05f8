import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { program } from '../bin/built.js';
import { apiPromises, apiTable } from './api-report.js';
import { nextSnapshots, sampleHome } from './home.js';
import { load } from './load.js';
import { paced } from './paced.js';
import { serveRival, serveWaggle } from './servers.js';

/** `npm run bench:api`: how many series a second the API gives while a snapshot is swapped each second, beside a bare
 *  Fastify route that gives the same bytes. They take turns. It prints what it saw; it fails only where something
 *  breaks. `--home DIR` takes the newest snapshot from there instead of loading the sample data. */

const { values } = parseArgs({
  options: {
    home: { type: 'string' },
    seconds: { type: 'string', default: '10' },
    times: { type: 'string', default: '3' },
  },
});
const [seconds, times] = [Number(values.seconds), Number(values.times)];
if (![seconds, times].every((number) => Number.isInteger(number) && number > 0))
  throw new Error('--seconds and --times must be whole numbers such as 10.');

const SERIES = '/api/v1/indicators/ehcp-issued-20-weeks/series';
const CONNECTIONS = 100;
/** A quarter of what it can give here, and more than all schools of a county would ask. */
const PACE = 2000;

const folder = mkdtempSync(join(tmpdir(), 'waggle-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

await program();
console.log(`Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'processor'}`);
const home = await sampleHome(folder, values.home);
const publishNext = await nextSnapshots(home, 2 * times * (seconds + 1));
const waggle = await serveWaggle(home);
const bytes = Buffer.from(await (await fetch(`${waggle.url}${SERIES}`)).arrayBuffer());
writeFileSync(join(folder, 'bytes.json'), bytes);
const bare = await serveRival('bare.js', join(folder, 'bytes.json'));

/** @type {import('./api-report.js').Turn[]} */
const turns = [];
for (let turn = 1; turn <= times; turn += 1) {
  turns.push({
    bare: await measured(bare, '/'),
    waggle: await whileSwapping(() => measured(waggle, SERIES)),
    paced: await whileSwapping(() =>
      paced(`${waggle.url}${SERIES}`, { connections: CONNECTIONS, seconds, perSecond: PACE }),
    ),
  });
  console.error(`  turn ${turn} of ${times}: ${turns.at(-1)?.waggle.perSecond.toFixed(0)} a second`);
}
const swaps = await swapsOf(waggle.url);
waggle.stop();
bare.stop();
for (const line of ['', ...apiTable(turns, bytes.length), '', ...apiPromises(turns, swaps)])
  console.log(line);
process.exit();

/** @param {import('./servers.js').Served} server @param {string} path */
async function measured(server, path) {
  await load(`${server.url}${path}`, { connections: CONNECTIONS, seconds: 1 });
  const before = server.processorSeconds();
  const seen = await load(`${server.url}${path}`, { connections: CONNECTIONS, seconds });
  const after = server.processorSeconds();
  return { ...seen, processorSeconds: before === null || after === null ? null : after - before };
}

/** @template T @param {() => Promise<T>} work */
async function whileSwapping(work) {
  const timer = setInterval(publishNext, 1000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** How often another snapshot has become current. @param {string} url */
async function swapsOf(url) {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^waggle_snapshot_swaps_total (\d+)$/m.exec(metrics)?.[1]);
}
