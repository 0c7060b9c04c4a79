// A dispute for an officer: what is objected to and why, and where the indicator stands on the ladder. That it was opened is in the audit trail.

import { appendAudit } from '#core/audit/append-audit.ts';
import { PERSON, personOfAppeal, type BlockAppeal } from '#core/blocks/appeal-block.ts';
import { findBlock } from '#core/blocks/block-store.ts';
import type { BlockReason } from '#core/blocks/block.ts';
import type { CoreContext } from '#core/context.ts';
import { indicatorFacts } from '#core/publication/indicator-facts.ts';
import { publicationOf, type LadderFacts, type Level, type Publication, type Wording } from '#core/publication/ladder.ts';
import { mayDo, requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import { disputesAbout, disputesOf, findDispute, openContent, openSealed, type DisputeRow } from './dispute-store.ts';
import { nextDisputeState, type DisputeContent, type DisputeDecision } from './dispute.ts';

/** Of somebody who is blocked there are their words alone. */
type Shown = DisputeContent | { kind: typeof PERSON; value: ''; raw: ''; statement: string; contact: '' };

export interface OpenedDispute extends Omit<DisputeRow, 'sealed' | 'id'> {
  /** null: forgotten. */
  content: Shown | null;
  publication: Publication | null;
  /** Of somebody who is blocked: what they object to; null: a listing, or the block is over. */
  block: { id: string; reason: BlockReason; until: Date } | null;
  /** What each decision would lead to; null: decided already, or forgotten. */
  outcomes: Record<DisputeDecision, DecisionOutcome> | null;
  may: Record<DisputeDecision, { allowed: true } | { allowed: false; why: 'not_your_role' | 'decided_already' }>;
  /** Other disputes of the same indicator, oldest first: many at once are a ring's, too. */
  others: { reference: string; reason: string; state: string; filed_at: Date; decided_at: Date | null }[];
}

export interface DecisionOutcome {
  /** What the public would be told. */
  level: Level;
  wording: Wording;
  /** Published warnings that would be proposed for correction, so that they name it again. */
  warnings: number;
}

/** Audited as `dispute.opened`. null: no such dispute. @throws DomainError `forbidden`. */
export async function openDispute(context: CoreContext, { by, reference }: { by: Actor; reference: string }): Promise<OpenedDispute | null> {
  requireCapability(by, 'dispute.read');
  const row = await findDispute(context.db, reference);
  if (row === null) return null;
  await appendAudit(context, { actor: by.id, action: 'dispute.opened', subject: { kind: 'dispute', id: reference } });
  const person = await personOfAppeal(context, row.id);
  if (person !== null) return openAppeal(context, { by, row }, person);
  const content = openContent(context, row);
  const all = content === null ? [] : await disputesOf(context, content);
  const { id, sealed: _, ...shown } = row;
  const facts = content === null ? null : await indicatorFacts(context, { kind: content.kind, value: content.value });
  return {
    ...shown,
    content,
    publication: facts === null ? null : publicationOf(facts, context.clock.now()),
    block: null,
    outcomes: facts === null || row.state !== 'open' ? null : await outcomesOf(context, row, facts),
    may: { uphold: mayDecide(by, row), reject: mayDecide(by, row) },
    others: others(all, id),
  };
}

function mayDecide(by: Actor, { state }: DisputeRow): OpenedDispute['may']['uphold'] {
  if (!mayDo(by, 'dispute.decide')) return { allowed: false, why: 'not_your_role' };
  return state === 'open' ? { allowed: true } : { allowed: false, why: 'decided_already' };
}

/** The ladder with this dispute decided the one way and the other. */
async function outcomesOf({ db, clock }: CoreContext, row: DisputeRow, facts: LadderFacts): Promise<Record<DisputeDecision, DecisionOutcome>> {
  const now = clock.now();
  const named = await db.selectFrom('dispute_alerts').select('alert_id').where('dispute_id', '=', row.id).execute();
  const after = (decision: DisputeDecision): Omit<DecisionOutcome, 'warnings'> => {
    const state = nextDisputeState(row.state, decision) ?? row.state;
    const disputes = facts.disputes.map((fact) =>
      fact.filedAt.getTime() === row.filed_at.getTime() && fact.state === 'open' ? { ...fact, state, decidedAt: now } : fact,
    );
    const { level, wording } = publicationOf({ ...facts, disputes }, now).public;
    return { level, wording };
  };
  return { uphold: { ...after('uphold'), warnings: 0 }, reject: { ...after('reject'), warnings: named.length } };
}

async function openAppeal(context: CoreContext, { by, row }: { by: Actor; row: DisputeRow }, person: Buffer): Promise<OpenedDispute> {
  const { id, sealed, ...shown } = row;
  const block = await findBlock(context, person);
  const statement = sealed === null ? null : openSealed<BlockAppeal>(context.vault, { id, sealed }).statement;
  return {
    ...shown,
    content: statement === null ? null : { kind: PERSON, value: '', raw: '', statement, contact: '' },
    publication: null,
    block: block === null ? null : { id: block.id, reason: block.reason, until: block.until },
    outcomes: null,
    may: { uphold: mayDecide(by, row), reject: mayDecide(by, row) },
    others: others(await disputesAbout(context.db, { kind: PERSON, hash: person }), id),
  };
}

function others(all: readonly Omit<DisputeRow, 'sealed'>[], id: string): OpenedDispute['others'] {
  return all
    .filter((other) => other.id !== id)
    .map(({ reference, reason, state, filed_at, decided_at }) => ({ reference, reason, state, filed_at, decided_at }));
}
