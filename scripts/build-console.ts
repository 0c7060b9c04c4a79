// Builds the console's client into web/dist/console. Runs by itself after `npm ci`; where the development dependencies were left out there is
// nothing to build with, and the API says at /console what to do.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const config = fileURLToPath(new URL('../web/console/vite.config.ts', import.meta.url));
const vite = await import('vite').catch(() => null);

if (vite === null || !existsSync(config))
  console.warn('The console was not built: the development dependencies are missing. `npm ci` and `npm run build` build it.');
else await vite.build({ configFile: config, logLevel: 'warn' });
