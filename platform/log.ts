// Structured logs for operators: ids and counts, never message text, names, chat ids or tokens.

import { pino, type Logger } from 'pino';

export type Log = Pick<Logger, 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'child'>;

/** Keys that could carry personal data or secrets are cut even where somebody logs them by mistake. */
const NEVER_LOGGED = ['text', 'body', 'chat_id', 'token', 'receipt', 'secret', 'password', 'authorization', 'cookie', 'contact', 'url'];

export function createLog(level: string, destination?: { write(line: string): void }): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: NEVER_LOGGED.flatMap((key) => [key, `*.${key}`]), censor: '[cut]' },
    serializers: { err: describeError },
  };
  return destination === undefined ? pino(options, pino.destination({ dest: 2, sync: true })) : pino(options, destination);
}

/** Messages of foreign errors may quote what was sent; the name, code and place are enough to act on. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const own = code !== undefined && /^[a-z_]+$/.test(code);
  return {
    name: error.name,
    code,
    message: own ? error.message : undefined,
    at: error.stack
      ?.split('\n')
      .slice(1, 4)
      .map((line) => line.trim()),
    cause: error.cause === undefined ? undefined : describeError(error.cause),
  };
}
