// The Bot API's wire forms: parameters in, refusals out.
// The Bot API takes parameters as a query, JSON, a urlencoded form or multipart; numbers and objects may arrive as text.
// https://core.telegram.org/bots/api#making-requests
import type { IncomingMessage } from 'node:http';

export type Json = Record<string, unknown>;
export type Params = Record<string, unknown>;

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads the parameters of one call, whichever of the four ways they come. Throws a 400 on a body that cannot be read. */
export async function readParams(request: IncomingMessage, url: URL): Promise<Params> {
  const fromQuery: Params = Object.fromEntries(url.searchParams);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  if (body.length === 0) return fromQuery;
  return { ...fromQuery, ...(await readBody(body, request.headers['content-type'] ?? '')) };
}

async function readBody(body: Buffer<ArrayBuffer>, type: string): Promise<Params> {
  if (type.startsWith('application/json')) return readJsonBody(body.toString('utf8'));
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)/.test(type)) return {};
  try {
    const form = await new Response(body, { headers: { 'content-type': type } }).formData();
    return Object.fromEntries(await Promise.all([...form].map(async ([name, value]) => [name, typeof value === 'string' ? value : await uploadOf(value)])));
  } catch {
    throw badRequest("can't parse request body");
  }
}

/** A file that came in a multipart body. */
export class Upload {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;

  constructor({ name, type }: File, bytes: Buffer) {
    this.name = name;
    this.type = type;
    this.bytes = bytes;
  }
}

async function uploadOf(file: File): Promise<Upload> {
  return new Upload(file, Buffer.from(await file.arrayBuffer()));
}

function readJsonBody(text: string): Params {
  const parsed = parseJson(text);
  if (!isRecord(parsed)) throw badRequest("can't parse request body as JSON object");
  return parsed;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function textOf(params: Params, name: string): string {
  const value = params[name];
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : '';
}

export function integerOf(params: Params, name: string, fallback: number): number {
  const value = Number(params[name] ?? fallback);
  return Number.isSafeInteger(value) ? value : fallback;
}

export function flagOf(params: Params, name: string): boolean {
  const value = params[name];
  return value === true || value === 'true' || value === 'True' || value === '1';
}

/** An object or array that may have been sent as JSON text; `undefined` when absent, a 400 when it cannot be parsed. */
export function jsonOf(params: Params, name: string): unknown {
  const value = params[name];
  if (typeof value !== 'string' || value === '') return value === '' ? undefined : (value ?? undefined);
  const parsed = parseJson(value);
  if (parsed === undefined) throw badRequest(`can't parse ${name.replaceAll('_', ' ')} JSON object`);
  return parsed;
}

/** `chat_id` as a number, or `@name` as it came. A 400 when it is missing. */
export function chatIdOf(params: Params): number | string {
  const raw = textOf(params, 'chat_id');
  if (raw === '') throw badRequest('chat_id is empty');
  return /^-?\d{1,15}$/.test(raw) ? Number(raw) : raw;
}

/** A refusal in the Bot API's own form: `{ok: false, error_code, description, parameters?}`. */
export class BotApiError extends Error {
  readonly code: number;
  readonly parameters: { retry_after?: number; migrate_to_chat_id?: number } | undefined;

  constructor(code: number, description: string, parameters?: BotApiError['parameters']) {
    super(description);
    this.name = 'BotApiError';
    this.code = code;
    this.parameters = parameters;
  }
}

export function badRequest(reason: string): BotApiError {
  return new BotApiError(400, `Bad Request: ${reason}`);
}

export function conflict(reason: string): BotApiError {
  return new BotApiError(409, `Conflict: ${reason}`);
}

export function tooManyRequests(seconds: number): BotApiError {
  return new BotApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
}
