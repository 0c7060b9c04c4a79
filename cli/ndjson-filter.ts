// NDJSON in, NDJSON out, in the same order, one line at a time: memory does not grow with the input. A line that cannot be read is answered
// with its number and what is wrong, and the status is 1 at the end; the other lines are served all the same.

import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';

export interface FilterStreams {
  input: Readable;
  output: Writable;
  /** Answers that the converter keeps back while more may come: asked for when the input pauses or ends, and before a line is refused. */
  held?: () => readonly unknown[];
}

/** ms without input after which what is held back is written: whoever writes a line and waits for its answer gets it. */
const PAUSE = 25;
/** Bytes; beyond it a line is no message but a mistake. */
const LINE_LIMIT = 16 * 1024 * 1024;

/** One line out for each line in. @returns the exit status: 0, or 1 when a line could not be read. */
export async function runNdjsonFilter<Input>(schema: z.ZodType<Input>, convert: (input: Input) => unknown, streams: FilterStreams): Promise<0 | 1> {
  return runNdjsonStream(schema, (input) => [convert(input)], streams);
}

/** Any number of lines out for each line in. @returns as {@link runNdjsonFilter}. */
export async function runNdjsonStream<Input>(
  schema: z.ZodType<Input>,
  convert: (input: Input) => readonly unknown[] | Promise<readonly unknown[]>,
  { input, output, held = () => [] }: FilterStreams,
): Promise<0 | 1> {
  let number = 0;
  let status: 0 | 1 = 0;
  const write = async (values: readonly unknown[]): Promise<void> => {
    for (const each of values) if (!output.write(`${JSON.stringify(each)}\n`)) await once(output, 'drain');
  };
  for await (const line of linesOf(input)) {
    if (line === 'pause') {
      await write(held());
      continue;
    }
    number += 1;
    if (line !== null && line.length === 0) continue;
    const answer = await answerLine(schema, convert, line);
    if ('error' in answer) status = 1;
    await write('error' in answer ? [...held(), { line: number, error: answer.error }] : answer.values);
  }
  await write(held());
  return status;
}

async function answerLine<Input>(
  schema: z.ZodType<Input>,
  convert: (input: Input) => readonly unknown[] | Promise<readonly unknown[]>,
  line: Buffer | null,
): Promise<{ values: readonly unknown[] } | { error: string }> {
  if (line === null) return { error: `longer than ${LINE_LIMIT} bytes` };
  try {
    return { values: await convert(schema.parse(JSON.parse(utf8.decode(line)))) };
  } catch (error) {
    return { error: describe(error) };
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function describe(error: unknown): string {
  if (error instanceof z.ZodError) return error.issues.map((issue) => `${issue.path.join('.') || 'line'}: ${issue.message}`).join('; ');
  if (error instanceof SyntaxError) return 'not JSON';
  if (error instanceof TypeError) return 'not UTF-8';
  return error instanceof Error ? error.message : String(error);
}

/** Lines without their end (LF or CRLF); null for one beyond the limit. */
async function* linesOf(input: Readable): AsyncGenerator<Buffer | null | 'pause'> {
  let parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of withPauses(input)) {
    if (chunk === 'pause') {
      yield chunk;
      continue;
    }
    let rest: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
      yield size + end > LINE_LIMIT ? null : withoutReturn(Buffer.concat([...parts, rest.subarray(0, end)]));
      parts = [];
      size = 0;
      rest = rest.subarray(end + 1);
    }
    size += rest.length;
    if (size <= LINE_LIMIT) parts.push(rest);
    else parts = [];
  }
  if (size > 0) yield size > LINE_LIMIT ? null : withoutReturn(Buffer.concat(parts));
}

async function* withPauses(input: Readable): AsyncGenerator<unknown> {
  const chunks: AsyncIterator<unknown> = input[Symbol.asyncIterator]();
  for (;;) {
    const next = chunks.next();
    const pause = new AbortController();
    const first = await Promise.race([next, setTimeout(PAUSE, 'pause' as const, { signal: pause.signal }).catch(() => 'pause' as const)]);
    pause.abort();
    if (first === 'pause') yield first;
    const { done, value } = await next;
    if (done === true) return;
    yield value;
  }
}

function withoutReturn(line: Buffer): Buffer {
  return line.at(-1) === 13 ? line.subarray(0, -1) : line;
}
