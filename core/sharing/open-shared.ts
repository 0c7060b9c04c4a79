// One shared report as a partner's account may see it: of its own what became of it, of a handover the copy as it was made. That it was opened is
// in the audit trail like an officer's opening, so that what a stolen account has seen is one list.

import { sql } from 'kysely';
import { showAlertCode } from '#core/alerts/alert-code.ts';
import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { mayDo, requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { HandedOverCopy } from '#core/triage/decisions/handovers.ts';
import { copyOf, sourceRefOf } from './list-shared.ts';
import type { NOT_ACKNOWLEDGED, SharedItem } from './shared-report.ts';
import { findShared, type SharedRow } from './shared-scope.ts';

export interface SharedReport extends SharedItem {
  repeats: string | null;
  /** Only where the public was warned of it: number, and the warning's code and headline. */
  campaign: { number: number; code: string; title: string } | null;
  handover: { copy: HandedOverCopy; acknowledged_at: Date | null; acknowledged_by_name: string | null } | null;
  may: { acknowledge: { allowed: true } | { allowed: false; why: (typeof NOT_ACKNOWLEDGED)[number] } } | null;
}

export interface OpenShared {
  by: Actor & { language: Language };
  reference: string;
}

/** Audited as `report.opened`. null: not shared with this account. @throws DomainError `forbidden`. */
export async function openShared(context: CoreContext, { by, reference }: OpenShared): Promise<SharedReport | null> {
  requireCapability(by, 'shared.read');
  return inTransaction(context, async (inside) => {
    const { db } = inside;
    const row = await findShared(db, by.id, reference);
    if (row === null) return null;
    const { kind, state, shared_at, decided_at, repeats } = row;
    const copy = row.handover_id === null ? null : copyOf(inside, row);
    const opened: SharedReport = {
      reference,
      kind,
      state,
      shared_at,
      decided_at,
      repeats,
      source_ref: copy === null ? sourceRefOf(inside, row) : null,
      type: copy === null ? row.type : copy.facts.type,
      campaign: await warnedCampaign(db, row.id, by.language),
      handover: copy === null ? null : { copy, ...(await acknowledgedIn(db, row)) },
      may: copy === null ? null : { acknowledge: mayAcknowledge(by, row) },
    };
    await markOpened(inside, row);
    const details = { shared: kind, ...(row.handover_id !== null && { handover: row.handover_id }) };
    await appendAudit(inside, { actor: by.id, action: 'report.opened', subject: { kind: 'report', id: reference }, details });
    return opened;
  });
}

function mayAcknowledge(by: Actor, { state }: SharedRow): { allowed: true } | { allowed: false; why: (typeof NOT_ACKNOWLEDGED)[number] } {
  if (!mayDo(by, 'shared.acknowledge')) return { allowed: false, why: 'not_your_role' };
  return state === 'acknowledged' ? { allowed: false, why: 'acknowledged_already' } : { allowed: true };
}

/** Officers see that the other force has looked, before they take it back. */
async function markOpened({ db, clock }: CoreContext, { handover_id: id }: SharedRow): Promise<void> {
  if (id !== null) await db.updateTable('report_handovers').set({ opened_at: clock.now() }).where('id', '=', id).where('opened_at', 'is', null).execute();
}

async function acknowledgedIn(db: Database, row: SharedRow): Promise<{ acknowledged_at: Date | null; acknowledged_by_name: string | null }> {
  return db
    .selectFrom('report_handovers as h')
    .leftJoin('staff_users as u', 'u.id', 'h.acknowledged_by')
    .select(['h.acknowledged_at', 'u.name as acknowledged_by_name'])
    .where('h.id', '=', row.handover_id)
    .executeTakeFirstOrThrow();
}

/** As the public was told; a warning that was withdrawn tells nothing any more. */
async function warnedCampaign(db: Database, reportId: string, language: Language): Promise<SharedReport['campaign']> {
  const { rows } = await sql<{ number: number; code: string; title: string }>`
    select c.number, a.code, v.content -> 'texts' -> ${language}::text ->> 'headline' as title
    from campaign_reports m join campaigns c on c.id = m.campaign_id
    join alerts a on root_campaign(a.campaign_id) = c.id join alert_versions v on v.alert_id = a.id and v.version = a.published_version
    where m.report_id = ${reportId} and a.state in ('published', 'expired')
    order by a.published_at desc, a.id desc limit 1`.execute(db);
  const [warned] = rows;
  return warned === undefined ? null : { ...warned, code: showAlertCode(warned.code) };
}
