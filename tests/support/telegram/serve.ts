// One request: path and token, parameters, scripted trouble, the method, the answer, the log.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BotApiError, readParams, type Json, type Params } from './bot-api.ts';
import { botMethods, getUpdates } from './bot-methods.ts';
import type { CallLog } from './call-log.ts';
import type { Transport } from './faults.ts';
import { messageMethods } from './message-methods.ts';
import type { World } from './world.ts';

export interface Exchange {
  world: World;
  log: CallLog;
  token: string;
  request: IncomingMessage;
  response: ServerResponse;
}

interface Answer {
  status: number;
  body: Json;
}

/** Takes one HTTP request of a bot and answers it as api.telegram.org would, or as a scripted fault says. */
export async function serve(exchange: Exchange): Promise<void> {
  const { world, request, response } = exchange;
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const [, file, token, rest] = /^\/(file\/)?bot([^/]+)\/(.+)$/.exec(url.pathname) ?? [];
  if (token === undefined || rest === undefined) return send(response, refusal(new BotApiError(404, 'Not Found')));
  if (decodeURIComponent(token) !== exchange.token) return send(response, refusal(new BotApiError(401, 'Unauthorized')));
  if (file !== undefined) return sendFile(exchange, world.files.get(rest.replace(/^documents\//, '')));
  await serveCall(exchange, url, methodNamed(rest));
}

async function serveCall(exchange: Exchange, url: URL, method: string): Promise<void> {
  const { world, log, request, response } = exchange;
  const at = world.clock.now().getTime();
  const params = await readParams(request, url).catch((error: unknown) => asApiError(error));
  if (params instanceof BotApiError) return send(response, refusal(params));
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const chat = Number(params['chat_id']);
  const fault = world.faults.transport({ method, chatId: Number.isFinite(chat) ? chat : undefined });
  const instead = fault && (await beforehand(fault));
  const answer = instead ?? (await run(world, { method, params, gone: gone.signal }));
  const cut = fault?.kind === 'reset' || fault?.kind === 'lost_answer';
  const description = answer.body['description'];
  log.add({ at, method, params, status: cut ? 'cut' : answer.status, ...(typeof description === 'string' ? { description } : {}) });
  world.changes.notify();
  if (fault?.kind === 'slow') await fault.until;
  if (cut) request.socket.resetAndDestroy();
  else if (fault?.kind === 'garbage') response.writeHead(fault.status, { 'content-type': 'text/html' }).end(fault.body);
  else send(response, answer);
}

/** The answer of a fault that keeps the call from taking effect. */
function beforehand(fault: Transport): Answer | undefined {
  switch (fault.kind) {
    case 'slow':
    case 'lost_answer':
      return undefined;
    case 'server_error':
      return refusal(new BotApiError(fault.status ?? 502, 'Bad Gateway'));
    case 'garbage':
      return { status: fault.status, body: {} };
    case 'reset':
      return { status: 0, body: {} };
  }
}

async function run(world: World, call: { method: string; params: Params; gone: AbortSignal }): Promise<Answer> {
  const method = messageMethods[call.method] ?? botMethods[call.method];
  try {
    if (call.method === 'getUpdates') return success(await getUpdates(world, call.params, call.gone));
    if (!method) return refusal(new BotApiError(404, 'Not Found'));
    return success(method(world, call.params));
  } catch (error) {
    return refusal(asApiError(error));
  }
}

function asApiError(error: unknown): BotApiError {
  if (error instanceof BotApiError) return error;
  return new BotApiError(500, `Internal Server Error: ${error instanceof Error ? error.message : String(error)}`);
}

/** Runs the call that a webhook put in its answer; its result goes nowhere. */
export async function callByReply(world: World, log: CallLog, call: Json): Promise<void> {
  const { method: name, ...params } = call;
  const method = methodNamed(String(name));
  const answer = await run(world, { method, params, gone: new AbortController().signal });
  log.add({ at: world.clock.now().getTime(), method, params, status: answer.status });
  world.changes.notify();
}

const methodNames = new Map([...Object.keys(messageMethods), ...Object.keys(botMethods), 'getUpdates'].map((name) => [name.toLowerCase(), name]));

/** "All methods in the Bot API are case-insensitive." */
function methodNamed(given: string): string {
  return methodNames.get(given.toLowerCase()) ?? given;
}

function success(result: unknown): Answer {
  return { status: 200, body: { ok: true, result } };
}

function refusal(error: BotApiError): Answer {
  const parameters = error.parameters ? { parameters: error.parameters } : {};
  return { status: error.code, body: { ok: false, error_code: error.code, description: error.message, ...parameters } };
}

function send(response: ServerResponse, answer: Answer): void {
  const body = Buffer.from(JSON.stringify(answer.body));
  response.writeHead(answer.status, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
}

/** Faults name it `download`: it is no method of the Bot API. */
async function sendFile({ world, log, request, response }: Exchange, bytes: Buffer | undefined): Promise<void> {
  const fault = world.faults.transport({ method: 'download', chatId: undefined });
  log.add({ at: world.clock.now().getTime(), method: 'download', params: {}, status: fault === undefined ? 200 : 'cut' });
  if (fault?.kind === 'slow') await fault.until;
  if (fault?.kind === 'reset' || fault?.kind === 'lost_answer') return void request.socket.resetAndDestroy();
  if (fault?.kind === 'server_error') return send(response, refusal(new BotApiError(fault.status ?? 502, 'Bad Gateway')));
  if (!bytes) return send(response, refusal(new BotApiError(404, 'Not Found')));
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': bytes.length }).end(bytes);
}
