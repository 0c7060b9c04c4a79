// `npm run demo`: the whole story on throw-away data, no network: real PostgreSQL, real queue, real HTTP, real bot; only Telegram's servers
// are stood in for, with their documented limits. `--story loss` tells one story alone, word by word.
// Ends with 0 only if every step held. NOTE the one place outside tests/ that uses tests/support.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createStage, type DemoStage } from '#cli/demo/demo-stage.ts';
import { tellLossStory } from '#cli/demo/loss-story.ts';
import { tellStory } from '#cli/demo/story.ts';
import { openCore } from '#cli/open-core.ts';
import { startService } from '#cli/service.ts';
import { loadConfig, type Config } from '#platform/config.ts';
import { createLog } from '#platform/log.ts';
import { startTelegramStandIn, type TelegramStandIn } from '#tests/support/telegram-stand-in.ts';

const STORIES = { all: tellStory, loss: tellLossStory } as const;
type StoryName = keyof typeof STORIES;

const TOKEN = '7000001:demo-token-of-the-stand-in-only';

async function main(): Promise<void> {
  const story = chosenStory();
  const dataDir = mkdtempSync(join(tmpdir(), 'jaga-demo-'));
  const telegram = await startTelegramStandIn({ token: TOKEN });
  const stage = createStage();
  try {
    await play(stage, { dataDir, telegram, story });
  } catch (error) {
    stage.fail(error);
  } finally {
    await telegram.close();
    removeData(dataDir);
  }
  process.exitCode = stage.conclude() ? 0 : 1;
}

/** @throws when there is no such story. */
function chosenStory(): StoryName {
  const { story } = parseArgs({ options: { story: { type: 'string', default: 'all' } } }).values;
  const found = (Object.keys(STORIES) as StoryName[]).find((name) => name === story);
  if (found === undefined) throw new Error(`There is no story “${story}”; there are: ${Object.keys(STORIES).join(', ')}.`);
  return found;
}

async function play(stage: DemoStage, { dataDir, telegram, story }: { dataDir: string; telegram: TelegramStandIn; story: StoryName }): Promise<void> {
  stage.chapter('The service starts');
  const core = await openCore(demoConfig(dataDir, telegram.apiRoot), createLog('silent'));
  const service = await startService(core, 'all');
  try {
    stage.check(
      `ready at ${service.address} on ${core.database.durability.split(',')[0]}, queue on ${core.config.redisUrl === undefined ? 'PostgreSQL' : 'Redis'}`,
      true,
    );
    await STORIES[story](stage, { core, service, telegram });
  } finally {
    await service.stop();
    await core.close();
  }
}

/** REDIS_URL and DATABASE_URL may be set; everything else is the demo's own. */
function demoConfig(dataDir: string, apiRoot: string): Config {
  const config = loadConfig();
  const telegram = { token: TOKEN, apiRoot, webhookUrl: undefined, webhookSecret: undefined, rate: 30 };
  return {
    ...config,
    dataDir,
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1',
    masterKey: undefined,
    webhookSecrets: undefined,
    telegram,
    model: undefined,
  };
}

function removeData(dataDir: string): void {
  const note = join(dataDir, 'postgres-location');
  if (existsSync(note)) rmSync(readFileSync(note, 'utf8').trim(), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}

await main();
