// The one way out to a language model: any server with OpenAI's chat completions and structured output. One try a call, a limit on its time,
// a circuit breaker over all calls, an answer checked by zod, expected failures as data. Nothing is logged, least of all the key.

import { BrokenCircuitError, circuitBreaker, ConsecutiveBreaker, handleType } from 'cockatiel';
import OpenAI from 'openai';
import { z } from 'zod';
import { failureOf, isServerFault, unavailable, type ModelFailure, type ModelOutcome } from '#platform/model-outcome.ts';
import { structuredOutputSchema } from '#platform/model-schema.ts';

export type { ModelFailure, ModelFailureReason, ModelOutcome, ModelUsage } from '#platform/model-outcome.ts';

export interface ModelQuestion<Value> {
  /** What the model is to do; ours alone. */
  system: string;
  /** What it is to look at; may hold anything. */
  user: string;
  /** Names the schema to the server: letters, digits, _ and -. */
  schemaName: string;
  /** A strict object without optional fields. */
  schema: z.ZodType<Value>;
  /** Upper limit of the answer, what a reasoning model thinks included. */
  maxOutputTokens: number;
}

export interface ModelClient {
  readonly name: string;
  /** Never throws for what a network, a server or a model can do. */
  ask<Value>(question: ModelQuestion<Value>): Promise<ModelOutcome<Value>>;
}

export interface ModelClientOptions {
  apiKey: string;
  /** Up to and with `/v1`; default https://api.openai.com/v1. */
  baseUrl?: string | undefined;
  /** The model's name as the server knows it. */
  name: string;
  /** Milliseconds for one call from beginning to end; default 15,000. */
  timeoutMs?: number;
  /** Failures of the server in a row that open the circuit; default 4. */
  failuresToOpen?: number;
  /** Milliseconds until an open circuit lets one call through to see; default 30,000. */
  halfOpenAfterMs?: number;
}

// Decisions, not measurements: an answer of some hundred tokens takes seconds; nobody waits for it, but jobs queue up behind it.
const TIMEOUT_MS = 15_000;
// Below the five tries of a job (platform/queue.ts): while the model is away its jobs end as skipped, not as dead letters.
const FAILURES_TO_OPEN = 4;
const HALF_OPEN_AFTER_MS = 30_000;

export function createModelClient(options: ModelClientOptions): ModelClient {
  const openai = openClient(options);
  const circuit = circuitBreaker(handleType(ServerFault), {
    breaker: new ConsecutiveBreaker(options.failuresToOpen ?? FAILURES_TO_OPEN),
    halfOpenAfter: options.halfOpenAfterMs ?? HALF_OPEN_AFTER_MS,
  });
  return {
    name: options.name,
    ask: async (question) => {
      try {
        return await circuit.execute(() => askOnce(openai, { model: options.name, timeoutMs: options.timeoutMs ?? TIMEOUT_MS, question }));
      } catch (error) {
        if (error instanceof ServerFault) return error.failure;
        if (error instanceof BrokenCircuitError) return unavailable('circuit_open');
        throw error;
      }
    },
  };
}

/** Carries a failure through the breaker, which counts what is thrown. */
class ServerFault extends Error {
  readonly failure: ModelFailure;
  constructor(failure: ModelFailure) {
    super(failure.reason);
    this.name = 'ServerFault';
    this.failure = failure;
  }
}

/** Everything the library would read from the environment is given, so that only platform/config.ts decides. */
function openClient({ apiKey, baseUrl }: ModelClientOptions): OpenAI {
  return new OpenAI({
    apiKey,
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    maxRetries: 0,
    logLevel: 'off',
    // A redirect would carry the text to a server nobody configured.
    fetchOptions: { redirect: 'error' },
  });
}

interface Attempt<Value> {
  model: string;
  timeoutMs: number;
  question: ModelQuestion<Value>;
}

/** @throws ServerFault when the server is to blame. */
async function askOnce<Value>(openai: OpenAI, { model, timeoutMs, question }: Attempt<Value>): Promise<ModelOutcome<Value>> {
  // The library's own limit does not hold for the body of an error; this one holds from beginning to end.
  const signal = AbortSignal.timeout(timeoutMs);
  const body = {
    model,
    messages: [
      { role: 'system' as const, content: question.system },
      { role: 'user' as const, content: question.user },
    ],
    response_format: {
      type: 'json_schema' as const,
      json_schema: { name: question.schemaName, strict: true, schema: structuredOutputSchema(question.schema) },
    },
    max_completion_tokens: question.maxOutputTokens,
  };
  const given = await openai.chat.completions
    .create(body, { signal })
    .then((completion: unknown) => ({ completion }))
    .catch((error: unknown) => failureOf(error, signal));
  if (!('completion' in given)) return blame(given);
  const completion = Completion.safeParse(given.completion);
  // Not the shape of an answer at all: another kind of server, or a proxy before it.
  if (!completion.success) throw new ServerFault(unavailable('bad_answer'));
  return readAnswer(completion.data, question.schema);
}

function blame(failure: ModelFailure): ModelFailure {
  if (isServerFault(failure)) throw new ServerFault(failure);
  return failure;
}

const tokens = z.number().int().min(0).max(10_000_000);

/** What is used of https://platform.openai.com/docs/api-reference/chat/object */
const Completion = z.object({
  choices: z
    .array(z.object({ finish_reason: z.string().nullish(), message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }) }))
    .min(1),
  usage: z
    .object({ prompt_tokens: tokens, completion_tokens: tokens })
    .transform(({ prompt_tokens, completion_tokens }) => ({ inputTokens: prompt_tokens, outputTokens: completion_tokens }))
    .nullish()
    .catch(null),
});

function readAnswer<Value>({ choices, usage }: z.infer<typeof Completion>, schema: z.ZodType<Value>): ModelOutcome<Value> {
  const used = usage ?? null;
  const [choice] = choices;
  if (choice === undefined) return unavailable('bad_answer', used);
  if (choice.message.refusal || choice.finish_reason === 'content_filter') return unavailable('refused', used);
  const value = schema.safeParse(parseJson(choice.message.content ?? ''));
  return value.success ? { kind: 'answered', value: value.data, usage: used } : unavailable('bad_answer', used);
}

/** undefined: not JSON, as of an answer that was cut off. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
