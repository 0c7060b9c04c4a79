// The table of commands. Only the one asked for is loaded: a filter must answer at once and needs neither database nor bot.

import type { Command } from 'commander';
import { packageVersion } from '#platform/package-version.ts';

type Load = () => Promise<Command>;

const COMMANDS: Readonly<Record<string, Load>> = {
  start: async () => (await import('#cli/commands/start.ts')).startCommand(),
  migrate: async () => (await import('#cli/commands/operate.ts')).migrateCommand(),
  doctor: async () => (await import('#cli/commands/doctor.ts')).doctorCommand(),
  user: async () => (await import('#cli/commands/user.ts')).userCommand(),
  webhook: async () => (await import('#cli/commands/webhook.ts')).webhookCommand(),
  audit: async () => (await import('#cli/commands/audit.ts')).auditCommand(),
  erase: async () => (await import('#cli/commands/operate.ts')).eraseCommand(),
  training: async () => (await import('#cli/commands/training.ts')).trainingCommand(),

  'export-stream': async () => (await import('#cli/commands/export-stream.ts')).exportStreamCommand(),
  timing: async () => (await import('#cli/commands/timing.ts')).timingCommand(),
  replay: async () => (await import('#cli/commands/operate.ts')).replayCommand(),
};

const FILTERS: Readonly<Record<string, Load>> = {
  analyse: async () => (await import('#cli/filters/analyse.ts')).analyseCommand(),
  match: async () => (await import('#cli/filters/match.ts')).matchCommand(),
  cluster: async () => (await import('#cli/filters/cluster.ts')).clusterCommand(),
  surge: async () => (await import('#cli/filters/surge.ts')).surgeCommand(),
  backtest: async () => (await import('#cli/filters/backtest.ts')).backtestCommand(),
};

/** @param wanted the first word after `jaga`; all commands when it is none of them, for the help and for a word that is wrong. */
export async function registerCommands(program: Command, wanted: string | undefined): Promise<void> {
  program.version(packageVersion());
  const load = wanted === undefined ? undefined : (COMMANDS[wanted] ?? FILTERS[wanted]);
  if (load !== undefined) return void program.addCommand(await load());
  for (const each of Object.values(COMMANDS)) program.addCommand(await each());
  program.commandsGroup('Filters (NDJSON in, NDJSON out; no database, no network):');
  for (const each of Object.values(FILTERS)) program.addCommand(await each());
}
