// The table of who may import whom (ARCHITECTURE.md), the budgets that a linter does not know, and where process.env is read.

import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Top-level folders that each may import besides itself. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  platform: [],
  core: ['platform'],
  bot: ['core', 'platform'],
  api: ['core', 'platform'],
  worker: ['core', 'platform'],
  cli: ['api', 'bot', 'core', 'platform', 'worker', 'tests'],
};
/** Files a folder may hold; double of the aim of 14. */
const FOLDER_LIMIT = 28;

const files = globSync('{api,bot,cli,core,platform,worker}/**/*.ts').map((path) => path.replaceAll('\\', '/'));
const sources = files.filter((path) => !path.endsWith('.test.ts'));

function importsOf(path: string): string[] {
  return [...readFileSync(path, 'utf8').matchAll(/^(?:import|export)[^'"]*?from\s+'([^']+)'|import\('([^']+)'\)/gm)].map((found) => found[1] ?? found[2] ?? '');
}

describe('architecture', () => {
  it('finds the sources', () => expect(sources.length).toBeGreaterThan(100));

  it.each(Object.keys(MAY_IMPORT))('%s imports only what the table allows', (folder) => {
    const allowed = new Set([folder, ...(MAY_IMPORT[folder] ?? [])]);
    const wrong = sources
      .filter((path) => path.startsWith(`${folder}/`))
      .flatMap((path) => importsOf(path).map((target) => ({ path, top: /^#(\w+)\//.exec(target)?.[1] })))
      .filter(({ path, top }) => top !== undefined && !allowed.has(top) && !(top === 'tests' && path.startsWith('cli/demo/')));
    expect(wrong).toEqual([]);
  });

  it('reaches other top-level folders by their # names only', () => {
    const wrong = files.flatMap((path) =>
      importsOf(path).filter((target) => target.startsWith('../') && dirname(path).split('/').length <= target.split('../').length - 1),
    );
    expect(wrong).toEqual([]);
  });

  it('reads process.env in platform/config.ts alone', () => {
    expect(sources.filter((path) => readFileSync(path, 'utf8').includes('process.env'))).toEqual(['platform/config.ts']);
  });

  it('adds to queues in the relay alone', () => {
    expect(sources.filter((path) => /\.addAll\(/.test(readFileSync(path, 'utf8')))).toEqual(['worker/relay.ts']);
  });

  it('keeps folders small and names plain', () => {
    const crowded = [...Map.groupBy(sources, (path) => dirname(path))].filter(([, inside]) => inside.length > FOLDER_LIMIT).map(([folder]) => folder);
    expect(crowded).toEqual([]);
    expect(files.filter((path) => /\/(utils|helpers|common|manager|index)\.ts$/.test(path))).toEqual([]);
    expect(files.filter((path) => !/^[a-z0-9./-]+$/.test(path))).toEqual([]);
  });
});
