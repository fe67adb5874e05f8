import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { onlyUsedGovuk } from './vite.govuk.ts';

/** The little that pages load: a style sheet, a small script, and the chart library when a chart is first explored. */
export default defineConfig({
  base: '/assets/',
  publicDir: false,
  css: { postcss: { plugins: [onlyUsedGovuk(fileURLToPath(new URL('web', import.meta.url)))] } },
  resolve: {
    alias: [
      {
        find: /^vega-lite$/,
        replacement: fileURLToPath(new URL('web/client/noCompiler.ts', import.meta.url)),
      },
    ],
  },
  build: {
    outDir: 'build/web',
    assetsDir: '',
    manifest: true,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
    rolldownOptions: { input: ['web/client/main.ts', 'web/client/style.css'] },
  },
});
