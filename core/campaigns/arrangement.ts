// What the officers' changes of campaigns have in common: one at a time with matching, refused when the campaign is no longer what was on the
// screen, in the audit trail with the transaction that made them.

import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { AuditDetails } from '#core/audit/audit-entry.ts';
import { rootCampaign } from '#core/campaigns/campaign-store.ts';
import { Joining } from '#core/campaigns/joining-lock.ts';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';

export type ArrangeConflict =
  /** It changed since it was on the screen: something else was merged, split or absorbed. */
  | 'changed_since'
  /** One of the two leads to another campaign by now. */
  | 'merged_meanwhile'
  /** A campaign is merged into, or kept apart from, another one. */
  | 'same_campaign'
  /** The other campaign does not exist. */
  | 'unknown_campaign'
  /** A report named is not in it. */
  | 'not_in_campaign'
  /** It would have no report left. */
  | 'nothing_left'
  /** Only merging can be undone. */
  | 'not_possible_now';

export type ArrangeOutcome =
  | {
      kind: 'done' | 'unchanged';
      /** The campaign in which the reports are now, or the one that stands for itself again. */
      campaign: number;
      version: number;
      /** What can be undone. */
      change: string | null;
    }
  | { kind: 'not_found' }
  | { kind: 'conflict'; reason: ArrangeConflict; happened: Record<string, string | number | null> };

export interface ArrangedCampaign {
  id: string;
  number: number;
  type: string;
  version: number;
  merged_into: string | null;
}

/** Past tense, as in the audit trail. */
export type Arrangement = 'merged' | 'merge_undone' | 'split' | 'report_detached' | 'kept_apart' | 'keep_apart_undone';

/** Opens the transaction that the change is made in; nothing is matched meanwhile. @throws DomainError `forbidden`. */
export async function arrange(
  context: CoreContext,
  { by, action }: { by: Actor; action: Arrangement },
  change: (inside: CoreContext) => Promise<ArrangeOutcome>,
): Promise<ArrangeOutcome> {
  requireCapability(by, 'campaign.edit');
  const outcome = await inTransaction(context, async (inside) => {
    await Joining.lock(inside.db);
    return change(inside);
  });
  if (outcome.kind === 'done') context.telemetry.record('campaign_arranged', { outcome: action }, { campaign: outcome.campaign });
  return outcome;
}

/** The campaign of this number itself, wherever it leads. */
export async function findCampaign(db: Database, by: { number: number } | { id: string }): Promise<ArrangedCampaign | null> {
  const query = db.selectFrom('campaigns').select(['id', 'number', 'type', 'version', 'merged_into']);
  const row = await ('number' in by ? query.where('number', '=', by.number) : query.where('id', '=', by.id)).executeTakeFirst();
  return row ?? null;
}

/** Where a campaign leads; itself when it was not merged. */
export async function rootOf(db: Database, campaign: ArrangedCampaign): Promise<ArrangedCampaign> {
  const id = await rootCampaign(db, campaign.id);
  return (id === null ? null : await findCampaign(db, { id })) ?? campaign;
}

export function conflict(reason: ArrangeConflict, happened: Record<string, string | number | null> = {}): ArrangeOutcome {
  return { kind: 'conflict', reason, happened };
}

/** Last in its transaction. */
export async function auditArrangement(
  context: CoreContext,
  { by, action, campaign, details }: { by: Actor; action: Arrangement; campaign: number; details: AuditDetails },
): Promise<void> {
  await appendAudit(context, { actor: by.id, action: `campaign.${action}`, subject: { kind: 'campaign', id: String(campaign) }, details });
}

/** The outcome with the campaign as it is after the change. */
export async function outcomeFor(db: Database, kind: 'done' | 'unchanged', { id, change }: { id: string; change: string | null }): Promise<ArrangeOutcome> {
  const { number, version } = await db.selectFrom('campaigns').select(['number', 'version']).where('id', '=', id).executeTakeFirstOrThrow();
  return { kind, campaign: number, version, change };
}
