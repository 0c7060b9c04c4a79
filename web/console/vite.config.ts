// The console is a client of its own, built once by `npm ci` (or `npm run build`) and served by the API at /console.

import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/console/',
  plugins: [react()],
  build: { outDir: '../dist/console', emptyOutDir: true, target: 'es2023', sourcemap: false },
  // For work on the console itself: `npx vite web/console` beside `npm start`.
  server: { proxy: { '/api': 'http://127.0.0.1:3000', '/favicon.ico': 'http://127.0.0.1:3000' } },
});
