// What every command that touches data needs, opened in order and closed in reverse.

import { createKysely, openDatabase, type OpenDatabase } from '#platform/database.ts';
import type { Config } from '#platform/config.ts';
import { loadConfig } from '#platform/config.ts';
import { systemClock } from '#platform/clock.ts';
import { createTranslator, type Translator } from '#platform/i18n.ts';
import { createLog, type Log } from '#platform/log.ts';
import { migrate } from '#platform/migrations.ts';
import { loadSecrets, type Secrets } from '#platform/secrets.ts';
import { createTelemetry } from '#platform/telemetry.ts';
import type { CoreContext } from '#core/context.ts';
import type { Tables } from '#core/database.ts';
import { checkMasterKey } from '#core/privacy/check-master-key.ts';
import { createVault } from '#core/privacy/vault.ts';

export interface OpenCore {
  config: Config;
  log: Log;
  secrets: Secrets;
  database: OpenDatabase;
  context: CoreContext;
  translator: Translator;
  close(): Promise<void>;
}

/** Opens the database, brings it up to date and checks that the master key fits. @throws with a sentence for the operator. */
export async function openCore(config: Config = loadConfig(), log: Log = createLog(config.logLevel)): Promise<OpenCore> {
  const secrets = loadSecrets(config);
  const database = await openDatabase(config, log);
  try {
    await migrate(database.pool);
    const db = createKysely<Tables>(database.pool);
    const vault = createVault(secrets.masterKey);
    await checkMasterKey(db, vault);
    const telemetry = createTelemetry(log);
    const translator = createTranslator({ onMissing: () => telemetry.record('translation_missing') });
    const context = { db, vault, clock: systemClock, telemetry };
    return { config, log, secrets, database, context, translator, close: database.close };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** For commands that do one thing: open, do it, close. Quiet but for warnings. */
export async function withCore<Result>(work: (core: OpenCore) => Promise<Result>): Promise<Result> {
  const config = loadConfig();
  const core = await openCore(config, createLog('warn'));
  try {
    return await work(core);
  } finally {
    await core.close();
  }
}
