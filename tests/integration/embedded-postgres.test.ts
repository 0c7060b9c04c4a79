// The default database: created once, reused, recovered from a stale lock, joined when it outlived its parent, stopped by the last one out.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#platform/database.ts';
import { createLog } from '#platform/log.ts';
import { joinEmbeddedServer } from '#platform/postgres/embedded-server.ts';
import { readPostmasterLock } from '#platform/postgres/postmaster-lock.ts';
import { findServerPlace } from '#platform/postgres/server-place.ts';

const log = createLog('silent');
let dataDir: string;
let cluster: string;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'jaga-embedded-'));
  cluster = join((await findServerPlace(dataDir)).home, 'cluster');
});
afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
  rmSync(join(cluster, '..'), { recursive: true, force: true });
});

async function ask(url: string, sql: string): Promise<Record<string, unknown> | undefined> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return rows[0];
}

describe('embedded PostgreSQL', () => {
  it('keeps its data from one start to the next and stops with the last user', async () => {
    const first = await joinEmbeddedServer({ dataDir, log });
    await ask(first.url, `create table kept as select '보관'::text as word`);
    const second = await joinEmbeddedServer({ dataDir, log });
    expect(second.url).toBe(first.url);
    await first.leave();
    expect(await ask(second.url, 'select word from kept')).toEqual({ word: '보관' });
    await second.leave();
    expect(readPostmasterLock(cluster)).toBeNull();
    const third = await joinEmbeddedServer({ dataDir, log });
    expect(await ask(third.url, 'select word from kept')).toEqual({ word: '보관' });
    await third.leave();
  });

  it('recovers from a lock whose process is gone or is somebody else', async () => {
    await (await joinEmbeddedServer({ dataDir, log })).leave();
    for (const pid of [4_000_000, process.pid]) {
      writeFileSync(join(cluster, 'postmaster.pid'), `${pid}\n${cluster}\n1700000000\n1\n\n127.0.0.1\n  1  1\nready\n`);
      const server = await joinEmbeddedServer({ dataDir, log });
      expect(await ask(server.url, 'select 1 as one')).toEqual({ one: 1 });
      await server.leave();
    }
  });

  it('is joined when it outlived its killed parent', async () => {
    const script = `
      import { joinEmbeddedServer } from '#platform/postgres/embedded-server.ts';
      import { createLog } from '#platform/log.ts';
      await joinEmbeddedServer({ dataDir: ${JSON.stringify(dataDir)}, log: createLog('silent') });
      process.kill(process.pid, 'SIGKILL');`;
    expect(() => execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: process.cwd(), stdio: 'ignore' })).toThrow();
    const orphan = readPostmasterLock(cluster);
    expect(orphan?.alive).toBe(true);
    const server = await joinEmbeddedServer({ dataDir, log });
    expect(readPostmasterLock(cluster)?.pid).toBe(orphan?.pid);
    await server.leave();
    expect(existsSync(join(cluster, 'postmaster.pid'))).toBe(false);
  });

  it('starts again on the same port when it is killed while in use', async () => {
    const server = await joinEmbeddedServer({ dataDir, log });
    const before = readPostmasterLock(cluster);
    process.kill(before?.pid ?? 0, 'SIGKILL');
    for (let tries = 0; tries < 600; tries += 1) {
      const answer = await ask(server.url, 'select 1 as one').catch(() => undefined);
      if (answer !== undefined && readPostmasterLock(cluster)?.pid !== before?.pid) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await ask(server.url, 'select 1 as one')).toEqual({ one: 1 });
    expect(readPostmasterLock(cluster)?.pid).not.toBe(before?.pid);
    await server.leave();
  });

  it('keeps its password to itself', async () => {
    await (await joinEmbeddedServer({ dataDir, log })).leave();
    const { mode } = await import('node:fs').then(({ statSync }) => statSync(join(dataDir, 'secrets.json')));
    expect(mode & 0o077).toBe(0);
    expect(readFileSync(join(cluster, '..', 'server.log'), 'utf8')).not.toContain('password');
  });
});

describe('a server of your own', () => {
  it('is refused with a sentence when nobody answers', async () => {
    await expect(openDatabase({ databaseUrl: 'postgres://jaga@127.0.0.1:1/jaga', dataDir }, log)).rejects.toMatchObject({
      code: 'database_unreachable',
      message: expect.stringContaining('jaga doctor'),
    });
  });
});
