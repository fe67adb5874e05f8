import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { codeDigest } from './bin/code-digest.js';

/** The command line, the pipeline and the server as plain JavaScript, so that they start in a moment. */
export default defineConfig({
  define: { WAGGLE_CODE: JSON.stringify(codeDigest(fileURLToPath(new URL('.', import.meta.url)))) },
  build: {
    ssr: 'bin/cli.ts',
    outDir: 'build/waggle',
    target: 'node20',
    minify: false,
    rolldownOptions: { external: [...builtinModules, /^node:/] },
  },
  ssr: {
    noExternal: [
      '@duckdb/node-api',
      'zod',
      'yaml',
      'papaparse',
      'node-cron',
      'cli-progress',
      'fastest-levenshtein',
    ],
  },
});
