// What the way to a language model does when the server, the network or the model misbehaves.

import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { createModelClient, type ModelClient, type ModelClientOptions } from '#platform/model.ts';
import { startModelStandIn, type ModelFault, type ModelStandIn } from '#tests/support/model-stand-in.ts';

const KEY = 'sk-stand-in-0123456789abcdef';
const Colour = z.strictObject({ colour: z.enum(['red', 'green']), shade: z.number().min(0).max(1), note: z.string().max(20).nullable() });
const question = { system: 'Name a colour.', user: '무슨 색이에요?', schemaName: 'colour', schema: Colour, maxOutputTokens: 50 };
const green = { colour: 'green', shade: 0.5, note: null };

let server: ModelStandIn;

beforeEach(async () => {
  server = await startModelStandIn({ apiKey: KEY, model: 'stand-in-1', answer: () => green });
});

afterEach(async () => {
  vi.useRealTimers();
  await server.close();
});

function client(options: Partial<ModelClientOptions> = {}): ModelClient {
  return createModelClient({ apiKey: KEY, baseUrl: server.baseUrl, name: 'stand-in-1', timeoutMs: 2_000, ...options });
}

/** No waiting: the breaker's clock is set forward, sockets and timers run on. */
function passTime(milliseconds: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds });
}

test('asks with a strict schema and returns the checked answer with its usage', async () => {
  const outcome = await client().ask(question);
  expect(outcome).toEqual({ kind: 'answered', value: green, usage: { inputTokens: expect.any(Number), outputTokens: expect.any(Number) } });
  expect(JSON.parse(server.requests[0]?.body ?? '')).toMatchObject({
    model: 'stand-in-1',
    max_completion_tokens: 50,
    response_format: { type: 'json_schema' },
  });
  expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
});

test('takes an answer of a server that does not count', async () => {
  await server.close();
  server = await startModelStandIn({ apiKey: KEY, model: 'stand-in-1', answer: () => green, withoutUsage: true });
  expect(await client().ask(question)).toEqual({ kind: 'answered', value: green, usage: null });
});

const FAULTS: [string, ModelFault, string][] = [
  ['no answer in time', { kind: 'slow' }, 'timeout'],
  ['an answer that stops half-way', { kind: 'stalls_in_body', status: 200 }, 'timeout'],
  ['an error that stops half-way', { kind: 'stalls_in_body', status: 500 }, 'timeout'],
  ['a reset connection', { kind: 'reset' }, 'unreachable'],
  ['a server error', { kind: 'server_error', status: 500 }, 'unreachable'],
  ['a gateway error', { kind: 'server_error', status: 503 }, 'unreachable'],
  ['too many requests', { kind: 'rate_limited', retryAfterSeconds: 20 }, 'rate_limited'],
  ['a refusal', { kind: 'refusal', words: 'I cannot help with that.' }, 'refused'],
  ['a content filter', { kind: 'content', content: '', finishReason: 'content_filter' }, 'refused'],
  ['a filter before the model', { kind: 'error', status: 400, code: 'content_filter' }, 'refused'],
  ['a request that is not taken', { kind: 'error', status: 422, code: 'invalid' }, 'rejected'],
  ['a key that may not', { kind: 'error', status: 403, code: 'forbidden' }, 'unauthorised'],
  ['a body that is not JSON', { kind: 'body', contentType: 'application/json', body: '{"choices": [' }, 'bad_answer'],
  ['a web page', { kind: 'body', contentType: 'text/html', body: '<h1>Sign in</h1>' }, 'bad_answer'],
  ['another JSON', { kind: 'body', contentType: 'application/json', body: '{"ok":true}' }, 'bad_answer'],
  ['an empty body', { kind: 'body', contentType: 'application/json', body: '' }, 'bad_answer'],
  ['content that is not JSON', { kind: 'content', content: 'green, I think' }, 'bad_answer'],
  ['content that was cut off', { kind: 'content', content: '{"colour":"gre', finishReason: 'length' }, 'bad_answer'],
  ['content of another shape', { kind: 'content', content: '{"colour":"blue","shade":0.5,"note":null}' }, 'bad_answer'],
  ['content with more than was asked', { kind: 'content', content: JSON.stringify({ ...green, action: 'publish' }) }, 'bad_answer'],
  ['a number outside its range', { kind: 'content', content: JSON.stringify({ ...green, shade: 7 }) }, 'bad_answer'],
  ['a redirect', { kind: 'redirect', location: '/v1/chat/completions' }, 'unreachable'],
];

test.each(FAULTS)('returns %s as an outcome, after one try', async (_what, fault, reason) => {
  server.script(fault);
  const outcome = await client({ timeoutMs: reason === 'timeout' ? 150 : 5_000 }).ask(question);
  expect(outcome).toMatchObject({ kind: 'unavailable', reason });
  expect(server.requests).toHaveLength(1);
});

test('gives up within its time limit', async () => {
  server.script({ kind: 'slow' });
  const start = performance.now();
  await client({ timeoutMs: 200 }).ask(question);
  expect(performance.now() - start).toBeLessThan(2_000);
});

test('tells of a server that is not there', async () => {
  expect(await client({ baseUrl: 'http://127.0.0.1:1/v1' }).ask(question)).toEqual({ kind: 'unavailable', reason: 'unreachable', usage: null });
});

test('tells what an unusable answer has used', async () => {
  server.script({ kind: 'content', content: 'x'.repeat(400) });
  expect(await client().ask(question)).toMatchObject({ reason: 'bad_answer', usage: { outputTokens: 100 } });
});

test('never shows the key: not in the outcome, not on the console', async () => {
  const written: string[] = [];
  const spies = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')].map((spy) =>
    spy.mockImplementation((text) => written.push(String(text)) > 0),
  );
  const wrong = client({ apiKey: 'sk-wrong-key-987654321' });
  const outcome = await wrong.ask(question);
  for (const spy of spies) spy.mockRestore();
  expect(outcome).toEqual({ kind: 'unavailable', reason: 'unauthorised', usage: null });
  expect(inspect([outcome, wrong], { depth: 9, showHidden: true }) + written.join('')).not.toContain('987654321');
});

describe('the circuit breaker', () => {
  const failing: ModelFault[] = Array.from({ length: 3 }, () => ({ kind: 'server_error', status: 500 }));

  async function openCircuit(): Promise<ModelClient> {
    const model = client({ failuresToOpen: 3, halfOpenAfterMs: 60_000 });
    server.script(...failing);
    for (const _ of failing) await model.ask(question);
    return model;
  }

  test('stops asking after failures in a row', async () => {
    const model = await openCircuit();
    expect(await model.ask(question)).toEqual({ kind: 'unavailable', reason: 'circuit_open', usage: null });
    expect(server.requests).toHaveLength(3);
  });

  test('lets one question through after a while and closes when it is answered', async () => {
    const model = await openCircuit();
    passTime(60_001);
    expect((await model.ask(question)).kind).toBe('answered');
    expect((await model.ask(question)).kind).toBe('answered');
    expect(server.requests).toHaveLength(5);
  });

  test('stays open when that question fails, too', async () => {
    const model = await openCircuit();
    passTime(60_001);
    server.script({ kind: 'rate_limited', retryAfterSeconds: 5 });
    expect(await model.ask(question)).toMatchObject({ reason: 'rate_limited' });
    expect(await model.ask(question)).toMatchObject({ reason: 'circuit_open' });
    expect(server.requests).toHaveLength(4);
  });

  test('is not opened by what hostile text can bring about', async () => {
    const model = client({ failuresToOpen: 2 });
    server.script({ kind: 'refusal', words: 'no' }, { kind: 'content', content: 'no' }, { kind: 'error', status: 400, code: 'content_filter' });
    for (let i = 0; i < 3; i += 1) await model.ask(question);
    expect((await model.ask(question)).kind).toBe('answered');
  });
});
