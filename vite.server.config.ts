import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { codeDigest } from './bin/code-digest.js';
import { keptYaml } from './indicators/yaml.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const catalogue = readdirSync(join(root, 'indicators'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(join(root, 'indicators', name), 'utf8'));

/** The command line, the pipeline and the server as plain JavaScript, so that they start in a moment. */
export default defineConfig({
  define: {
    WAGGLE_CODE: JSON.stringify(codeDigest(root)),
    WAGGLE_YAML: JSON.stringify(keptYaml(catalogue)),
  },
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
