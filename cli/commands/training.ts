// `jaga training`: officers' decisions as training text, and a model on trial against the one in force.

import { writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { withCore } from '#cli/open-core.ts';
import { compareModels, type Comparison } from '#core/triage/compare-models.ts';
import { exportDecisions } from '#core/triage/export-decisions.ts';

export function trainingCommand(): Command {
  const training = new Command('training').description('what the reader learns from, and whether a new model is better');
  training
    .command('export')
    .description('decided reports as lines of the corpus: masked, numbers and links reduced to their kind; read them before you train with them')
    .option('--since <date>', 'decisions of that day and later, as 2026-11-01', parseDay)
    .option('--out <file>', 'instead of standard output')
    .action(({ since, out }: { since?: Date; out?: string }) =>
      withCore(async ({ context }) => {
        const { lines, exported, left_out } = await exportDecisions(context, since);
        const text = lines.map((line) => `${line}\n`).join('');
        if (out === undefined) process.stdout.write(text);
        else writeFileSync(out, text);
        process.stderr.write(
          `${exported} reports exported; left out: ${left_out.erased} erased, ${left_out.not_read} not read, ${left_out.not_masked} with something personal left\n`,
        );
      }),
    );
  training
    .command('compare')
    .description('the model named by READER_SHADOW_MODEL beside the one in force, on what officers decided')
    .option('--since <date>', 'decisions of that day and later, as 2026-11-01', parseDay)
    .action(({ since }: { since?: Date }) =>
      withCore(async ({ context }) => {
        const comparisons = await compareModels(context, since);
        if (comparisons.length === 0)
          process.stdout.write('Nothing to compare: set READER_SHADOW_MODEL to a model, and let officers decide reports that it has read.\n');
        for (const comparison of comparisons) process.stdout.write(describe(comparison));
      }),
    );
  return training;
}

function describe({ model_id, confirmed, rejected, in_force, on_trial, same_type, differing }: Comparison): string {
  const rows = [
    `Model ${model_id} on trial, ${confirmed + rejected} decided reports`,
    `                              in force   on trial`,
    `  found of ${String(confirmed).padStart(5)} confirmed    ${String(in_force.found).padStart(8)}   ${String(on_trial.found).padStart(8)}`,
    `  alarms of ${String(rejected).padStart(5)} rejected    ${String(in_force.alarms).padStart(8)}   ${String(on_trial.alarms).padStart(8)}`,
    `  the same type for ${same_type} of the confirmed`,
    `  they differ on ${differing.length}${differing.length === 0 ? '' : `: ${differing.slice(0, 50).join(' ')}`}`,
  ];
  return `${rows.join('\n')}\n`;
}

function parseDay(value: string): Date {
  const day = new Date(`${value}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(day.getTime())) throw new InvalidArgumentError('Give it as 2026-11-01.');
  return day;
}
