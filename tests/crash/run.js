import { rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { program } from '../../bin/built.js';
import { codeDigest } from '../../bin/code-digest.js';

/** `npm run test:crash`: builds the pipeline that can be ended at any moment, and the test that ends it. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'build', `crash-${process.pid}`);
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

await program();
await build({
  root,
  configFile: false,
  logLevel: 'error',
  define: { WAGGLE_CODE: JSON.stringify(codeDigest(root)) },
  // In few files, so that a pipeline starts in a moment.
  ssr: { noExternal: true, external: ['@duckdb/node-api', 'vitest'] },
  build: {
    ssr: true,
    outDir: folder,
    target: 'node20',
    minify: false,
    emptyOutDir: false,
    rolldownOptions: {
      input: { main: join(root, 'tests/crash/main.ts'), child: join(root, 'tests/crash/child.ts') },
      external: [...builtinModules, /^node:/],
      output: { entryFileNames: '[name].js' },
    },
  },
});
const { main } = await import(pathToFileURL(join(folder, 'main.js')).href);
process.exit(await main(process.argv.slice(2), join(folder, 'child.js')));
