// A decision on a report as a route: what was sent becomes a command, what came of it an answer or a 409 that says who did what meanwhile.

import type { z } from 'zod';
import { triageDone } from '#api/contract/console-answers.ts';
import type { Decision } from '#core/reports/report.ts';
import { decideReport, type DecideReport, type TriageOutcome } from '#core/triage/decide-report.ts';
import { capabilityOf } from '#core/triage/decisions/decision-table.ts';
import { conflictOf, orNotFound, referenceOf, route, type ConsoleRoute } from './console-route.ts';

interface DecisionRoute<Body extends z.ZodType<{ seen_state?: DecideReport['seenState'] }>> {
  path: string;
  decision: Decision;
  summary: string;
  body: Body;
  /** @throws Problem where what was sent may not be. */
  more?: (body: z.infer<Body>) => Partial<DecideReport>;
}

export function decision<Body extends z.ZodType<{ seen_state?: DecideReport['seenState'] }>>({
  path,
  decision: what,
  summary,
  body,
  more,
}: DecisionRoute<Body>): ConsoleRoute {
  return route({
    method: 'post',
    path: `/reports/:reference/${path}`,
    capability: capabilityOf(what),
    summary,
    body,
    answer: triageDone,
    run: async (call) => {
      const command = { by: call.by, reference: referenceOf(call), decision: what, seenState: call.body.seen_state };
      return presentOutcome(await decideReport(call.context, { ...command, ...more?.(call.body) }));
    },
  });
}

/** @throws Problem `not-found`, `conflict`. */
export function presentOutcome(outcome: TriageOutcome): unknown {
  if (outcome.kind === 'conflict') {
    const { state, by, by_name, at } = outcome.happened;
    throw conflictOf(outcome.reason, { state, by, by_name, at: at?.toISOString() ?? null });
  }
  return outcome.kind === 'not_found' ? orNotFound(null) : outcome;
}
