// A dispute for an officer: what is objected to and why, and where the indicator stands on the ladder. That it was opened is in the audit trail.

import { appendAudit } from '#core/audit/append-audit.ts';
import { PERSON, personOfAppeal, type BlockAppeal } from '#core/blocks/appeal-block.ts';
import { findBlock } from '#core/blocks/block-store.ts';
import type { BlockReason } from '#core/blocks/block.ts';
import type { CoreContext } from '#core/context.ts';
import { indicatorFacts } from '#core/publication/indicator-facts.ts';
import { publicationOf, type Publication } from '#core/publication/ladder.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import { disputesAbout, disputesOf, findDispute, openContent, openSealed, type DisputeRow } from './dispute-store.ts';
import type { DisputeContent } from './dispute.ts';

/** Of somebody who is blocked there are their words alone. */
type Shown = DisputeContent | { kind: typeof PERSON; value: ''; raw: ''; statement: string; contact: '' };

export interface OpenedDispute extends Omit<DisputeRow, 'sealed' | 'id'> {
  /** null: forgotten. */
  content: Shown | null;
  publication: Publication | null;
  /** Of somebody who is blocked: what they object to; null: a listing, or the block is over. */
  block: { id: string; reason: BlockReason; until: Date } | null;
  /** Other disputes of the same indicator, oldest first: many at once are a ring's, too. */
  others: { reference: string; reason: string; state: string; filed_at: Date; decided_at: Date | null }[];
}

/** Audited as `dispute.opened`. null: no such dispute. @throws DomainError `forbidden`. */
export async function openDispute(context: CoreContext, { by, reference }: { by: Actor; reference: string }): Promise<OpenedDispute | null> {
  requireCapability(by, 'dispute.read');
  const row = await findDispute(context.db, reference);
  if (row === null) return null;
  await appendAudit(context, { actor: by.id, action: 'dispute.opened', subject: { kind: 'dispute', id: reference } });
  const person = await personOfAppeal(context, row.id);
  if (person !== null) return openAppeal(context, row, person);
  const content = openContent(context, row);
  const all = content === null ? [] : await disputesOf(context, content);
  const { id, sealed: _, ...shown } = row;
  return {
    ...shown,
    content,
    publication: content === null ? null : publicationOf(await indicatorFacts(context, { kind: content.kind, value: content.value }), context.clock.now()),
    block: null,
    others: others(all, id),
  };
}

async function openAppeal(context: CoreContext, { id, sealed, ...shown }: DisputeRow, person: Buffer): Promise<OpenedDispute> {
  const block = await findBlock(context, person);
  const statement = sealed === null ? null : openSealed<BlockAppeal>(context.vault, { id, sealed }).statement;
  return {
    ...shown,
    content: statement === null ? null : { kind: PERSON, value: '', raw: '', statement, contact: '' },
    publication: null,
    block: block === null ? null : { id: block.id, reason: block.reason, until: block.until },
    others: others(await disputesAbout(context.db, { kind: PERSON, hash: person }), id),
  };
}

function others(all: readonly Omit<DisputeRow, 'sealed'>[], id: string): OpenedDispute['others'] {
  return all
    .filter((other) => other.id !== id)
    .map(({ reference, reason, state, filed_at, decided_at }) => ({ reference, reason, state, filed_at, decided_at }));
}
