// The console is a client of its own, built once by `npm ci` (or `npm run build`) and served by the API at /console.

import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/console/',
  plugins: [react()],
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: false,
    // The frame with the queue and the report; the bench keeps an eye on what it weighs compressed.
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // A browser asks for six files at a time: fifty small ones cost the first screen more than their bytes.
          groups: [{ name: 'console', tags: ['$initial'] }],
        },
      },
    },
  },
  // For work on the console itself: `npx vite web/console` beside `npm start`.
  server: { proxy: { '/api': 'http://127.0.0.1:3000', '/favicon.ico': 'http://127.0.0.1:3000' } },
});
