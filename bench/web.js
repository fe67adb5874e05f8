import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { program } from '../bin/built.js';
import { explore, openBrowser, openCold } from './browser.js';
import { sampleHome } from './home.js';
import { load } from './load.js';
import { timePages, visitor } from './pages.js';
import { serveRival, serveWaggle } from './servers.js';
import { LINE, webPromises, webTables } from './web-report.js';

/** `npm run bench:web`: what the dashboard’s pages cost a leader who opens them for the first time, in Chromium, beside a
 *  plain page that draws the same trend through vega-embed; and what they cost the server. It prints what it saw; it
 *  fails only where something breaks. `--home DIR` takes the newest snapshot from there instead of loading the sample
 *  data. */

const { values } = parseArgs({
  options: { home: { type: 'string' }, times: { type: 'string', default: '7' } },
});
const times = Number(values.times);
if (!Number.isInteger(times) || times < 1) throw new Error('--times must be a whole number such as 7.');

const INDICATOR = 'ehcp-issued-20-weeks';
const CONNECTIONS = 20;
const SECONDS = 5;

const folder = mkdtempSync(join(tmpdir(), 'waggle-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

await program();
console.log(`Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'processor'}`);
const waggle = await serveWaggle(await sampleHome(folder, values.home));
const spec = join(folder, 'trend.json');
writeFileSync(spec, await (await fetch(`${waggle.url}/charts/${INDICATOR}.vl.json`)).text());
const plain = await serveRival('embed.js', spec);
const browser = await openBrowser();
console.log(`Chromium ${browser.version()}`);

const pages = {
  overview: { url: `${waggle.url}/`, chart: 'main svg path' },
  indicator: { url: `${waggle.url}/indicators/${INDICATOR}`, chart: 'main figure picture img' },
  plain: { url: plain.url, chart: '#chart svg path' },
};
// Another name is another site to a browser.
const from = `${plain.url.replace('127.0.0.1', 'localhost')}/elsewhere`;
/** @type {import('./web-report.js').Opening[]} */
const openings = [];
/** @type {import('./web-report.js').Opening[]} */
const overLine = [];
for (let turn = 0; turn <= times; turn += 1) {
  const opening = await openAll(null);
  const over = await openAll(LINE);
  // The first turn warms the servers and the browser.
  if (turn === 0) continue;
  openings.push(opening);
  overLine.push(over);
}
const explored = await explore(browser, pages.indicator.url);
await browser.close();
const pageTimes = await timePages(waggle.url);
const headers = await visitor(pages.overview.url);
const before = waggle.processorSeconds();
const overviews = await load(pages.overview.url, { connections: CONNECTIONS, seconds: SECONDS, headers });
const after = waggle.processorSeconds();
const worked = before === null || after === null ? null : after - before;
waggle.stop();
plain.stop();
const seen = {
  openings,
  overLine,
  explored,
  pageTimes,
  overviews: { ...overviews, processorSeconds: worked },
};
for (const line of ['', ...webTables(seen), '', ...webPromises(seen)]) console.log(line);
process.exit();

/** @param {import('./browser.js').Line | null} line @returns {Promise<import('./web-report.js').Opening>} */
async function openAll(line) {
  return {
    overview: await openCold(browser, { ...pages.overview, from, line }),
    indicator: await openCold(browser, { ...pages.indicator, from, line }),
    plain: await openCold(browser, { ...pages.plain, from, line }),
  };
}
