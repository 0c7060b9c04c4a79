import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import { runFilterCommand } from '#cli/filters/run-filter-command.ts';
import { buildKnownIndex } from '#core/matching/known-index.ts';
import { readMessage } from '#core/reading/read-message.ts';

const line = z.object({ id: z.string(), text: z.string() });

export function matchCommand(): Command {
  return new Command('match')
    .description('find known scams: NDJSON {"id","text"} on standard input, the matches of each on standard output')
    .requiredOption('--known <file>', 'NDJSON of known scams, {"id","text"} a line')
    .action(async ({ known }: { known: string }) => {
      const index = buildKnownIndex(readKnown(known), (text) => readMessage({ text }));
      await runFilterCommand(line, ({ id, text }) => ({ id, matches: index.match({ id, text, reading: readMessage({ text }) }) }));
    });
}

/** @throws Error naming the file and the first line that cannot be read. */
function readKnown(file: string): z.infer<typeof line>[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text, index) => {
      if (text.trim() === '') return [];
      try {
        return [line.parse(JSON.parse(text))];
      } catch (error) {
        throw new Error(`${file}, line ${index + 1}: must be {"id":"…","text":"…"}`, { cause: error });
      }
    });
}
