// `npm run demo`: the whole story on throw-away data, no network: real PostgreSQL, real queue, real HTTP, real bot; only Telegram's servers
// are stood in for, with their documented limits. `--story check` tells one story alone, word by word.
// Ends with 0 only if every step held. NOTE besides tests and benches only cli/demo uses tests/support.

import { parseArgs } from 'node:util';
import { tellOnStage } from '#cli/demo/tell-on-stage.ts';
import { STORIES, type StoryName } from '#cli/demo/stories.ts';
import { loadConfig } from '#platform/config.ts';
import { startTelegramStandIn } from '#tests/support/telegram-stand-in.ts';

const TOKEN = '7000001:demo-token-of-the-stand-in-only';

const HELP = `npm run demo [-- --story NAME]

Tells what Jaga does, on throw-away data and with a stand-in for Telegram. Stories, each in Korean, Malay and English:

${Object.entries(STORIES)
  .map(([name, { about }]) => `  ${name.padEnd(7)} ${about}`)
  .join('\n')}

DATABASE_URL and REDIS_URL, where set, are used; everything else is the demo's own. Ends with 0 only if every step held.
`;

async function main(): Promise<void> {
  const { story, help } = parseArgs({ options: { story: { type: 'string', default: 'all' }, help: { type: 'boolean', short: 'h', default: false } } }).values;
  if (help) return void process.stdout.write(HELP);
  const telegram = await startTelegramStandIn({ token: TOKEN });
  try {
    const { databaseUrl, redisUrl } = loadConfig();
    const held = await tellOnStage(STORIES[storyNamed(story)].tell, { telegram, databaseUrl, redisUrl });
    process.exitCode = held ? 0 : 1;
  } finally {
    await telegram.close();
  }
}

/** @throws when there is no such story. */
function storyNamed(given: string): StoryName {
  const found = (Object.keys(STORIES) as StoryName[]).find((name) => name === given);
  if (found === undefined) throw new Error(`There is no story “${given}”; there are: ${Object.keys(STORIES).join(', ')}.`);
  return found;
}

await main();
