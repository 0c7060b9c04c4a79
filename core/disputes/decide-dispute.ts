// A supervisor decides. Of somebody who is blocked: upheld, the block ends. Of a listing: upheld, it stays away, and what was reported until now
// does not count against its holder again; rejected, the mark stands as before, and warnings that named it are proposed for correction, which takes
// two approvals like any other.

import { confirmTakenOut, proposeNameAgain, type TakenOut } from '#core/alerts/take-out-name.ts';
import { appendAudit } from '#core/audit/append-audit.ts';
import { carryOutAppeal, personOfAppeal } from '#core/blocks/appeal-block.ts';
import type { CoreContext } from '#core/context.ts';
import type { DatabaseTransaction } from '#core/database.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import type { Translator } from '#platform/i18n.ts';
import { publishFacts } from '#platform/outbox.ts';
import { lockDispute } from './dispute-store.ts';
import { nextDisputeState, type DisputeDecision, type DisputeState } from './dispute.ts';

export interface DecideDispute {
  by: Actor;
  reference: string;
  decision: DisputeDecision;
}

export type DisputeOutcome =
  | { kind: 'done' | 'unchanged'; reference: string; state: DisputeState }
  | { kind: 'not_found' }
  | { kind: 'conflict'; reason: 'not_possible_now'; state: DisputeState };

/** Idempotent. Fact: `dispute_decided {dispute_id}`. @throws DomainError `forbidden`. */
export async function decideDispute(context: CoreContext, translator: Translator, command: DecideDispute): Promise<DisputeOutcome> {
  requireCapability(command.by, 'dispute.decide');
  const { reference, decision } = command;
  const outcome = await context.db.transaction().execute(async (tx): Promise<DisputeOutcome> => {
    const inside = { ...context, db: tx };
    const dispute = await lockDispute(tx, reference);
    if (dispute === null) return { kind: 'not_found' };
    if (dispute.state === nextDisputeState('open', decision)) return { kind: 'unchanged', reference, state: dispute.state };
    const state = nextDisputeState(dispute.state, decision);
    if (state === null) return { kind: 'conflict', reason: 'not_possible_now', state: dispute.state };
    await tx.updateTable('disputes').set({ state, decided_by: command.by.id, decided_at: context.clock.now() }).where('id', '=', dispute.id).execute();
    const person = await personOfAppeal(inside, dispute.id);
    if (person === null) await carryOutListing(inside, translator, { id: dispute.id, decision });
    else await carryOutAppeal(inside, translator, { ...dispute, person, by: command.by, decision });
    await appendAudit(inside, { actor: command.by.id, action: `dispute.${state}`, subject: { kind: 'dispute', id: reference } });
    return { kind: 'done', reference, state };
  });
  if (outcome.kind === 'done') context.telemetry.record('dispute_decided', { outcome: outcome.state }, { reference });
  return outcome;
}

async function carryOutListing(
  inside: CoreContext & { db: DatabaseTransaction },
  translator: Translator,
  { id, decision }: { id: string; decision: DisputeDecision },
): Promise<void> {
  const changed = [];
  for (const taken of await takenOutBy(inside.db, id))
    changed.push(await (decision === 'uphold' ? confirmTakenOut(inside, translator, taken) : proposeNameAgain(inside, taken)));
  await publishFacts(inside.db, [{ fact: 'dispute_decided', payload: { dispute_id: id } }]);
  for (const change of changed) if (change !== null) await appendAudit(inside, change.audit);
}

/** Where another open dispute has changed the same warning, its text is left to an officer. */
async function takenOutBy(tx: DatabaseTransaction, disputeId: string): Promise<TakenOut[]> {
  const rows = await tx
    .selectFrom('dispute_alerts as a')
    .select(['a.alert_id as alertId', 'a.version_before as versionBefore', 'a.version_after as versionAfter'])
    .where('a.dispute_id', '=', disputeId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('dispute_alerts as o')
            .innerJoin('disputes as d', 'd.id', 'o.dispute_id')
            .select('o.dispute_id')
            .whereRef('o.alert_id', '=', 'a.alert_id')
            .where('o.dispute_id', '<>', disputeId)
            .where('d.state', '=', 'open'),
        ),
      ),
    )
    .orderBy('a.alert_id')
    .execute();
  return rows;
}
