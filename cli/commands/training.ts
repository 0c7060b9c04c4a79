// `jaga training`: officers' decisions for training a model anew, and a model in shadow beside the one in force.

import { existsSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { withCore } from '#cli/open-core.ts';
import { parseDay } from '#cli/parse-day.ts';
import type { CoreContext } from '#core/context.ts';
import { READER_MODEL } from '#core/reading/classify/classify.ts';
import { compareModels, type Comparison } from '#core/training/compare-models.ts';
import { comparedReports, type Said } from '#core/training/decided-reports.ts';
import { exportTraining, type LeftOut } from '#core/training/export-training.ts';

export function trainingCommand(): Command {
  const training = new Command('training').description("officers' decisions as training data, and a model in shadow compared with the one in force");
  training
    .command('export')
    .description(
      "write confirmed and rejected reports as a file of the reader's corpus: masked, phones, accounts, links and names as slots; `npm run train -- --with FILE` learns from it",
    )
    .option('--since <date>', 'only what was decided on that day (UTC) or later, as 2026-11-01', parseDay)
    .option('--out <file>', 'where to write (default: officers-<day>-<digest>.txt here); never over an existing file')
    .action((options: ExportOptions) => withCore(({ context }) => writeExport(context, options)));
  training
    .command('compare')
    .description('what the model of READER_SHADOW_MODEL and the one in force say of reports that officers have decided; references, no text')
    .option('--since <date>', 'only what was decided on that day (UTC) or later, as 2026-11-01', parseDay)
    .action(({ since }: { since?: Date }) =>
      withCore(async ({ context }) => {
        const comparisons = compareModels(await comparedReports(context.db, since));
        if (comparisons.length === 0)
          process.stdout.write('Nothing to compare yet: no decided report was read in shadow (set READER_SHADOW_MODEL and restart the worker).\n');
        for (const comparison of comparisons) process.stdout.write(`${tableOf(comparison)}\n`);
      }),
    );
  return training;
}

interface ExportOptions {
  since?: Date;
  out?: string;
}

const REASONS: Readonly<Record<LeftOut, string>> = {
  erased: 'erased since',
  not_read: 'not read yet',
  held_back: 'something personal was not masked',
  identifying: 'something that identifies was left',
  too_long: 'too long for a script',
  no_words: 'hardly a word',
  language: 'in a language that the corpus has not',
  repeated: 'the same words as another',
};

/** Who may read it is for its owner to say. */
const OWNER_ONLY = 0o600;

async function writeExport(context: CoreContext, { since, out }: ExportOptions): Promise<void> {
  if (out !== undefined && existsSync(out)) throw new Error(`${out} exists: name another file, or remove it first.`);
  const { id, content, lines, leftOut } = await exportTraining(context, since);
  const file = out ?? `officers-${context.clock.now().toISOString().slice(0, 10)}-${id}.txt`;
  const total = lines.scam + lines.account + lines.benign;
  if (total === 0) process.stdout.write('No report to export, and no file written.\n');
  else {
    writeFileSync(file, content, { mode: OWNER_ONLY, flag: 'wx' });
    process.stdout.write(`${file}: ${total} reports (${lines.scam} scam, ${lines.account} account, ${lines.benign} benign), ${id}\n`);
  }
  const reasons = Object.entries(REASONS).flatMap(([reason, words]) => {
    const count = Object.entries(leftOut).find(([each]) => each === reason)?.[1] ?? 0;
    return count === 0 ? [] : [{ count, words }];
  });
  process.stdout.write(`left out: ${reasons.reduce((sum, { count }) => sum + count, 0)}\n`);
  for (const { count, words } of reasons) process.stdout.write(`  ${String(count).padStart(5)}  ${words}\n`);
}

function tableOf({ model, compared, confirmed, rejected, named, agreement, inForce, shadow, differing }: Comparison): string {
  const row = (name: string, one: string, other: string): string => `  ${name.padEnd(34)}${one.padStart(18)}${other.padStart(18)}`;
  const share = (part: number, whole: number): string => (whole === 0 ? '–' : `${part} (${((100 * part) / whole).toFixed(1)} %)`);
  const confirmedAs = named === confirmed ? 'named by officers' : `${named} named by officers, the rest as read`;
  return [
    `${compared} reports compared; both say the same of ${share(agreement, compared)}`,
    row('', 'in force', 'shadow'),
    row('', READER_MODEL.header.id, model),
    row(`found among ${confirmed} confirmed`, share(inForce.found, confirmed), share(shadow.found, confirmed)),
    row(`alarms among ${rejected} rejected`, share(inForce.alarms, rejected), share(shadow.alarms, rejected)),
    row(`type right of ${confirmed} confirmed`, share(inForce.typeRight, confirmed), share(shadow.typeRight, confirmed)),
    `  (types: ${confirmedAs})`,
    ...(differing.length === 0 ? [] : ['', '  where they differ:']),
    ...differing.map(({ reference, state, in_force, shadow: other }) => `  ${reference}  ${state.padEnd(9)}  ${wordsOf(in_force)}  |  ${wordsOf(other)}`),
    '',
  ].join('\n');
}

function wordsOf({ verdict, score, type }: Said): string {
  return `${verdict.padEnd(10)} ${score.toFixed(2)} ${type.padEnd(9)}`;
}
