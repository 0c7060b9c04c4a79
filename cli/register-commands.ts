// The table of commands.

import type { Command } from 'commander';
import { auditCommand } from '#cli/commands/audit.ts';
import { doctorCommand } from '#cli/commands/doctor.ts';
import { eraseCommand, migrateCommand, replayCommand } from '#cli/commands/operate.ts';
import { startCommand } from '#cli/commands/start.ts';
import { userCommand } from '#cli/commands/user.ts';
import { analyseCommand } from '#cli/filters/analyse.ts';
import { clusterCommand } from '#cli/filters/cluster.ts';
import { matchCommand } from '#cli/filters/match.ts';
import { surgeCommand } from '#cli/filters/surge.ts';
import { packageVersion } from '#platform/package-version.ts';

export function registerCommands(program: Command): void {
  program.version(packageVersion());
  for (const command of [startCommand(), migrateCommand(), doctorCommand(), userCommand(), auditCommand(), eraseCommand(), replayCommand()])
    program.addCommand(command);
  program.commandsGroup('Filters (NDJSON in, NDJSON out; no database, no network):');
  for (const command of [analyseCommand(), matchCommand(), clusterCommand(), surgeCommand()]) program.addCommand(command);
}
