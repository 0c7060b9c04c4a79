import { Command } from 'commander';
import { withCore } from '#cli/open-core.ts';
import { verifyAudit } from '#core/audit/verify-audit.ts';

export function auditCommand(): Command {
  const audit = new Command('audit').description('the audit trail');
  audit
    .command('verify')
    .description('check every entry; names each place that was changed, deleted, exchanged or cut')
    .action(() =>
      withCore(async ({ context }) => {
        const verdict = await verifyAudit(context);
        for (const { kind, seq, to } of verdict.faults) process.stdout.write(`✗ ${kind}: entry ${seq}${to === undefined ? '' : ` to ${to}`}\n`);
        if (verdict.more > 0) process.stdout.write(`✗ and ${verdict.more} more\n`);
        process.stdout.write(`${verdict.entries} entries, ${verdict.faults.length + verdict.more} faults${verdict.head === null ? '' : `; newest ${verdict.head.seq} ${verdict.head.hash}`}\n`);
        if (verdict.faults.length > 0) process.exitCode = 1;
      }),
    );
  return audit;
}
