#!/usr/bin/env node
// Runs on whatever Node the machine has and hands over to the project's own Node 24, which strips types itself.
// Plain JavaScript for that reason; nothing else belongs here.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const node = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));

if (Number(process.versions.node.split('.')[0]) === 24) {
  await import('./main.ts');
} else if (existsSync(node)) {
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl-C reaches the child by itself; waiting for it is all that is left to do here.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (status, signal) => {
    process.exitCode = status ?? (signal === null ? 1 : 128 + 15);
  });
} else {
  process.stderr.write(`The project's own Node is missing: run "npm ci" in ${fileURLToPath(new URL('..', import.meta.url))} first.\n`);
  process.exitCode = 1;
}
