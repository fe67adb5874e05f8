import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sampleHome } from '../../bench/home.js';
import { serveWaggle } from '../../bench/servers.js';
import { program } from '../../bin/built.js';
import { attack } from './attack.js';

/** `npm run test:load`: many readers at once with malformed traffic among them. No 5xx, no growth of memory, right
 *  answers for those who asked rightly. `--home DIR` takes the newest snapshot from there instead of loading the sample
 *  data. */

const { values } = parseArgs({
  options: {
    home: { type: 'string' },
    connections: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '60' },
  },
});
const [connections, seconds] = [Number(values.connections), Number(values.seconds)];
if (![connections, seconds].every((number) => Number.isInteger(number) && number > 0))
  throw new Error('--connections and --seconds must be whole numbers such as 60.');

const MEGABYTE = 1024 ** 2;
const GROWTH_AT_MOST = 300 * MEGABYTE;

const folder = mkdtempSync(join(tmpdir(), 'waggle-load-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

await program();
const { url, stop } = await serveWaggle(await sampleHome(folder, values.home));
let until = 0;
let before = 0;
let most = 0;
const ready = async () => {
  before = await memory();
  until = Date.now() + seconds * 1000;
};
const look = setInterval(async () => {
  most = Math.max(most, await memory());
}, 1000);
const seen = await attack(url, { connections, ready, more: () => Date.now() < until });
clearInterval(look);
const growth = Math.max(most, await memory()) - before;
stop();

for (const line of seen.wrong) console.error(line);
console.log(
  `${seen.answered} answers to ${connections} connections in ${seconds} s: ${seen.refused} refused as they should be, ` +
    `${seen.wrongs} wrong, ${seen.faults} faults of the server, ${seen.brokenOff} broken off by the reader, ` +
    `${seen.lost} connections lost; memory ${Math.round(growth / MEGABYTE)} MB more than ${Math.round(before / MEGABYTE)} MB at most.`,
);
const passed = seen.answered > 0 && seen.wrongs + seen.faults + seen.lost === 0 && growth < GROWTH_AT_MOST;
process.exit(passed ? 0 : 1);

async function memory() {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\d+)/m.exec(text)?.[1]);
}
