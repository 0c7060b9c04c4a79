import { Command } from 'commander';
import { z } from 'zod';
import { runFilterCommand } from '#cli/filters/run-filter-command.ts';
import { readMessage } from '#core/reading/read-message.ts';
import { createClusterer } from '#core/clustering/clusterer.ts';

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
    .action(() => {
      const clusterer = createClusterer({ read: (text) => readMessage({ text }) });
      return runFilterCommand(line, (report) => clusterer.add(report));
    });
}
