// `jaga webhook`: partners' servers that get every warning as a signed webhook (docs/webhooks.md).

import { Command, InvalidArgumentError, Option } from 'commander';
import { durationWords } from '#cli/duration-words.ts';
import { withCore, type OpenCore } from '#cli/open-core.ts';
import { ALERT_GRADES, type AlertGrade } from '#core/alerts/alert-words.ts';
import { isScamType, SCAM_TYPES, type ScamType } from '#core/taxonomy/taxonomy.ts';
import { addEndpoint, enableEndpoint, removeEndpoint, replayEndpoint, rotateSecret } from '#core/webhooks/endpoints.ts';
import { listEndpoints, type EndpointListed } from '#core/webhooks/endpoint-store.ts';
import { listDeadMessages, type DeadMessage, type MessagesToReplay } from '#core/webhooks/message-store.ts';
import { pingEndpoint } from '#core/webhooks/ping-endpoint.ts';
import { createWebhookClient } from '#platform/webhooks/webhook-client.ts';

interface AddOptions {
  partner: string;
  types: ScamType[];
  countries: string[];
  leastGrade: AlertGrade;
  exercises: boolean;
}

interface ReplayOptions {
  since?: Date;
  message?: string;
}

export function webhookCommand(): Command {
  const webhook = new Command('webhook').description("partners' servers that get every warning as a signed webhook: published, corrected, withdrawn");
  webhook
    .command('add')
    .description('register an endpoint; its secret is shown once')
    .argument('<url>', 'https://…, on a public address')
    .addOption(new Option('--partner <name>', 'whose it is: lower case letters, digits, _ and -').argParser(parsePartner).makeOptionMandatory())
    .addOption(new Option('--types <codes>', `only these types of scams, comma separated: ${SCAM_TYPES.join()}`).argParser(parseTypes).default([], 'all'))
    .addOption(
      new Option('--countries <codes>', 'only what concerns these countries, such as KR,MY, or all countries')
        .argParser(parseCountries)
        .default([], 'everything'),
    )
    .addOption(new Option('--least-grade <grade>', 'only warnings of this grade or a graver one').choices(ALERT_GRADES).default('notice'))
    .option('--exercises', 'rehearsals, too: their payload says `"exercise":true`', false)
    .action((url: string, options: AddOptions) => withCore((core) => add(core, url, options)));
  webhook
    .command('list')
    .description('all endpoints')
    .action(() =>
      withCore(async ({ context }) => {
        const endpoints = await listEndpoints(context);
        for (const endpoint of endpoints) process.stdout.write(`${lineOf(endpoint, context.clock.now())}\n`);
        if (endpoints.length === 0) process.stdout.write('No webhooks yet: jaga webhook add https://bank.example/jaga --partner bank\n');
      }),
    );
  onEndpoint(webhook, 'remove', 'forget an endpoint and all that waits for it').action((id: string) =>
    withCore(async ({ context }) => {
      await removeEndpoint(context, id);
      process.stdout.write(`${id} is removed and gets nothing any more.\n`);
    }),
  );
  onEndpoint(webhook, 'rotate', 'make a new secret, shown once; for 24 hours both sign').action((id: string) =>
    withCore(async ({ context }) => {
      const { secret, oldUntil } = await rotateSecret(context, id);
      process.stdout.write(`Secret (shown only now): ${secret}\nThe one before signs as well until ${oldUntil.toISOString()}.\n`);
    }),
  );
  onEndpoint(webhook, 'test', 'send a ping now and say what came of it').action((id: string) => withCore((core) => test(core, id)));
  onEndpoint(webhook, 'enable', 'go on with an endpoint that was disabled, and with what waited meanwhile and still holds').action((id: string) =>
    withCore(async ({ context }) => {
      await enableEndpoint(context, id);
      process.stdout.write(`${id} is enabled.\n`);
    }),
  );
  onEndpoint(webhook, 'replay', 'send again, under the same ids: dead letters, or what the options say. Only what still holds is sent')
    .addOption(new Option('--since <time>', 'everything from then on, ISO 8601').argParser(parseTime).conflicts('message'))
    .option('--message <id>', 'one message, by its webhook-id')
    .action((id: string, options: ReplayOptions) => withCore((core) => replay(core, id, options)));
  webhook
    .command('dead')
    .description('messages that were given up: id, endpoint, partner, event, warning, attempts, last error, last attempt')
    .argument('[id]', 'of one endpoint', parseId)
    .action((id?: string) =>
      withCore(async ({ context }) => {
        const dead = await listDeadMessages(context.db, id);
        for (const message of dead) process.stdout.write(`${deadLineOf(message)}\n`);
        if (dead.length === 0) process.stdout.write('No dead letters.\n');
      }),
    );
  return webhook;
}

function onEndpoint(parent: Command, name: string, description: string): Command {
  return parent.command(name).description(description).argument('<id>', 'as jaga webhook list shows it', parseId);
}

async function add({ context, config }: OpenCore, url: string, options: AddOptions): Promise<void> {
  const { id, secret } = await addEndpoint(context, { url, ...options }, { loopback: config.webhookLoopback });
  process.stdout.write(`${id} gets warnings from now on. Try it: jaga webhook test ${id}\nSecret (shown only now): ${secret}\n`);
}

async function test({ context, config }: OpenCore, id: string): Promise<void> {
  const client = createWebhookClient({ clock: context.clock, loopback: config.webhookLoopback });
  const begun = performance.now();
  const result = await pingEndpoint(context, { client, publicUrl: config.publicUrl }, id);
  const seconds = (performance.now() - begun) / 1_000;
  if (result.kind === 'sent') process.stdout.write(`Taken after ${durationWords(seconds)}.\n`);
  else throw new Error(`Not taken: ${'error' in result ? result.error : result.kind}${result.kind === 'gone' ? ' (gone), so it is disabled' : ''}.`);
}

async function replay({ context }: OpenCore, id: string, { since, message }: ReplayOptions): Promise<void> {
  const one: MessagesToReplay = message === undefined ? { kind: 'dead' } : { kind: 'one', messageId: message };
  const messages = await replayEndpoint(context, id, since === undefined ? one : { kind: 'since', since });
  process.stdout.write(
    messages === 0 ? 'Nothing to send again: there is no such message, or it no longer holds.\n' : `${messages} will be sent again by the running service.\n`,
  );
}

function lineOf({ id, partner, url, types, countries, least_grade, waiting, dead, ...standing }: EndpointListed, now: Date): string {
  const filters = [types.join() || 'all types', countries.join() || 'all countries', least_grade];
  return [id, partner, url, ...filters, standingOf(standing, now), `${waiting} waiting`, `${dead} dead`].join('\t');
}

function standingOf({ disabled_reason, failing_since }: Pick<EndpointListed, 'disabled_reason' | 'failing_since'>, now: Date): string {
  if (disabled_reason !== null) return `disabled (${disabled_reason})`;
  return failing_since === null ? 'well' : `failing for ${durationWords((now.getTime() - failing_since.getTime()) / 1_000)}`;
}

function deadLineOf({ id, endpoint_id, partner, event, alert_id, version, attempts, last_error, last_tried_at }: DeadMessage): string {
  const warning = `${alert_id ?? '–'} v${version ?? '–'}`;
  return [id, endpoint_id, partner, event, warning, `${attempts} attempts`, last_error ?? '–', last_tried_at?.toISOString() ?? '–'].join('\t');
}

function parsePartner(value: string): string {
  if (!/^[a-z0-9][a-z0-9_-]{0,63}$/.test(value)) throw new InvalidArgumentError('Lower case letters, digits, _ and -, as WEBHOOK_SECRETS names partners.');
  return value;
}

function parseId(value: string): string {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)) throw new InvalidArgumentError('Ids are as jaga webhook list shows them.');
  return value;
}

function parseTypes(value: string): ScamType[] {
  return value.split(',').map((code) => {
    if (!isScamType(code)) throw new InvalidArgumentError(`${code} is no type: ${SCAM_TYPES.join()}.`);
    return code;
  });
}

function parseCountries(value: string): string[] {
  const countries = value.split(',');
  if (!countries.every((code) => /^[A-Z]{2}$/.test(code))) throw new InvalidArgumentError('Give countries as KR,MY.');
  return countries;
}

function parseTime(value: string): Date {
  const time = new Date(value);
  if (!/^\d{4}-\d{2}-\d{2}/.test(value) || Number.isNaN(time.getTime())) throw new InvalidArgumentError('Give a time as 2026-11-01T09:00:00Z.');
  return time;
}
