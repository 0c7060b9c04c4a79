// The advice stage: a second opinion on a report that has been read. It is never needed, and it starts nothing: no state, alert, match or
// message depends on it.

import type { Adviser } from '#core/advice/adviser.ts';
import type { Opinion } from '#core/advice/opinion.ts';
import { storeOpinion } from '#core/advice/opinion-store.ts';
import { outgoingText } from '#core/advice/outgoing-text.ts';
import { costAtMost, costOf, reserveSpending, settleSpending, type AdviceSettings, type Reservation } from '#core/advice/spending.ts';
import { isWorthAsking } from '#core/advice/worth-asking.ts';
import type { CoreContext } from '#core/context.ts';
import { DomainError } from '#core/domain-error.ts';
import { hintsOf, loadReading } from '#core/reports/read-report.ts';
import type { ModelFailureReason, ModelOutcome } from '#platform/model.ts';

export type { AdviceSettings } from '#core/advice/spending.ts';

export type AdviceOutcome =
  | { kind: 'done' }
  /** `not_needed`: see `isWorthAsking`; `not_masked`: something personal would have left; `budget`: the day's money is spent. */
  | { kind: 'skipped'; reason: 'unknown' | 'erased' | 'already_advised' | 'not_read' | 'not_needed' | 'not_masked' | 'budget' | ModelFailureReason };

/** The model may answer when asked again soon: the queue tries again. */
export class AdviserUnavailable extends DomainError {
  constructor(reason: ModelFailureReason) {
    super('adviser_unavailable', `the model gave no answer: ${reason}`);
  }
}

/**
 * Idempotent: one opinion a report, however often the job comes.
 * @throws AdviserUnavailable for what passes (a timeout, no connection, too many requests); with an open circuit it is skipped instead.
 */
export async function adviseReport(
  context: CoreContext,
  { adviser, settings }: { adviser: Adviser; settings: AdviceSettings },
  reportId: string,
): Promise<AdviceOutcome> {
  const text = await textToAskAbout(context, reportId);
  if (text.kind === 'skipped') return text;
  const reservation: Reservation = { reportId, model: adviser.model, usd: costAtMost(settings, text.text) };
  const reserved = await reserveSpending(context, reservation, settings.budgetUsdPerDay);
  if (reserved !== 'reserved') return { kind: 'skipped', reason: reserved };
  const answer = await adviser.ask(text.text);
  const outcome = await keepAnswer(context, { reservation, settings, answer });
  modelAsked(context, { reservation, answer });
  if (answer.kind === 'unavailable' && PASSING.includes(answer.reason)) throw new AdviserUnavailable(answer.reason);
  return outcome;
}

const PASSING: readonly ModelFailureReason[] = ['timeout', 'unreachable', 'rate_limited'];

type TextToAskAbout = { kind: 'text'; text: string } | (AdviceOutcome & { kind: 'skipped' });

async function textToAskAbout(context: CoreContext, reportId: string): Promise<TextToAskAbout> {
  const row = await context.db
    .selectFrom('reports as r')
    .leftJoin('model_opinions as o', (join) => join.onRef('o.report_id', '=', 'r.id').on('o.opinion', 'is not', null))
    .select(['r.id', 'r.wrapped_key', 'r.sealed', 'r.channel', 'r.country', 'o.report_id as advised'])
    .where('r.id', '=', reportId)
    .executeTakeFirst();
  if (row === undefined) return { kind: 'skipped', reason: 'unknown' };
  if (row.wrapped_key === null) return { kind: 'skipped', reason: 'erased' };
  if (row.advised !== null) return { kind: 'skipped', reason: 'already_advised' };
  const reading = await loadReading(context, row);
  if (reading === null) return { kind: 'skipped', reason: 'not_read' };
  if (!isWorthAsking(reading)) return { kind: 'skipped', reason: 'not_needed' };
  const text = outgoingText({ text: reading.masked, ...hintsOf(row) });
  return text === null ? { kind: 'skipped', reason: 'not_masked' } : { kind: 'text', text };
}

interface Answered {
  reservation: Reservation;
  settings: AdviceSettings;
  answer: ModelOutcome<Opinion>;
}

async function keepAnswer(context: CoreContext, { reservation, settings, answer }: Answered): Promise<AdviceOutcome> {
  return context.db.transaction().execute(async (tx) => {
    const stored = answer.kind === 'answered' ? await storeOpinion({ ...context, db: tx }, reservation.reportId, answer.value) : answer.reason;
    await settleSpending(tx, reservation, actualCost(settings, reservation, answer));
    return stored === 'stored' ? { kind: 'done' } : { kind: 'skipped', reason: stored };
  });
}

/** Servers do not bill what they did not take. Of a timeout nobody knows, so the most it can cost stays counted. */
const NOT_BILLED: readonly ModelFailureReason[] = ['circuit_open', 'unreachable', 'rate_limited', 'unauthorised', 'rejected'];

function actualCost(settings: AdviceSettings, { usd }: Reservation, answer: ModelOutcome<Opinion>): number {
  if (answer.usage !== null) return costOf(settings, answer.usage);
  return answer.kind === 'unavailable' && NOT_BILLED.includes(answer.reason) ? 0 : usd;
}

function modelAsked({ telemetry }: CoreContext, { reservation, answer }: Pick<Answered, 'reservation' | 'answer'>): void {
  const outcome = answer.kind === 'answered' ? 'answered' : answer.reason;
  telemetry.record('model_asked', { outcome }, { report_id: reservation.reportId, model: reservation.model });
}
