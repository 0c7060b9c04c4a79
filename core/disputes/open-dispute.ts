// A dispute for an officer: what is objected to and why, and where the indicator stands on the ladder. That it was opened is in the audit trail.

import { appendAudit } from '#core/audit/append-audit.ts';
import type { CoreContext } from '#core/context.ts';
import { indicatorFacts } from '#core/publication/indicator-facts.ts';
import { publicationOf, type Publication } from '#core/publication/ladder.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import { disputesOf, findDispute, openContent, type DisputeRow } from './dispute-store.ts';
import type { DisputeContent } from './dispute.ts';

export interface OpenedDispute extends Omit<DisputeRow, 'sealed' | 'id'> {
  /** null: forgotten. */
  content: DisputeContent | null;
  publication: Publication | null;
  /** Other disputes of the same indicator, oldest first: many at once are a ring's, too. */
  others: { reference: string; reason: string; state: string; filed_at: Date; decided_at: Date | null }[];
}

/** Audited as `dispute.opened`. null: no such dispute. @throws DomainError `forbidden`. */
export async function openDispute(context: CoreContext, { by, reference }: { by: Actor; reference: string }): Promise<OpenedDispute | null> {
  requireCapability(by, 'dispute.read');
  const row = await findDispute(context.db, reference);
  if (row === null) return null;
  await appendAudit(context, { actor: by.id, action: 'dispute.opened', subject: { kind: 'dispute', id: reference } });
  const content = openContent(context, row);
  const all = content === null ? [] : await disputesOf(context, content);
  const { id, sealed: _, ...shown } = row;
  return {
    ...shown,
    content,
    publication: content === null ? null : publicationOf(await indicatorFacts(context, { kind: content.kind, value: content.value }), context.clock.now()),
    others: all
      .filter((other) => other.id !== id)
      .map(({ reference: of, reason, state, filed_at, decided_at }) => ({ reference: of, reason, state, filed_at, decided_at })),
  };
}
