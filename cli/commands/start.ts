import { Command, Option } from 'commander';
import { openCore, type OpenCore } from '#cli/open-core.ts';
import { ROLES, startService, type Role, type Service } from '#cli/service.ts';
import { loadConfig } from '#platform/config.ts';
import { createLog } from '#platform/log.ts';

export function startCommand(): Command {
  return new Command('start')
    .description('run the service: everything in one process, or one role of many')
    .addOption(new Option('--role <role>', 'which part to run').choices(ROLES).default('all'))
    .action(({ role }: { role: Role }) => start(role));
}

/** Milliseconds a clean stop may take; then the process ends all the same: nothing is lost by it. */
const STOP_LIMIT_MS = 10_000;

async function start(role: Role): Promise<void> {
  const config = loadConfig();
  const log = createLog(config.logLevel);
  const core = await openCore(config, log);
  const service = await startService(core, role).catch(async (error: unknown) => {
    await core.close();
    throw error;
  });
  process.stdout.write(welcome(core, service, role));
  stopOnSignal(core, service);
}

function stopOnSignal(core: OpenCore, service: Service): void {
  let stopping = false;
  const stop = (signal: string): void => {
    // A second Ctrl-C means now.
    if (stopping) process.exit(130);
    stopping = true;
    core.log.info({ event: 'stopping', signal });
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    service
      .stop()
      .then(() => core.close())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          core.log.error({ err: error }, 'the stop was not clean');
          process.exit(1);
        },
      );
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop(signal));
  process.on('unhandledRejection', (error) => core.log.error({ err: error }, 'an error was handled by nobody'));
  process.on('uncaughtException', (error) => {
    core.log.fatal({ err: error }, 'stopping after an error that nobody caught');
    stop('uncaughtException');
  });
}

function welcome({ config, secrets, database }: OpenCore, service: Service, role: Role): string {
  const lines = [
    '',
    `Jaga runs${role === 'all' ? '' : ` as ${role}`}.`,
    ...(service.address === undefined ? [] : [`  open          ${service.address}   (documentation: ${service.address}/docs)`]),
    `  database      ${database.embedded ? 'embedded ' : ''}${database.durability}`,
    `  queue         BullMQ on ${config.redisUrl === undefined ? 'PostgreSQL (set REDIS_URL for Redis)' : 'Redis'}`,
    `  Telegram      ${config.telegram === undefined ? 'off: set TELEGRAM_BOT_TOKEN (from @BotFather)' : config.telegram.webhookUrl === undefined ? 'on, long polling' : 'on, webhook'}${config.telegram !== undefined && config.telegram.bots.length > 0 ? `, ${config.telegram.bots.length} more that warn` : ''}`,
    `  web push      on, as ${config.webPush.contact}${config.publicUrl.startsWith('https:') ? '' : ' (set PUBLIC_URL to an https address: browsers elsewhere subscribe only there)'}`,
    `  language model ${config.model === undefined ? 'off: set OPENAI_API_KEY for a second opinion (never needed)' : `on, ${config.model.name}`}`,
    `  speech        ${config.speech === undefined ? 'off: recordings are kept unread; set SPEECH_BASE_URL' : `on, ${config.speech.model}`}`,
    ...(secrets.made.masterKey ? [`  ! a master key was made and lies in ${config.dataDir}/secrets.json: back it up, without it reports cannot be read`] : []),
    ...(secrets.made.webhookSecret
      ? [`  ! a webhook secret was made for partner "${secrets.webhookSecrets[0]?.partner}": ${secrets.webhookSecrets[0]?.secret}`]
      : []),
    '  first officer  npx jaga user add you@example.org --role administrator',
    '  Ctrl-C stops.',
    '',
  ];
  return `${lines.join('\n')}\n`;
}
