// Small commands for operators: migrate, erase, replay.

import { Command } from 'commander';
import { openDatabase } from '#platform/database.ts';
import { loadConfig } from '#platform/config.ts';
import { createLog } from '#platform/log.ts';
import { migrate } from '#platform/migrations.ts';
import { withCore } from '#cli/open-core.ts';
import { eraseReport } from '#core/reports/erase-report.ts';
import { replayDeadLetters } from '#core/reports/replay-dead-letters.ts';
import { parseReference } from '#core/reports/reference.ts';
import { replayUpdates } from '#core/inbox/inbox-queries.ts';

export function migrateCommand(): Command {
  return new Command('migrate').description('bring the database to this version (start does so by itself)').action(async () => {
    const database = await openDatabase(loadConfig(), createLog('warn'));
    try {
      const applied = await migrate(database.pool);
      process.stdout.write(
        applied.length === 0 ? 'Nothing to do: the database is up to date.\n' : `Applied:\n${applied.map((name) => `  ${name}\n`).join('')}`,
      );
    } finally {
      await database.close();
    }
  });
}

export function eraseCommand(): Command {
  return new Command('erase')
    .description("erase a report's content for good")
    .argument('<reference>', 'as JG-7K3M-9QPX-4')
    .action((typed: string) =>
      withCore(async ({ context }) => {
        const reference = parseReference(typed);
        if (reference === null) throw new Error(`${typed} is no reference: it looks like JG-7K3M-9QPX-4, and its last character guards against slips.`);
        const row = await context.db.selectFrom('reports').select('id').where('reference', '=', reference).executeTakeFirst();
        if (row === undefined) throw new Error(`There is no report ${reference}.`);
        const erased = await eraseReport(context, row.id);
        process.stdout.write(erased ? `${reference} is erased.\n` : `${reference} was erased before.\n`);
      }),
    );
}

export function replayCommand(): Command {
  return new Command('replay').description('try again what was set aside: quarantined Telegram updates and dead jobs').action(() =>
    withCore(async ({ context }) => {
      const updates = await replayUpdates(context);
      const jobs = await replayDeadLetters(context);
      process.stdout.write(`${updates} Telegram updates and ${jobs} jobs will be tried again by the running service.\n`);
    }),
  );
}
