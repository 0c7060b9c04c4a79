// A report from a partner's webhook: created once per webhook-id, answered the same way however often it is sent, durable before it is
// acknowledged. Concurrent requests share a transaction (see platform/group-commit.ts).

import type { Insertable } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { Tables } from '#core/database.ts';
import { prepareReport, type PreparedReport } from '#core/reports/prepare-report.ts';
import { reportReceived } from '#core/reports/receive-report.ts';
import { storeRequestedReports } from '#core/reports/report-store.ts';
import type { ReportToReceive } from '#core/reports/report.ts';
import type { SafetyCard } from '#core/safety/safety.ts';
import { createGroupCommit } from '#platform/group-commit.ts';

export interface PartnerRequest {
  partner: string;
  /** The `webhook-id` header. */
  requestId: string;
  /** SHA-256 of the raw body: the same id with another body is refused. */
  bodySha256: Buffer;
  report: ReportToReceive;
  safety: Pick<SafetyCard, 'urgent' | 'steps' | 'hotlines'> & Partial<Pick<SafetyCard, 'script'>>;
}

/** What is kept to answer a repeated request; the receipt is derived anew. */
export interface PartnerAnswer {
  reference: string;
  receipt: string;
  safety: PartnerRequest['safety'];
}

export type PartnerOutcome = { kind: 'received'; answer: PartnerAnswer } | { kind: 'repeated'; answer: PartnerAnswer } | { kind: 'mismatch' };

export interface PartnerIntake {
  receive(request: PartnerRequest): Promise<PartnerOutcome>;
  drain(): Promise<void>;
}

/** Half of the pool at most, so that reads are served meanwhile; 64 reports keep a group's transaction within milliseconds. */
const GROUPS = { maxItems: 64, maxInFlight: 4 };

interface Candidate {
  request: PartnerRequest;
  prepared: PreparedReport;
}

/** @param stored called after each commit: a relay in this process need not wait until it looks again. */
export function createPartnerIntake(context: CoreContext, stored?: () => void): PartnerIntake {
  const groups = createGroupCommit(async (candidates: Candidate[]) => {
    const group = await storeGroup(context, candidates);
    stored?.();
    return group;
  }, GROUPS);
  return {
    receive: async (request) => {
      const candidate = { request, prepared: prepareReport(context, request.report) };
      const outcome = await groups.add(candidate).catch((error: unknown) => storeAlone(context, request, error));
      return outcome.kind === 'received' ? answerFirst(context, request, outcome.prepared) : answerAgain(context, request);
    },
    drain: () => groups.drain(),
  };
}

type Stored = { kind: 'received'; prepared: PreparedReport } | { kind: 'known' };

async function storeGroup({ db }: CoreContext, candidates: Candidate[]): Promise<Stored[]> {
  const requested = candidates.toSorted(byRequestId).map((candidate) => ({ ...candidate.prepared, request: requestRow(candidate) }));
  const stored = await storeRequestedReports(db, requested);
  return candidates.map(({ prepared }): Stored => (stored.has(prepared.row.id) ? { kind: 'received', prepared } : { kind: 'known' }));
}

/** Groups that want the same ids must take them in the same order, or they wait for each other. */
function byRequestId(a: Candidate, b: Candidate): number {
  const [left, right] = [`${a.request.partner}\0${a.request.requestId}`, `${b.request.partner}\0${b.request.requestId}`];
  return left < right ? -1 : Number(left > right);
}

function requestRow({ request, prepared }: Candidate): Insertable<Tables['intake_requests']> {
  const { id, reference, received_at } = prepared.row;
  return {
    partner: request.partner,
    request_id: request.requestId,
    body_sha256: request.bodySha256,
    report_id: id,
    answer: JSON.stringify({ reference, safety: request.safety }),
    received_at,
  };
}

/** 23505 unique violation (two equal references), 40P01 deadlock: the group fell, each of it may well succeed alone. */
async function storeAlone(context: CoreContext, request: PartnerRequest, error: unknown): Promise<Stored> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== '23505' && code !== '40P01') throw error;
  const [stored] = await storeGroup(context, [{ request, prepared: prepareReport(context, request.report) }]);
  return stored ?? { kind: 'known' };
}

function answerFirst(context: CoreContext, request: PartnerRequest, { row }: PreparedReport): PartnerOutcome {
  reportReceived(context, { source: row.source, id: row.id });
  return { kind: 'received', answer: { reference: row.reference, receipt: context.vault.receiptOf(row.id), safety: request.safety } };
}

async function answerAgain(context: CoreContext, request: PartnerRequest): Promise<PartnerOutcome> {
  const known = await context.db
    .selectFrom('intake_requests')
    .select(['report_id', 'body_sha256', 'answer'])
    .where('partner', '=', request.partner)
    .where('request_id', '=', request.requestId)
    .executeTakeFirstOrThrow();
  if (!known.body_sha256.equals(request.bodySha256)) return { kind: 'mismatch' };
  const answer = known.answer as Pick<PartnerAnswer, 'reference' | 'safety'>;
  return { kind: 'repeated', answer: { ...answer, receipt: context.vault.receiptOf(known.report_id) } };
}
