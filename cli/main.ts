// `jaga`: everything an operator does, as commands. Each lives in commands/ or filters/ and is loaded when it is asked for.

import { Command } from 'commander';
import { registerCommands } from '#cli/register-commands.ts';

const program = new Command('jaga').description('Scam-report intake and early warning in Korean, Malay and English').showHelpAfterError();

try {
  await registerCommands(program, process.argv[2]);
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
