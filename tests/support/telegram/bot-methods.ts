// Methods about the bot itself: who it is, how it gets its updates, what it answers to a pressed button.
import { badRequest, chatIdOf, flagOf, integerOf, isRecord, type Json, jsonOf, type Params, textOf } from './bot-api.ts';
import { checkText } from './check-content.ts';
import { errorOf } from './faults.ts';
import type { Method } from './message-methods.ts';
import type { WebhookRequest } from './update-queue.ts';
import type { World } from './world.ts';

// https://core.telegram.org/bots/api#answercallbackquery, #botcommand, #setmydescription, #setmyshortdescription, #answerinlinequery
const maxAnswer = 200;
const maxCommands = 100;
const maxDescription = 512;
const maxShortDescription = 120;
const maxInlineResults = 50;
const longestPollSeconds = 50;

export const botMethods: Record<string, Method> = {
  getMe: (world) => world.bot,
  setWebhook: (world, params) => setWebhook(world, params),
  deleteWebhook: (world, params) => {
    world.updates.setWebhook({ ...webhookRequest(params), url: '', allowed: undefined });
    return true;
  },
  getWebhookInfo: (world) => world.updates.webhookInfo(),
  answerCallbackQuery,
  answerInlineQuery,
  setMyCommands,
  getMyCommands: (world, params) => world.profile.get(profileKey('setMyCommands', params))?.['commands'] ?? [],
  deleteMyCommands: (world, params) => world.profile.delete(profileKey('setMyCommands', params)) || true,
  setMyDescription: (world, params) => describe(world, params, { method: 'setMyDescription', field: 'description', longest: maxDescription }),
  setMyShortDescription: (world, params) =>
    describe(world, params, { method: 'setMyShortDescription', field: 'short_description', longest: maxShortDescription }),
  getChatMember,
  getFile,
};

/** Long polling; apart from the table because it needs to know when the caller hangs up. */
export function getUpdates(world: World, params: Params, gone: AbortSignal): Promise<Json[]> {
  const limit = integerOf(params, 'limit', 100);
  return world.updates.poll({
    offset: integerOf(params, 'offset', 0),
    limit: limit >= 1 && limit <= 100 ? limit : 100,
    timeoutSeconds: Math.min(longestPollSeconds, Math.max(0, integerOf(params, 'timeout', 0))),
    allowed: allowedUpdates(params),
    gone,
  });
}

function setWebhook(world: World, params: Params): true {
  world.updates.setWebhook(webhookRequest(params));
  return true;
}

function webhookRequest(params: Params): WebhookRequest {
  const secret = textOf(params, 'secret_token');
  const connections = integerOf(params, 'max_connections', 40);
  return {
    url: textOf(params, 'url'),
    secretToken: secret === '' ? undefined : secret,
    maxConnections: connections >= 1 && connections <= 100 ? connections : 40,
    allowed: allowedUpdates(params),
    dropPending: flagOf(params, 'drop_pending_updates'),
  };
}

function allowedUpdates(params: Params): string[] | undefined {
  const given = jsonOf(params, 'allowed_updates');
  if (given === undefined || given === null) return undefined;
  if (!Array.isArray(given)) throw badRequest("can't parse allowed updates: expected an Array of String");
  return given.map(String);
}

function answerCallbackQuery(world: World, params: Params): true {
  if (textOf(params, 'text').length > maxAnswer) throw badRequest('MESSAGE_TOO_LONG');
  const query = world.queries.get(textOf(params, 'callback_query_id'));
  const age = query ? world.clock.now().getTime() - query.at : Infinity;
  if (!query || age > world.queryLifetimeSeconds * 1000) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  }
  query.answer = params;
  return true;
}

function answerInlineQuery(world: World, params: Params): true {
  const results = jsonOf(params, 'results');
  if (!Array.isArray(results)) throw badRequest("can't parse inline query results JSON object");
  if (results.length > maxInlineResults) throw badRequest('RESULTS_TOO_MUCH');
  results.forEach(checkInlineResult);
  checkInlineButton(jsonOf(params, 'button'));
  const query = world.queries.get(textOf(params, 'inline_query_id'));
  const age = query ? world.clock.now().getTime() - query.at : Infinity;
  if (!query || age > world.queryLifetimeSeconds * 1000) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  }
  query.answer = { ...params, results };
  return true;
}

// https://core.telegram.org/bots/api#inlinequeryresultarticle: id 1-64 bytes, title and input_message_content required.
function checkInlineResult(result: unknown, at: number, all: unknown[]): void {
  if (!isRecord(result)) throw badRequest("can't parse inline query result: expected an Object");
  const id = textOf(result, 'id');
  if (Buffer.byteLength(id) < 1 || Buffer.byteLength(id) > 64) throw badRequest('RESULT_ID_INVALID');
  if (all.findIndex((other) => isRecord(other) && other['id'] === id) !== at) throw badRequest('RESULT_ID_DUPLICATE');
  if (textOf(result, 'type') !== 'article') return;
  if (textOf(result, 'title') === '') throw badRequest('article title is empty');
  const content = result['input_message_content'];
  if (!isRecord(content)) throw badRequest('input message content is not specified');
  checkText({ ...content, text: textOf(content, 'message_text') });
}

// https://core.telegram.org/bots/api#inlinequeryresultsbutton: start_parameter 1-64 characters, A-Z, a-z, 0-9, _ and -.
function checkInlineButton(button: unknown): void {
  if (button === undefined || button === null) return;
  if (!isRecord(button) || textOf(button, 'text') === '') throw badRequest("can't parse inline query results button");
  if (button['web_app'] === undefined && !/^[A-Za-z0-9_-]{1,64}$/.test(textOf(button, 'start_parameter'))) throw badRequest('START_PARAM_INVALID');
}

/** https://core.telegram.org/bots/api#getchatmember: of anybody, "only guaranteed to work if the bot is an administrator"; who is unknown is a member. */
function getChatMember(world: World, params: Params): Json {
  const chat = world.chats.chat(chatIdOf(params));
  if (chat === undefined) throw badRequest('chat not found');
  const id = integerOf(params, 'user_id', 0);
  if (id === 0) throw badRequest('invalid user_id specified');
  const refusal = world.faults.refusal({ method: 'getChatMember', chatId: chat.id });
  if (refusal) throw errorOf(refusal);
  // The bot itself is where it was invited to.
  const user = id === world.bot.id ? world.bot : { id, is_bot: false, first_name: `Person ${id}` };
  return { ...(world.members.get(`${chat.id}/${id}`) ?? { status: 'member' }), user };
}

function setMyCommands(world: World, params: Params): true {
  const commands = jsonOf(params, 'commands');
  if (!Array.isArray(commands)) throw badRequest("can't parse commands list: expected an Array of BotCommand");
  if (commands.length > maxCommands) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  for (const command of commands) checkCommand(command);
  world.profile.set(profileKey('setMyCommands', params), { ...params, commands });
  return true;
}

function checkCommand(command: unknown): void {
  if (!isRecord(command)) throw badRequest("can't parse BotCommand: expected an Object");
  if (!/^[a-z0-9_]{1,32}$/.test(textOf(command, 'command'))) throw badRequest('BOT_COMMAND_INVALID');
  const { length } = textOf(command, 'description');
  if (length < 1 || length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
}

function describe(world: World, params: Params, rule: { method: string; field: string; longest: number }): true {
  if (textOf(params, rule.field).length > rule.longest) throw badRequest(`${rule.field.replaceAll('_', ' ')} is too long`);
  world.profile.set(profileKey(rule.method, params), params);
  return true;
}

function profileKey(method: string, params: Params): string {
  const scope = jsonOf(params, 'scope');
  const type = isRecord(scope) ? textOf(scope, 'type') : 'default';
  return [method, ...(type === 'default' ? [] : [type]), textOf(params, 'language_code')].filter((part) => part !== '').join(':');
}

function getFile(world: World, params: Params): Json {
  const file_id = textOf(params, 'file_id');
  const bytes = world.files.get(file_id);
  if (!bytes) throw badRequest('wrong file_id or the file is temporarily unavailable');
  // https://core.telegram.org/bots/api#getfile: bots can download files of up to 20 MB.
  if (bytes.length > 20 * 1024 * 1024) throw badRequest('file is too big');
  return { file_id, file_unique_id: file_id.slice(-16), file_size: bytes.length, file_path: `documents/${file_id}` };
}
