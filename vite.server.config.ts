import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

/** The command line, the pipeline and the server as plain JavaScript, so that they start in a moment. */
export default defineConfig({
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
