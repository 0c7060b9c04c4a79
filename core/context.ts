// What every use case is handed: the database, the vault, the clock, and somewhere to say what happened.

import type { Database } from '#core/database.ts';
import type { Vault } from '#core/privacy/vault.ts';
import type { Clock } from '#platform/clock.ts';
import type { Telemetry } from '#platform/telemetry.ts';

export interface CoreContext {
  db: Database;
  vault: Vault;
  clock: Clock;
  telemetry: Telemetry;
}
