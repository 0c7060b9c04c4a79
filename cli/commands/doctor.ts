// `jaga doctor`: looks at everything the service needs and says what to do about what is wrong.

import { statfsSync } from 'node:fs';
import { Command } from 'commander';
import type { ChatMember } from 'telegraf/types';
import { openCore } from '#cli/open-core.ts';
import { reviewDetection } from '#core/detection/alarm-queries.ts';
import { indexMemoryLimit } from '#core/campaigns/earlier-reports.ts';
import { indexNeeds } from '#core/campaigns/signature-store.ts';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { MAIN_BOT } from '#core/subscribers/subscriber-words.ts';
import { subscribersOfOtherBots } from '#core/subscribers/subscriber-store.ts';
import { READER_MODEL } from '#core/reading/classify/classify.ts';
import { loadShadowModel } from '#core/training/shadow-model.ts';
import { loadConfig, type Config } from '#platform/config.ts';
import { createLog } from '#platform/log.ts';
import { createPictureReader } from '#platform/pictures/picture-reader.ts';
import { openQueueBackend } from '#platform/queue.ts';
import { createTelegramClient } from '#platform/telegram.ts';

interface Finding {
  what: string;
  state: 'ok' | 'off' | 'wrong';
  says: string;
}

/** Bytes; a night's reports with pictures. */
const ROOM_NEEDED = 1024 ** 3;
const REVIEWED_WEEKS = 4;
const SIGNS = { ok: '✓', off: '–', wrong: '✗' } as const;

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('check settings, database, queue, webhooks, Telegram, web push, model, speech, pictures and disk, and say what to do')
    .action(async () => {
      const findings = await examine();
      for (const { what, state, says } of findings) process.stdout.write(`${SIGNS[state]} ${what.padEnd(10)} ${says}\n`);
      if (findings.some(({ state }) => state === 'wrong')) process.exitCode = 1;
    });
}

async function examine(): Promise<Finding[]> {
  let config: Config;
  try {
    config = loadConfig();
  } catch (error) {
    return [{ what: 'settings', state: 'wrong', says: error instanceof Error ? error.message : String(error) }];
  }
  const settings: Finding = { what: 'settings', state: 'ok', says: `data in ${config.dataDir}` };
  return [
    settings,
    ...(await examineDatabase(config)),
    await examineTelegram(config),
    ...(await examineWarningBots(config)),
    ...(await examineChannels(config)),
    examineWebPush(config),
    await examineModel(config),
    examineShadow(config),
    await examineSpeech(config),
    await examinePictures(),
    examineDisk(config),
  ];
}

async function examineDatabase(config: Config): Promise<Finding[]> {
  try {
    const core = await openCore(config, createLog('silent'));
    try {
      const counts = await core.context.db
        .selectNoFrom((eb) => [
          eb
            .selectFrom('outbox')
            .select(({ fn }) => fn.countAll<number>().as('n'))
            .as('outbox'),
          eb
            .selectFrom('dead_letters')
            .select(({ fn }) => fn.countAll<number>().as('n'))
            .where('replayed_at', 'is', null)
            .as('dead'),
          eb
            .selectFrom('telegram_updates')
            .select(({ fn }) => fn.countAll<number>().as('n'))
            .where('state', '=', 'quarantined')
            .as('quarantined'),
        ])
        .executeTakeFirstOrThrow();
      const dead = (counts.dead ?? 0) + (counts.quarantined ?? 0);
      const aside: Finding = {
        what: 'set aside',
        state: dead === 0 ? 'ok' : 'wrong',
        says: dead === 0 ? 'nothing' : `${counts.dead} dead jobs, ${counts.quarantined} quarantined updates: \`jaga replay\` tries them again`,
      };
      return [
        { what: 'database', state: 'ok', says: `${core.database.durability}; ${counts.outbox} facts wait in the outbox` },
        await examineQueue(config, core.database.url),
        aside,
        await examineDetection(config, core.context),
        await examineEarlierReports(core.context.db),
        await examineWebhooks(core.context.db),
        ...(await examineLostBots(config, core.context.db)),
      ];
    } finally {
      await core.close();
    }
  } catch (error) {
    return [{ what: 'database', state: 'wrong', says: error instanceof Error ? error.message : String(error) }];
  }
}

async function examineDetection({ surgeFalseAlarmsPerWeek: budget }: Config, { db, clock }: CoreContext): Promise<Finding> {
  const { items } = await reviewDetection(db, { now: clock.now(), weeks: REVIEWED_WEEKS });
  const surges = items.flatMap(({ detectors }) => detectors).filter(({ detector }) => detector === 'surge');
  const rejected = surges.reduce((sum, { false_alarms }) => sum + false_alarms, 0);
  const says = `surges may be wrong ${budget} times a week (SURGE_FALSE_ALARMS_PER_WEEK); officers rejected ${rejected} in ${REVIEWED_WEEKS} weeks`;
  const isOver = rejected > 2 * REVIEWED_WEEKS * budget && rejected > REVIEWED_WEEKS;
  return { what: 'detection', state: 'ok', says: isOver ? `${says}: lower it` : says };
}

async function examineEarlierReports(db: Database): Promise<Finding> {
  const { reports, bytes } = await indexNeeds(db);
  const says = `${reports} to compare with, about ${Math.ceil(bytes / 2 ** 20)} MiB of each worker's memory`;
  const limit = indexMemoryLimit();
  if (bytes <= limit) return { what: 'memory', state: 'ok', says };
  return {
    what: 'memory',
    state: 'wrong',
    says: `${says}; it may take ${Math.floor(limit / 2 ** 20)}: give workers more, until then matching is served from PostgreSQL`,
  };
}

async function examineWebhooks(db: Database): Promise<Finding> {
  const { endpoints, disabled } = await db
    .selectFrom('webhook_endpoints')
    .select(({ fn }) => [fn.countAll<number>().as('endpoints'), fn.count<number>('disabled_at').as('disabled')])
    .executeTakeFirstOrThrow();
  if (endpoints === 0) return { what: 'webhooks', state: 'off', says: 'none; `jaga webhook add` registers a partner that is to get warnings' };
  if (disabled === 0) return { what: 'webhooks', state: 'ok', says: `${endpoints} of partners` };
  return { what: 'webhooks', state: 'wrong', says: `${disabled} of ${endpoints} are disabled: ask the partners, then \`jaga webhook enable\`` };
}

async function examineQueue(config: Config, databaseUrl: string): Promise<Finding> {
  const backend = openQueueBackend({ redisUrl: config.redisUrl, databaseUrl, log: createLog('silent') });
  const name = backend.kind === 'redis' ? 'Redis' : 'PostgreSQL';
  try {
    await within(5_000, backend.openQueue('reports').ping());
    return { what: 'queue', state: 'ok', says: `BullMQ on ${name}` };
  } catch {
    return { what: 'queue', state: 'wrong', says: `${name} does not answer: check REDIS_URL and that Redis runs; until then reports are kept and wait` };
  } finally {
    await within(2_000, backend.close()).catch(() => undefined);
  }
}

async function examineTelegram({ telegram }: Config): Promise<Finding> {
  if (telegram === undefined) return { what: 'Telegram', state: 'off', says: 'off; set TELEGRAM_BOT_TOKEN (from @BotFather) to switch it on' };
  const outcome = await createTelegramClient(telegram).call('getMe', {});
  if (outcome.kind === 'ok') return { what: 'Telegram', state: 'ok', says: `@${outcome.result.username}` };
  if (outcome.kind === 'rejected')
    return { what: 'Telegram', state: 'wrong', says: `Telegram refuses the token (${outcome.code}): copy it anew from @BotFather` };
  return { what: 'Telegram', state: 'wrong', says: `${telegram.apiRoot} does not answer: check the network or TELEGRAM_API_ROOT` };
}

/** Each with what to tell people: `TELEGRAM_WEBHOOK_URL` is the first bot's, these always poll. */
async function examineWarningBots({ telegram }: Config): Promise<Finding[]> {
  if (telegram === undefined) return [];
  const what = 'more bots';
  const answers = await Promise.all(
    telegram.bots.map(async ({ bot, token }): Promise<Finding> => {
      const outcome = await createTelegramClient({ token, apiRoot: telegram.apiRoot }).call('getMe', {});
      if (outcome.kind === 'ok')
        return { what, state: 'ok', says: `@${outcome.result.username} warns whoever starts it, by long polling, ${telegram.rate} a second` };
      if (outcome.kind === 'rejected')
        return {
          what,
          state: 'wrong',
          says: `Telegram refuses the token of bot ${bot} in TELEGRAM_BROADCAST_TOKENS (${outcome.code}): copy it anew from @BotFather`,
        };
      return { what, state: 'wrong', says: `no answer for bot ${bot}: check the network or TELEGRAM_API_ROOT` };
    }),
  );
  if (answers.length > 0) return answers;
  return [
    { what, state: 'off', says: 'none; TELEGRAM_BROADCAST_TOKENS adds bots that only warn, each with a limit of its own; or TELEGRAM_PAID_BROADCAST=on' },
  ];
}

/** Of the first bot. Whether it may post is told here, not by the first warning. */
async function examineChannels({ telegram }: Config): Promise<Finding[]> {
  const what = 'channels';
  if (telegram === undefined) return [];
  if (telegram.channels.length === 0) return [{ what, state: 'off', says: 'none; TELEGRAM_CHANNELS names public channels in which warnings are posted first' }];
  const client = createTelegramClient(telegram);
  const me = await client.call('getMe', {});
  // Said of the bot already.
  if (me.kind !== 'ok') return [];
  return Promise.all(
    telegram.channels.map(async ({ language, address }): Promise<Finding> => {
      const name = `${address} (${language})`;
      const outcome = await client.call('getChatMember', { chat_id: address, user_id: me.result.id });
      if (outcome.kind === 'unreachable') return { what, state: 'wrong', says: `no answer about ${name}: check the network or TELEGRAM_API_ROOT` };
      if (outcome.kind === 'ok' && mayPost(outcome.result)) return { what, state: 'ok', says: `@${me.result.username} posts in ${name}` };
      return { what, state: 'wrong', says: `@${me.result.username} may not post in ${name}: make it an administrator there with the right to post messages` };
    }),
  );
}

/** https://core.telegram.org/bots/api#chatmemberadministrator: the right to post is there in channels alone. */
function mayPost(member: ChatMember): boolean {
  return member.status === 'creator' || (member.status === 'administrator' && member.can_post_messages === true);
}

/** Nothing is lost of them: they wait until the token is back, or until they subscribe elsewhere. */
async function examineLostBots({ telegram }: Config, db: Database): Promise<Finding[]> {
  const known = [MAIN_BOT, ...(telegram?.bots ?? []).map(({ bot }) => bot)];
  const lost = await subscribersOfOtherBots(db, known);
  return lost.map(({ bot, subscribers }) => ({
    what: 'more bots',
    state: 'wrong',
    says: `${subscribers} subscribers belong to bot ${bot}, whose token is not set: their warnings wait; put it into TELEGRAM_BROADCAST_TOKENS, or have them start another bot`,
  }));
}

function examineWebPush({ publicUrl, webPush }: Config): Finding {
  const local = 'works in browsers on this machine only; set PUBLIC_URL to an https address, which push services write to as well (or WEB_PUSH_CONTACT)';
  if (!publicUrl.startsWith('https:')) return { what: 'web push', state: 'off', says: local };
  return { what: 'web push', state: 'ok', says: `as ${webPush.contact}, at most ${webPush.rate} a second to one push service` };
}

async function examineModel({ model }: Config): Promise<Finding> {
  if (model === undefined) return { what: 'model', state: 'off', says: 'off; set OPENAI_API_KEY for a second opinion (never needed)' };
  const root = model.baseUrl ?? 'https://api.openai.com/v1';
  try {
    const answer = await fetch(`${root.replace(/\/$/, '')}/models`, {
      headers: { authorization: `Bearer ${model.apiKey}` },
      signal: AbortSignal.timeout(5_000),
    });
    if (answer.status === 401 || answer.status === 403) return { what: 'model', state: 'wrong', says: 'the key is refused: check OPENAI_API_KEY' };
    return { what: 'model', state: 'ok', says: `${model.name}, at most ${model.budgetUsdPerDay} USD a day` };
  } catch {
    return { what: 'model', state: 'wrong', says: `${root} does not answer: check OPENAI_BASE_URL; everything else works without it` };
  }
}

function examineShadow({ shadowModel }: Config): Finding {
  if (shadowModel === undefined)
    return { what: 'shadow', state: 'off', says: 'off; set READER_SHADOW_MODEL to a model file to compare it with the one in force' };
  try {
    const { id } = loadShadowModel(shadowModel).header;
    if (id === READER_MODEL.header.id) return { what: 'shadow', state: 'wrong', says: `${id} is in force already: unset READER_SHADOW_MODEL` };
    return { what: 'shadow', state: 'ok', says: `${id} beside ${READER_MODEL.header.id}; \`jaga training compare\` shows how they do` };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { what: 'shadow', state: 'wrong', says: `${why}; make one with \`npm run train -- --out FILE\`, or unset READER_SHADOW_MODEL` };
  }
}

async function examineSpeech({ speech }: Config): Promise<Finding> {
  if (speech === undefined) return { what: 'speech', state: 'off', says: 'off; recordings are kept but not read; set SPEECH_BASE_URL to a speech server' };
  const root = speech.baseUrl ?? 'https://api.openai.com/v1';
  try {
    const headers = { authorization: `Bearer ${speech.apiKey ?? 'none'}` };
    const answer = await fetch(`${root.replace(/\/$/, '')}/models`, { headers, signal: AbortSignal.timeout(5_000) });
    if (answer.status === 401 || answer.status === 403) return { what: 'speech', state: 'wrong', says: 'the key is refused: check SPEECH_API_KEY' };
    return { what: 'speech', state: 'ok', says: `${speech.model} at ${root}` };
  } catch {
    return { what: 'speech', state: 'wrong', says: `${root} does not answer: check SPEECH_BASE_URL; until then recordings are kept unread` };
  }
}

async function examinePictures(): Promise<Finding> {
  const reader = createPictureReader();
  try {
    const seen = await reader.read(ONE_PIXEL);
    if (seen.kind === 'read') return { what: 'pictures', state: 'ok', says: 'read here, without a network' };
    return { what: 'pictures', state: 'wrong', says: `cannot be read (${seen.reason}): install anew with \`npm ci\`` };
  } catch {
    return { what: 'pictures', state: 'wrong', says: 'cannot be read: install anew with `npm ci`; until then they are kept and wait' };
  } finally {
    await reader.close();
  }
}

const ONE_PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

function examineDisk({ dataDir }: Config): Finding {
  const { bavail, bsize } = statfsSync(dataDir);
  const free = bavail * bsize;
  const says = `${(free / 1024 ** 3).toFixed(1)} GiB free`;
  return free >= ROOM_NEEDED
    ? { what: 'disk', state: 'ok', says }
    : { what: 'disk', state: 'wrong', says: `${says}: make room, or set DATA_DIR to a larger disk` };
}

async function within<Result>(limitMs: number, work: Promise<Result>): Promise<Result> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('too slow')), limitMs);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
