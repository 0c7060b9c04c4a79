// What the benches of delivering work with: the bench's own database, migrated.

import { Pool } from 'pg';
import type { CoreContext } from '#core/context.ts';
import type { Tables } from '#core/database.ts';
import { createVault } from '#core/privacy/vault.ts';
import { systemClock } from '#platform/clock.ts';
import { createKysely } from '#platform/database.ts';
import { createLog } from '#platform/log.ts';
import { migrate } from '#platform/migrations.ts';
import { createTelemetry } from '#platform/telemetry.ts';

export async function withContext<Result>(databaseUrl: string, work: (context: CoreContext) => Promise<Result>): Promise<Result> {
  const pool = new Pool({ connectionString: databaseUrl, max: 20 });
  try {
    await migrate(pool);
    const vault = createVault(Buffer.alloc(32, 3));
    return await work({ db: createKysely<Tables>(pool), vault, clock: systemClock, telemetry: createTelemetry(createLog('silent')) });
  } finally {
    await pool.end();
  }
}
