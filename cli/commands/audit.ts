import { Command, InvalidArgumentError } from 'commander';
import { withCore } from '#cli/open-core.ts';
import { verifyAudit } from '#core/audit/verify-audit.ts';

export function auditCommand(): Command {
  const audit = new Command('audit').description('the audit trail');
  audit
    .command('verify')
    .description('check every entry; names each place that was changed, deleted, exchanged or cut')
    .option(
      '--noted <seq:hash>',
      'number and hash of the newest entry as written down earlier, outside the database: finds an end that was cut off and covered up',
      parseNoted,
    )
    .action(({ noted }: { noted?: { seq: number; hash: string } }) =>
      withCore(async ({ context }) => {
        const verdict = await verifyAudit(context, noted);
        for (const { kind, seq, to } of verdict.faults) process.stdout.write(`✗ ${kind}: entry ${seq}${to === undefined ? '' : ` to ${to}`}\n`);
        if (verdict.more > 0) process.stdout.write(`✗ and ${verdict.more} more\n`);
        process.stdout.write(
          `${verdict.entries} entries, ${verdict.faults.length + verdict.more} faults${verdict.head === null ? '' : `; newest ${verdict.head.seq}:${verdict.head.hash}`}\n`,
        );
        if (verdict.faults.length > 0) process.exitCode = 1;
      }),
    );
  return audit;
}

function parseNoted(value: string): { seq: number; hash: string } {
  const [, seq, hash] = /^([0-9]{1,15}):([0-9a-f]{64})$/.exec(value) ?? [];
  if (seq === undefined || hash === undefined) throw new InvalidArgumentError('Give it as `jaga audit verify` printed it: 42:9f86d0…');
  return { seq: Number(seq), hash };
}
