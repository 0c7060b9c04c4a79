// What asking a language model can come to. Expected trouble is data; nothing of it quotes the key, the question or the server's words.

import { APIConnectionTimeoutError, APIError } from 'openai';

/** Tokens as the server counted them; null when it did not say. */
export type ModelUsage = { inputTokens: number; outputTokens: number } | null;

export type ModelFailureReason =
  | 'timeout'
  /** Not asked: the model failed too often lately. */
  | 'circuit_open'
  /** No connection, a broken one, or a server error. */
  | 'unreachable'
  | 'rate_limited'
  /** The model, or a filter before it, declined. */
  | 'refused'
  /** An answer that is not what was asked for. */
  | 'bad_answer'
  /** The key is wrong or may not do this. */
  | 'unauthorised'
  /** The server does not take the request: no such model or address, no structured output. */
  | 'rejected';

export interface ModelFailure {
  kind: 'unavailable';
  reason: ModelFailureReason;
  /** What was used all the same. */
  usage: ModelUsage;
}

export type ModelOutcome<Value> = { kind: 'answered'; value: Value; usage: ModelUsage } | ModelFailure;

export function unavailable(reason: ModelFailureReason, usage: ModelUsage = null): ModelFailure {
  return { kind: 'unavailable', reason, usage };
}

/** The failure an error of the client library stands for. */
export function failureOf(error: unknown, signal: AbortSignal): ModelFailure {
  if (signal.aborted || error instanceof APIConnectionTimeoutError) return unavailable('timeout');
  if (error instanceof SyntaxError) return unavailable('bad_answer');
  if (error instanceof APIError && error.status !== undefined) return unavailable(reasonOfStatus(Number(error.status), error.code));
  return unavailable('unreachable');
}

function reasonOfStatus(status: number, code: string | null | undefined): ModelFailureReason {
  if (status === 401 || status === 403) return 'unauthorised';
  if (status === 429) return 'rate_limited';
  // 408 and 409 are what gateways answer for a server that did not make it in time.
  if (status >= 500 || status === 408 || status === 409) return 'unreachable';
  return code === 'content_filter' ? 'refused' : 'rejected';
}

/**
 * Whether a failed call is the server's fault rather than the question's. Questions hold hostile text: what a text alone can bring about
 * (a refusal, a question that is not taken) must not switch the model off for everybody.
 */
export function isServerFault({ reason }: ModelFailure): boolean {
  return reason !== 'refused' && reason !== 'rejected';
}
