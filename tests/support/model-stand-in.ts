// Stands in for a server with OpenAI's chat completions: checks what the documented endpoint checks (key, model, messages, strict schema), answers
// with usage, keeps every request word for word, and can be told to misbehave. https://platform.openai.com/docs/api-reference/chat/create

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

export interface RecordedRequest {
  path: string;
  headers: IncomingMessage['headers'];
  /** The raw body. */
  body: string;
  system: string;
  user: string;
}

/** What the next request meets instead of an answer by `answer`. */
export type ModelFault =
  /** No byte comes until the client goes. */
  | { kind: 'slow' }
  /** Headers and the beginning of an answer, then nothing until the client goes. */
  | { kind: 'stalls_in_body'; status: number }
  | { kind: 'reset' }
  | { kind: 'rate_limited'; retryAfterSeconds: number }
  | { kind: 'server_error'; status: number }
  /** Status 200 and this body. */
  | { kind: 'body'; contentType: string; body: string }
  /** An answer with this content, word for word. */
  | { kind: 'content'; content: string; finishReason?: 'stop' | 'length' | 'content_filter' }
  | { kind: 'refusal'; words: string }
  | { kind: 'redirect'; location: string }
  | { kind: 'error'; status: number; code: string };

export interface ModelStandInOptions {
  apiKey: string;
  model: string;
  /** The content for a question, as an object. */
  answer(question: { system: string; user: string }): unknown;
  /** Leaves `usage` out, as some servers do. */
  withoutUsage?: boolean;
}

export interface ModelStandIn {
  /** Ends with /v1. */
  baseUrl: string;
  requests: RecordedRequest[];
  /** In order, one a request; afterwards requests are answered again. */
  script(...faults: ModelFault[]): void;
  close(): Promise<void>;
}

export async function startModelStandIn(options: ModelStandInOptions): Promise<ModelStandIn> {
  const requests: RecordedRequest[] = [];
  const faults: ModelFault[] = [];
  const server = createServer((request, response) => {
    serve({ options, requests, faults, request, response }).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    script: (...next) => void faults.push(...next),
    close: async () => {
      server.close();
      server.closeAllConnections();
      if (server.listening) await once(server, 'close');
    },
  };
}

interface Exchange {
  options: ModelStandInOptions;
  requests: RecordedRequest[];
  faults: ModelFault[];
  request: IncomingMessage;
  response: ServerResponse;
}

async function serve({ options, requests, faults, request, response }: Exchange): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks).toString('utf8');
  const question = questionOf(body);
  requests.push({ path: request.url ?? '', headers: request.headers, body, ...question });
  const problem = problemWith(options, request, body);
  if (problem !== null) return sendError(response, problem);
  const fault = faults.shift();
  if (fault !== undefined) return misbehave(response, fault, options);
  sendCompletion(response, { options, body, content: JSON.stringify(options.answer(question)) });
}

const Message = z.object({ role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']), content: z.string() });
const Body = z.object({
  model: z.string(),
  messages: z.array(Message).min(1),
  max_completion_tokens: z.int().min(1).optional(),
  response_format: z.object({
    type: z.literal('json_schema'),
    json_schema: z.object({ name: z.string().regex(/^[\w-]{1,64}$/), strict: z.literal(true), schema: z.record(z.string(), z.unknown()) }),
  }),
});

function questionOf(body: string): { system: string; user: string } {
  const parsed = Body.safeParse(jsonOf(body));
  const said = (role: string): string =>
    (parsed.data?.messages ?? [])
      .filter((message) => message.role === role)
      .map(({ content }) => content)
      .join('\n');
  return { system: said('system'), user: said('user') };
}

interface ApiProblem {
  status: number;
  code: string | null;
  message: string;
}

function problemWith({ apiKey, model }: ModelStandInOptions, request: IncomingMessage, body: string): ApiProblem | null {
  const given = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
  // The real one repeats part of the key, so a client that logs messages logs keys.
  if (given !== apiKey) return { status: 401, code: 'invalid_api_key', message: `Incorrect API key provided: ${given}.` };
  if (request.method !== 'POST' || request.url !== '/v1/chat/completions') return { status: 404, code: 'unknown_url', message: 'Unknown request URL' };
  const parsed = Body.safeParse(jsonOf(body));
  if (!parsed.success) return { status: 400, code: null, message: `Invalid request: ${parsed.error.issues[0]?.path.join('.') ?? ''}` };
  if (parsed.data.model !== model) return { status: 404, code: 'model_not_found', message: 'The model does not exist or you do not have access to it.' };
  const fault = strictFault(parsed.data.response_format.json_schema.schema);
  return fault === null ? null : { status: 400, code: null, message: `Invalid schema for response_format: ${fault}` };
}

const NOT_PERMITTED = ['minLength', 'maxLength', 'pattern', 'format', 'minimum', 'maximum', 'multipleOf', 'default', '$schema'];
const ObjectSchema = z.object({
  type: z.literal('object'),
  properties: z.record(z.string(), z.record(z.string(), z.unknown())),
  required: z.array(z.string()),
  additionalProperties: z.literal(false),
});

/** The rules of strict mode for the flat objects that are asked for here. */
function strictFault(schema: Record<string, unknown>): string | null {
  const parsed = ObjectSchema.safeParse(schema);
  if (!parsed.success) return 'an object with properties, required and additionalProperties: false is needed';
  const { properties, required } = parsed.data;
  const optional = Object.keys(properties).find((key) => !required.includes(key));
  if (optional !== undefined) return `'required' lacks ${optional}`;
  const keyword = [schema, ...Object.values(properties)].flatMap((each) => Object.keys(each)).find((each) => NOT_PERMITTED.includes(each));
  return keyword === undefined ? null : `'${keyword}' is not permitted`;
}

function misbehave(response: ServerResponse, fault: ModelFault, options: ModelStandInOptions): void {
  switch (fault.kind) {
    case 'slow':
      return;
    case 'stalls_in_body':
      response.writeHead(fault.status, { 'content-type': 'application/json' }).write('{"id":"chatcmpl-1","choices":[');
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'rate_limited':
      response.setHeader('retry-after', fault.retryAfterSeconds);
      return sendError(response, { status: 429, code: 'rate_limit_exceeded', message: 'Rate limit reached' });
    case 'server_error':
      return sendError(response, { status: fault.status, code: 'server_error', message: 'The server had an error' });
    case 'body':
      response.writeHead(200, { 'content-type': fault.contentType }).end(fault.body);
      return;
    case 'content':
      return sendCompletion(response, { options, body: '', content: fault.content, finishReason: fault.finishReason ?? 'stop' });
    case 'refusal':
      return sendCompletion(response, { options, body: '', content: null, refusal: fault.words });
    case 'redirect':
      response.writeHead(307, { location: fault.location }).end();
      return;
    case 'error':
      return sendError(response, { status: fault.status, code: fault.code, message: 'The request was not taken' });
  }
}

interface Completion {
  options: ModelStandInOptions;
  body: string;
  content: string | null;
  refusal?: string;
  finishReason?: string;
}

function sendCompletion(response: ServerResponse, { options, body, content, refusal, finishReason }: Completion): void {
  const usage = { prompt_tokens: Math.ceil(body.length / 4), completion_tokens: Math.ceil((content ?? '').length / 4) };
  send(response, 200, {
    id: 'chatcmpl-stand-in',
    object: 'chat.completion',
    created: 1_780_000_000,
    model: options.model,
    choices: [{ index: 0, message: { role: 'assistant', content, refusal: refusal ?? null }, logprobs: null, finish_reason: finishReason ?? 'stop' }],
    ...(options.withoutUsage !== true && { usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens } }),
  });
}

function sendError(response: ServerResponse, { status, code, message }: ApiProblem): void {
  send(response, status, { error: { message, type: 'invalid_request_error', param: null, code } });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
