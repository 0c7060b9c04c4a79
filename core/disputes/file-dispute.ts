// Somebody objects: stored, audited, and at once nothing of it is shown to the public any more; whoever was told sees the corrected warning. All
// in one transaction. The answer does not say whether the value is listed: asking must not be a way to look it up.

import { v7 as uuidv7 } from 'uuid';
import { takeNameOut } from '#core/alerts/take-out-name.ts';
import { appendAudit } from '#core/audit/append-audit.ts';
import type { CoreContext } from '#core/context.ts';
import { takesDown } from '#core/publication/ladder.ts';
import { readMessage } from '#core/reading/read-message.ts';
import { newReference } from '#core/reports/reference.ts';
import { SYSTEM_ACTOR } from '#core/staff/staff.ts';
import type { IndicatorKind } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';
import { publishFacts } from '#platform/outbox.ts';
import { disputesOf, insertDispute } from './dispute-store.ts';
import type { DisputedIndicator, DisputeReason } from './dispute.ts';

export interface FileDispute {
  kind: IndicatorKind;
  /** As its holder writes it. */
  value: string;
  reason: DisputeReason;
  statement: string;
  contact: string;
}

export type FiledDispute = { kind: 'filed'; reference: string; receipt: string } | { kind: 'unreadable' };

/** Facts: `indicator_disputed {dispute_id}`, and `alert_published` for each warning that named it. */
export async function fileDispute(context: CoreContext, translator: Translator, command: FileDispute): Promise<FiledDispute> {
  const indicator = canonical(command);
  if (indicator === null) return { kind: 'unreadable' };
  const id = uuidv7();
  const reference = newReference();
  const downgraded = await context.db.transaction().execute(async (tx) => {
    const inside = { ...context, db: tx };
    const filed = { state: 'open', filedAt: context.clock.now(), decidedAt: null } as const;
    const earlier = (await disputesOf(inside, indicator)).map(({ state, filed_at, decided_at }) => ({ state, filedAt: filed_at, decidedAt: decided_at }));
    const down = takesDown(filed, earlier, indicator.kind);
    const content = { ...indicator, raw: command.value, statement: command.statement, contact: command.contact };
    await insertDispute(inside, { id, reference, reason: command.reason, content, downgraded: down });
    const taken = down ? await takeNameOut(inside, translator, indicator) : [];
    if (taken.length > 0)
      await tx
        .insertInto('dispute_alerts')
        .values(
          taken.map(({ taken: { alertId, versionBefore, versionAfter } }) => ({
            dispute_id: id,
            alert_id: alertId,
            version_before: versionBefore,
            version_after: versionAfter,
          })),
        )
        .execute();
    await publishFacts(tx, [{ fact: 'indicator_disputed', payload: { dispute_id: id } }]);
    for (const { audit } of taken) await appendAudit(inside, audit);
    const details = { kind: indicator.kind, reason: command.reason, downgraded: down, alerts: taken.length };
    await appendAudit(inside, { actor: SYSTEM_ACTOR.id, action: 'dispute.filed', subject: { kind: 'dispute', id: reference }, details });
    return down;
  });
  context.telemetry.record('dispute_filed', { outcome: downgraded ? 'downgraded' : 'waiting' }, { dispute_id: id });
  return { kind: 'filed', reference, receipt: context.vault.receiptOf(id) };
}

/** Read like text, so that it meets what was reported in whatever way it is written. */
function canonical({ kind, value }: FileDispute): DisputedIndicator | null {
  const found = readMessage({ text: value }).indicators.find((indicator) => indicator.kind === kind);
  return found === undefined ? null : { kind, value: found.value };
}
