// Opens PostgreSQL: the embedded server, or the operator's own by DATABASE_URL (15 or newer).

import { Kysely, PostgresDialect } from 'kysely';
import { Pool, types } from 'pg';
import type { Config } from '#platform/config.ts';
import type { Log } from '#platform/log.ts';
import { joinEmbeddedServer } from '#platform/postgres/embedded-server.ts';

export interface OpenDatabase {
  url: string;
  pool: Pool;
  embedded: boolean;
  /** e.g. "PostgreSQL 18.4, synchronous_commit=on, fsync=on". */
  durability: string;
  close(): Promise<void>;
}

/** Clear sentences for operators; `code` is stable. */
export class DatabaseError extends Error {
  readonly code: 'database_unreachable' | 'database_too_old';
  constructor(code: DatabaseError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

const OLDEST_MAJOR = 15;
/** int8; identities and counts stay far below 2^53. */
const INT8 = 20;

/** @throws DatabaseError when the server cannot be reached or is too old. */
export async function openDatabase(config: Pick<Config, 'databaseUrl' | 'dataDir'>, log: Log, poolSize = 20): Promise<OpenDatabase> {
  const server = config.databaseUrl === undefined ? await joinEmbeddedServer({ dataDir: config.dataDir, log }) : undefined;
  const url = server?.url ?? config.databaseUrl ?? '';
  const pool = createPool(url, poolSize, log);
  try {
    return {
      url,
      pool,
      embedded: server !== undefined,
      durability: await inspect(pool),
      close: async () => {
        await pool.end();
        await server?.leave();
      },
    };
  } catch (error) {
    await pool.end();
    await server?.leave();
    throw error;
  }
}

export function createKysely<Tables>(pool: Pool): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** Database name within a connection string; names what belongs to one deployment. */
export function databaseName(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1)) || 'postgres';
}

function createPool(url: string, max: number, log: Log): Pool {
  const pool = new Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'jaga',
    types: { getTypeParser: typeParser },
  });
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection broke'));
  // NOTE while a connection is lent out the pool does not listen, and one that breaks between two statements of a transaction would end the process.
  pool.on('connect', (client) => client.on('error', (error) => log.debug({ err: error }, 'a database connection broke')));
  return pool;
}

/** pg hands out int8 as text; everything else keeps its default parser. */
function typeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  return oid === INT8 ? Number : types.getTypeParser(oid, format);
}

async function inspect(pool: Pool): Promise<string> {
  const row = await serverFacts(pool);
  if (Math.floor(row.version / 10_000) < OLDEST_MAJOR) {
    throw new DatabaseError(
      'database_too_old',
      `DATABASE_URL leads to PostgreSQL ${row.name}; Jaga needs ${OLDEST_MAJOR} or newer. Upgrade it, or leave DATABASE_URL out to use the embedded one.`,
    );
  }
  return `PostgreSQL ${row.name}, synchronous_commit=${row.synchronous_commit}, fsync=${row.fsync}`;
}

async function serverFacts(pool: Pool): Promise<{ version: number; name: string; synchronous_commit: string; fsync: string }> {
  try {
    const { rows } = await pool.query(`select current_setting('server_version_num')::int as version, current_setting('server_version') as name,
      current_setting('synchronous_commit') as synchronous_commit, current_setting('fsync') as fsync`);
    return rows[0];
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
    throw new DatabaseError(
      'database_unreachable',
      `The database at DATABASE_URL cannot be used (${reason}). Check the address, the account and that the server runs; \`jaga doctor\` tells more.`,
      { cause: error },
    );
  }
}
