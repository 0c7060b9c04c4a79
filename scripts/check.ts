// `npm run check`: everything a change must pass, in the order in which it fails fastest. Ends with a plain count of tests.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const report = join(mkdtempSync(join(tmpdir(), 'jaga-check-')), 'vitest.json');

const STEPS: [string, string[]][] = [
  ['types', ['tsc']],
  ["types of the pages' scripts", ['tsc', '-p', 'web']],
  ["types of the console's client", ['tsc', '-p', 'web/console']],
  ['lint', ['oxlint']],
  ['format', ['oxfmt', '--check', '.']],
  ['locale gaps', ['node', 'scripts/locale-gaps.ts']],
  ["the reader's figures", ['node', 'scripts/eval.ts']],
  ['tests, architecture and migration drift among them', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]],
];

for (const [what, [command = '', ...flags]] of STEPS) {
  process.stdout.write(`\n== ${what}\n`);
  const { status } = spawnSync(command, flags, { stdio: 'inherit', env: { ...process.env, NO_COLOR: '1' } });
  if (status === 0) continue;
  process.stdout.write(closingLine() ?? `${what} failed\n`);
  process.exit(1);
}
process.stdout.write(closingLine() ?? '');
rmSync(report, { force: true });

function closingLine(): string | undefined {
  try {
    const { numPassedTests, numFailedTests }: { numPassedTests: number; numFailedTests: number } = JSON.parse(readFileSync(report, 'utf8'));
    return `\n${numPassedTests} passed, ${numFailedTests} failed\n`;
  } catch {
    return undefined;
  }
}
