// Starts the service on throw-away data, configured as an operator would, and has a story told on it.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStage, type DemoStage } from '#cli/demo/demo-stage.ts';
import type { Scene, StoryTelegram } from '#cli/demo/scene.ts';
import { openCore } from '#cli/open-core.ts';
import { startService } from '#cli/service.ts';
import { loadConfig } from '#platform/config.ts';
import { createLog } from '#platform/log.ts';

export interface Stagehands<T extends StoryTelegram> {
  telegram: T;
  /** undefined: an embedded server of its own. */
  databaseUrl: string | undefined;
  /** undefined: the queue is on PostgreSQL. */
  redisUrl?: string | undefined;
  /** Where the lines go; standard output by default. */
  write?: (line: string) => void;
}

/** @returns whether every step held. */
export async function tellOnStage<T extends StoryTelegram>(
  tell: (stage: DemoStage, scene: Scene<T>) => Promise<void>,
  { telegram, write, ...given }: Stagehands<T>,
): Promise<boolean> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jaga-demo-'));
  const stage = createStage(write);
  try {
    await play(stage, tell, { dataDir, telegram, ...given });
  } catch (error) {
    stage.fail(error);
  } finally {
    removeData(dataDir);
  }
  return stage.conclude();
}

async function play<T extends StoryTelegram>(
  stage: DemoStage,
  tell: (stage: DemoStage, scene: Scene<T>) => Promise<void>,
  { dataDir, telegram, databaseUrl, redisUrl }: Stagehands<T> & { dataDir: string },
): Promise<void> {
  stage.chapter('The service starts');
  const config = loadConfig({
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    PORT: '0',
    PUBLIC_URL: 'http://127.0.0.1',
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    // A partner's server of the story is on this machine.
    WEBHOOK_LOOPBACK: 'allowed',
  });
  const core = await openCore(config, createLog('silent'));
  const service = await startService(core, 'all');
  try {
    stage.check(
      `ready at ${service.address} on ${core.database.durability.split(',')[0]}, queue on ${config.redisUrl === undefined ? 'PostgreSQL' : 'Redis'}`,
      true,
    );
    await tell(stage, { core, service, telegram });
  } finally {
    await service.stop();
    await core.close();
  }
}

function removeData(dataDir: string): void {
  const note = join(dataDir, 'postgres-location');
  if (existsSync(note)) rmSync(readFileSync(note, 'utf8').trim(), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}
