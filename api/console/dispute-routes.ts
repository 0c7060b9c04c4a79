// Disputes in the console: what holders object to, and the decision.

import { disputeDecisionBody, disputeQuery } from '#api/contract/console.ts';
import { disputeDetail, disputeDone, disputePage } from '#api/contract/oversight-answers.ts';
import { decideDispute, type DisputeOutcome } from '#core/disputes/decide-dispute.ts';
import { listDisputes } from '#core/disputes/dispute-store.ts';
import { openDispute } from '#core/disputes/open-dispute.ts';
import { conflictOf, orNotFound, pageOf, referenceOf, route, type ConsoleRoute } from './console-route.ts';

export const DISPUTE_ROUTES: readonly ConsoleRoute[] = [
  route({
    method: 'get',
    path: '/disputes',
    capability: 'dispute.read',
    summary: 'Disputes of listed holders, who has waited longest first',
    query: disputeQuery,
    answer: disputePage,
    run: async ({ context, query }) => pageOf(await listDisputes(context.db, query), query.limit, ({ reference }) => reference),
  }),
  route({
    method: 'get',
    path: '/disputes/:reference',
    capability: 'dispute.read',
    summary: 'A dispute and where its indicator stands; that it was opened is in the audit trail',
    answer: disputeDetail,
    run: async (call) => orNotFound(await openDispute(call.context, { by: call.by, reference: referenceOf(call) })),
  }),
  route({
    method: 'post',
    path: '/disputes/:reference/decide',
    capability: 'dispute.decide',
    summary: 'Uphold: it stays away. Reject: the mark stands again, warnings get their name back after two approvals',
    body: disputeDecisionBody,
    answer: disputeDone,
    run: async (call) =>
      presentOutcome(await decideDispute(call.context, call.translator, { by: call.by, reference: referenceOf(call), decision: call.body.decision })),
  }),
];

function presentOutcome(outcome: DisputeOutcome): unknown {
  if (outcome.kind === 'conflict') throw conflictOf(outcome.reason, { state: outcome.state });
  return outcome.kind === 'not_found' ? orNotFound(null) : outcome;
}
