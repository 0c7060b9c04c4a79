import type { z } from 'zod';
import { runNdjsonFilter } from '#cli/ndjson-filter.ts';

/** A filter on standard input and output; a reader that closes early (`| head`) ends it quietly. */
export async function runFilterCommand<Input>(schema: z.ZodType<Input>, convert: (input: Input) => unknown): Promise<void> {
  endQuietly();
  process.exitCode = await runNdjsonFilter(schema, convert, { input: process.stdin, output: process.stdout });
}

/** A reader that closes early is no failure. */
export function endQuietly(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
}
