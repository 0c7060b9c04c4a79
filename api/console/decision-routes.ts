// What officers do with a report besides ending its review: ask, ask for help, hand over, have money stopped, give to a colleague; and undo.

import { Problem } from '#api/problem.ts';
import { askBody, assignBody, freezeAnswerBody, freezeBody, handOverBody, handOverByLawBody, undoBody } from '#api/contract/casework.ts';
import { changeDone, handedOverCopy } from '#api/contract/casework-answers.ts';
import { decisionBody } from '#api/contract/console.ts';
import { triageDone } from '#api/contract/console-answers.ts';
import { faultOfQuestion } from '#core/triage/decisions/check-question.ts';
import { answerFreeze } from '#core/triage/decisions/freeze-requests.ts';
import { takeOutHandover } from '#core/triage/decisions/handovers.ts';
import { undoStep } from '#core/triage/decisions/undo-step.ts';
import { found, idOf, orNotFound, referenceOf, route, type ConsoleRoute } from './console-route.ts';
import { decision, presentOutcome } from './decision-route.ts';

export const DECISION_ROUTES: readonly ConsoleRoute[] = [
  decision({
    path: 'ask',
    decision: 'ask_reporter',
    summary: 'Ask the reporter something, where they reported; they see that it is genuine, not who asks',
    body: askBody,
    more: ({ template, text }) => ({ question: template === undefined ? { text: checked(text ?? '') } : { template } }),
  }),
  decision({ path: 'escalate', decision: 'escalate', summary: 'Put it before a supervisor', body: decisionBody }),
  decision({ path: 'deescalate', decision: 'deescalate', summary: 'It needs no supervisor after all', body: decisionBody }),
  decision({
    path: 'assign',
    decision: 'assign',
    summary: "Put it on a colleague's desk, or one's own",
    body: assignBody,
    more: ({ to }) => ({ assignee: to }),
  }),
  decision({ path: 'unassign', decision: 'unassign', summary: "Take it off whoever's desk it is on", body: decisionBody }),
  decision({
    path: 'hand-over',
    decision: 'hand_over',
    summary: "Give a masked copy to the other country's force, as the reporter agreed to",
    body: handOverBody,
    more: ({ to }) => ({ to }),
  }),
  decision({
    path: 'hand-over-by-law',
    decision: 'hand_over_by_law',
    summary: 'The same without their word, where a life is in danger or the law asks for it',
    body: handOverByLawBody,
    more: ({ to, ground }) => ({ to, ground }),
  }),
  decision({
    path: 'freeze',
    decision: 'request_freeze',
    summary: 'A bank was asked to stop money',
    body: freezeBody,
    more: ({ bank, account, amount, currency }) => ({ money: { bank, account, amount, currency } }),
  }),
  route({
    method: 'post',
    path: '/reports/:reference/undo',
    capability: 'report.decide',
    summary: 'Take back the last step: it stands exactly as before',
    body: undoBody,
    answer: triageDone,
    run: async (call) => presentOutcome(await undoStep(call.context, { by: call.by, reference: referenceOf(call), seenStep: call.body.seen_step })),
  }),
  route({
    method: 'post',
    path: '/freeze-requests/:id/answer',
    capability: 'report.decide',
    summary: 'What the bank said',
    body: freezeAnswerBody,
    answer: changeDone,
    run: async (call) => found(await answerFreeze(call.context, { by: call.by, id: idOf(call), answer: call.body.answer })),
  }),
  route({
    method: 'post',
    path: '/handovers/:id/take-out',
    capability: 'report.decide',
    summary: 'The copy, to be given to the other force; from then on it cannot be taken back',
    answer: handedOverCopy,
    run: async (call) => orNotFound(await takeOutHandover(call.context, { by: call.by, id: idOf(call) })),
  }),
];

/** Without a host of our own in it: officers have no reason to send links. */
function checked(text: string): string {
  const fault = faultOfQuestion(text, null);
  if (fault !== null) throw new Problem('wrong-shape', { errors: [{ pointer: '/text', message: fault }] });
  return text;
}
