// `jaga export-stream`: stored reports as a recording that `jaga backtest` replays.

import { existsSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Command } from 'commander';
import { withCore } from '#cli/open-core.ts';
import { parseDay } from '#cli/parse-day.ts';
import type { CoreContext } from '#core/context.ts';
import { recordStream, type LeftOutOfRecording } from '#core/recording/record-stream.ts';

export function exportStreamCommand(): Command {
  return new Command('export-stream')
    .description(
      'write stored reports as a recording for `jaga backtest`: in order of receipt, texts masked, reporters as pseudonyms, phones, accounts and links as invented ones, under a key that is not kept',
    )
    .option('--since <date>', 'received on that day (UTC) or later, as 2026-11-01 (default: all)', parseDay)
    .option('--out <file>', 'where to write (default: stream-<day>.ndjson here); never over an existing file')
    .action(({ since, out }: { since?: Date; out?: string }) =>
      withCore(({ context }) =>
        writeRecording(context, { since: since ?? new Date(0), file: out ?? `stream-${context.clock.now().toISOString().slice(0, 10)}.ndjson` }),
      ),
    );
}

const REASONS: Readonly<Record<LeftOutOfRecording, string>> = {
  erased: 'erased since',
  not_read: 'not read yet',
  held_back: 'something personal was not masked',
  identifying: 'something that identifies was left',
  too_long: 'too long',
  no_words: 'hardly a word',
};

/** Who may read it is for its owner to say. */
const OWNER_ONLY = 0o600;

/** Written beside and renamed when all is audited: there is no half recording under the name. */
async function writeRecording(context: CoreContext, { since, file }: { since: Date; file: string }): Promise<void> {
  if (existsSync(file)) throw new Error(`${file} exists: name another file, or remove it first.`);
  const part = `${file}.part`;
  const handle = await open(part, 'wx', OWNER_ONLY).catch((error: unknown) => {
    throw new Error(`${part} cannot be written: remove what an earlier export left there, or name another file.`, { cause: error });
  });
  try {
    const { id, reports, leftOut } = await recordStream(context, { since, write: (line) => handle.appendFile(line) });
    await handle.close();
    if (reports === 0) process.stdout.write('No report to record, and no file written.\n');
    else {
      renameSync(part, file);
      process.stdout.write(`${file}: ${reports} reports, ${id}\n`);
    }
    for (const [reason, words] of Object.entries(REASONS)) {
      const count = leftOut[reason as LeftOutOfRecording] ?? 0;
      if (count > 0) process.stdout.write(`  left out: ${String(count).padStart(5)}  ${words}\n`);
    }
  } finally {
    await handle.close().catch(() => undefined);
    rmSync(part, { force: true });
  }
}
