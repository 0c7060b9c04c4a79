// One joining at a time over all workers: what it reads must not change until it has written, and signatures are numbered in the order in
// which they are committed. Whoever writes signatures shows that it holds the lock.

import { sql } from 'kysely';
import type { Database } from '#core/database.ts';
import { ADVISORY_LOCKS } from '#platform/advisory-locks.ts';

export class Joining {
  readonly #tx: Database;

  private constructor(tx: Database) {
    this.#tx = tx;
  }

  /** Waits for the lock; it is held until the transaction ends. Take it before any row of `reports`: joining updates those under it. */
  static async lock(tx: Database): Promise<Joining> {
    await sql`select pg_advisory_xact_lock(${ADVISORY_LOCKS.joining})`.execute(tx);
    return new Joining(tx);
  }

  /** The transaction that holds it. */
  get tx(): Database {
    return this.#tx;
  }
}
