import { Command } from 'commander';
import { z } from 'zod';
import { endQuietly } from '#cli/filters/run-filter-command.ts';
import { runNdjsonStream } from '#cli/ndjson-filter.ts';
import { readMessage } from '#core/reading/read-message.ts';
import { createClusterer } from '#core/clustering/clusterer.ts';
import { WaitingAnswers } from '#core/clustering/waiting-answers.ts';

const instant = z.iso.datetime({ offset: true });
const line = z.object({
  id: z.string(),
  text: z.string(),
  reporter: z.string().exactOptional(),
  reporter_since: instant.exactOptional(),
  at: instant.exactOptional(),
  device: z.string().exactOptional(),
  forward_of: z.string().exactOptional(),
});

export function clusterCommand(): Command {
  return new Command('cluster')
    .description('group reports into campaigns: NDJSON {"id","text","reporter"?,"reporter_since"?,"at"?,"device"?,"forward_of"?} in order of arrival')
    .action(async () => {
      endQuietly();
      const answers = new WaitingAnswers(createClusterer({ read: (text) => readMessage({ text }) }));
      const streams = { input: process.stdin, output: process.stdout, held: () => answers.take() };
      process.exitCode = await runNdjsonStream(line, (report) => answers.add(report), streams);
    });
}
