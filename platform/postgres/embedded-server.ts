// The default database: a real PostgreSQL from the registry under DATA_DIR. First start creates it, later ones reuse it. Whoever finds it
// running (another command, or a server that outlived its killed parent) joins it; whoever leaves last stops it.
// NOTE the package's own class is not used: it stops the server from an exit hook while we still drain, and knows no adoption and no stale lock.

import { spawn, type SpawnOptions } from 'node:child_process';
import { chmodSync, chownSync, closeSync, existsSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { Log } from '#platform/log.ts';
import { readPostmasterLock } from '#platform/postgres/postmaster-lock.ts';
import { findServerPlace, type ServerPlace } from '#platform/postgres/server-place.ts';
import { postgresPassword } from '#platform/secrets.ts';
import { ADVISORY_LOCKS } from '#platform/advisory-locks.ts';

export interface EmbeddedServer {
  /** Connection string of the `jaga` database. */
  url: string;
  /** Stops the server unless somebody else still uses it. */
  leave(): Promise<void>;
}

const USER = 'jaga';
/** Advisory lock held shared by every process that uses the server; any constant will do. */
const USERS_LOCK = ADVISORY_LOCKS.embeddedUsers;
const READY_TIMEOUT_MS = 60_000;
/** A server that lives but answers nobody for this long is taken for hung and stopped. */
const HUNG_AFTER_MS = 30_000;

interface Attempt {
  place: ServerPlace;
  cluster: string;
  password: string;
  log: Log;
  /** Where it listened before, when it is started again. */
  port?: number;
}

/** @throws Error with the end of the server's log when it does not come up within a minute. */
export async function joinEmbeddedServer(options: { dataDir: string; log: Log }): Promise<EmbeddedServer> {
  const place = await findServerPlace(options.dataDir);
  const attempt: Attempt = { place, cluster: join(place.home, 'cluster'), password: postgresPassword(options.dataDir), log: options.log };
  if (!existsSync(attempt.cluster)) await createCluster(attempt);
  let { client, port } = await joinOrStart(attempt);
  await createDatabase(client);
  let leaving = false;
  watch(client);
  return {
    url: connectionString(attempt.password, port, 'jaga'),
    leave: () => {
      leaving = true;
      return leave(client, attempt);
    },
  };

  /** A server that was killed is started again on its old port, where everybody's connections look for it. */
  function watch(watched: Client): void {
    watched.once('end', () => {
      if (leaving) return;
      attempt.log.warn({ event: 'embedded_database_lost' });
      attempt.port = port;
      joinOrStart(attempt)
        .then((found) => {
          ({ client, port } = found);
          watch(client);
        })
        .catch((error: unknown) => attempt.log.error({ err: error }, 'the embedded database could not be started again; restart the service'));
    });
  }
}

async function joinOrStart(attempt: Attempt): Promise<{ client: Client; port: number }> {
  const started = Date.now();
  let silentSince = started;
  while (Date.now() - started < READY_TIMEOUT_MS) {
    const lock = readPostmasterLock(attempt.cluster);
    const client = lock?.alive === true ? await tryJoin(attempt, lock.port) : null;
    if (client !== null && lock !== null) return { client, port: lock.port };
    if (lock === null) await startServer(attempt);
    else if (!lock.alive) removeStaleLock(attempt);
    else if (Date.now() - silentSince > HUNG_AFTER_MS) silentSince = await stopHung(attempt, lock.pid);
    await delay(50);
  }
  throw new Error(`the embedded database did not come up within ${READY_TIMEOUT_MS / 1000} s; see ${join(attempt.place.home, 'server.log')}`);
}

async function tryJoin(attempt: Attempt, port: number): Promise<Client | null> {
  const client = new Client({ connectionString: connectionString(attempt.password, port, 'postgres'), connectionTimeoutMillis: 2_000 });
  client.on('error', (error) => attempt.log.warn({ err: error }, 'the connection that marks us as a user of the embedded database broke'));
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>(
      `select current_setting('data_directory') as data_directory, pg_advisory_lock_shared(${USERS_LOCK})`,
    );
    if (rows[0]?.data_directory === attempt.cluster) return client;
  } catch {
    // Still starting, already stopping, or somebody else's port: looked at again in a moment.
  }
  await client.end().catch(() => undefined);
  return null;
}

async function createCluster({ place, cluster, password, log }: Attempt): Promise<void> {
  log.info({ event: 'embedded_database_created' });
  const unfinished = `${cluster}.${process.pid}`;
  const passwordFile = `${unfinished}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (place.account.uid !== undefined && place.account.gid !== undefined) chownSync(passwordFile, place.account.uid, place.account.gid);
  const flags = [
    '--pgdata',
    unfinished,
    '--username',
    USER,
    '--pwfile',
    passwordFile,
    '--auth',
    'scram-sha-256',
    '--encoding',
    'UTF8',
    '--locale-provider',
    'builtin',
    '--locale',
    'C.UTF-8',
  ];
  try {
    await run(executable(place, 'initdb'), flags, place);
    renameSync(unfinished, cluster);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Two first starts at once: the other's cluster is as good.
    if (!existsSync(cluster)) throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

async function startServer({ place, cluster, port: before }: Attempt): Promise<void> {
  const port = before ?? (await freePort());
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(port), max_connections: '200', max_wal_size: '2GB' };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const output = openSync(join(place.home, 'server.log'), 'a');
  // Detached: Ctrl-C in the terminal goes to the whole group, and we still need the database while we drain.
  const server = spawn(executable(place, 'postgres'), ['-D', cluster, ...flags], { ...asAccount(place), stdio: ['ignore', output, output], detached: true });
  closeSync(output);
  const exited = new Promise<void>((resolve) => {
    server.once('exit', () => resolve());
    server.once('error', () => resolve());
  });
  server.unref();
  const appeared = async (): Promise<void> => {
    for (let tries = 0; tries < 100 && readPostmasterLock(cluster) === null; tries += 1) await delay(20);
  };
  await Promise.race([exited, appeared()]);
}

function removeStaleLock({ cluster, log }: Attempt): void {
  log.warn({ event: 'embedded_database_stale_lock' });
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

async function stopHung({ cluster, log }: Attempt, pid: number): Promise<number> {
  log.warn({ event: 'embedded_database_hung' });
  await stopServer(cluster, pid, ['SIGQUIT', 'SIGKILL']);
  return Date.now();
}

async function createDatabase(client: Client): Promise<void> {
  const { rowCount } = await client.query(`select 1 from pg_database where datname = 'jaga'`);
  if (rowCount !== 0) return;
  await client.query('create database jaga').catch((error: unknown) => {
    const duplicate = error instanceof Error && 'code' in error && (error.code === '42P04' || error.code === '23505');
    if (!duplicate) throw error;
  });
}

async function leave(client: Client, { cluster, log }: Attempt): Promise<void> {
  const alone = await client
    .query<{ alone: boolean }>(`select pg_advisory_unlock_shared(${USERS_LOCK}), pg_try_advisory_lock(${USERS_LOCK}) as alone`)
    .then(({ rows }) => rows[0]?.alone === true)
    .catch(() => true);
  const lock = readPostmasterLock(cluster);
  await client.end().catch(() => undefined);
  if (!alone || lock === null || !lock.alive) return;
  await stopServer(cluster, lock.pid, ['SIGINT', 'SIGQUIT']);
  log.info({ event: 'embedded_database_stopped' });
}

/** Fast shutdown first (SIGINT: break connections, checkpoint), the harder signal after 15 s. */
async function stopServer(cluster: string, pid: number, signals: NodeJS.Signals[]): Promise<void> {
  for (const signal of signals) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (let waited = 0; waited < 15_000; waited += 20) {
      const lock = readPostmasterLock(cluster);
      if (lock === null || !lock.alive || lock.pid !== pid) return;
      await delay(20);
    }
  }
}

function connectionString(password: string, port: number, database: string): string {
  return `postgres://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

function executable(place: ServerPlace, name: string): string {
  const path = join(place.native, 'bin', name);
  if (place.account.uid !== undefined) chmodSync(path, 0o755);
  return path;
}

function asAccount(place: ServerPlace): SpawnOptions {
  return { ...place.account, cwd: place.home, env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } };
}

function run(command: string, flags: string[], place: ServerPlace): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, flags, { ...asAccount(place), stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('error', reject);
    child.once('exit', (status) => (status === 0 ? resolve() : reject(new Error(`${command} ended with ${status}: ${said.trim().slice(-500)}`))));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}
