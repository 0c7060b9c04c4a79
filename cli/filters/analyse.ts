import { Command } from 'commander';
import { z } from 'zod';
import { runFilterCommand } from '#cli/filters/run-filter-command.ts';
import { readMessage } from '#core/reading/read-message.ts';
import { CHANNELS, HOME_COUNTRIES } from '#core/taxonomy/taxonomy.ts';

const line = z.object({ id: z.string(), text: z.string(), channel: z.enum(CHANNELS).exactOptional(), country: z.enum(HOME_COUNTRIES).exactOptional() });

export function analyseCommand(): Command {
  return new Command('analyse')
    .description('read messages: NDJSON {"id","text","channel"?,"country"?} on standard input, what is in them on standard output')
    .action(() => runFilterCommand(line, ({ id, ...message }) => ({ id, ...readMessage(message) })));
}
