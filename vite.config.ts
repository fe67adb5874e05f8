import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The little that pages load: a style sheet, a small script, and the chart library when a chart is first explored. */
export default defineConfig({
  base: '/assets/',
  publicDir: false,
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
