import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import Fastify from 'fastify';

/** A plain page that draws one chart through vega-embed, all of it packed as well as can be;
 *  and `/elsewhere`, a page to come from.
 *  Argument: a file with the chart’s Vega-Lite, data included. */

const SCRIPTS = ['vega', 'vega-lite', 'vega-embed'];
const scripts = new Map(SCRIPTS.map((name) => [`/${name}.js`, brotliCompressSync(scriptOf(name))]));
const spec = readFileSync(String(process.argv[2]), 'utf8').replaceAll('<', '\\u003c');
const page = brotliCompressSync(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A chart</title><link rel="icon" href="data:,"></head>
<body><h1>A chart</h1><div id="chart"></div>
${SCRIPTS.map((name) => `<script src="/${name}.js"></script>`).join('\n')}
<script>vegaEmbed('#chart', ${spec}, { renderer: 'svg' });</script>
</body></html>`);

const app = Fastify();
app.addHook('onRequest', async (_request, reply) => {
  reply.header('content-encoding', 'br');
});
app.get('/', async (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
app.get('/elsewhere', async (_request, reply) =>
  reply.type('text/html; charset=utf-8').send(brotliCompressSync('<!doctype html><title>Elsewhere</title>')),
);
for (const [path, script] of scripts)
  app.get(path, async (_request, reply) => reply.type('text/javascript; charset=utf-8').send(script));
console.log(JSON.stringify({ url: await app.listen({ host: '127.0.0.1', port: 0 }) }));

/** @param {string} name */
function scriptOf(name) {
  return readFileSync(new URL(`../../node_modules/${name}/build/${name}.min.js`, import.meta.url));
}
