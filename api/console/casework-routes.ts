// What officers write and look at beside a report: notes, labels, files, texts it resembles, and what each of them holds.

import { newLabelBody, noteBody, openEvidenceBody, passOnBody, putLabelBody, translateBody } from '#api/contract/casework.ts';
import {
  changeDone,
  colleagues,
  comparedText,
  heldReports,
  labelMade,
  labelPage,
  media,
  mentionPage,
  noteDone,
  passedOn,
  translation,
} from '#api/contract/casework-answers.ts';
import { nothingBody, pageQuery } from '#api/contract/console.ts';
import { Problem } from '#api/problem.ts';
import { parseReference } from '#core/reports/reference.ts';
import { compareMatch } from '#core/triage/casework/compare-match.ts';
import { openEvidence } from '#core/triage/casework/evidence-pieces.ts';
import { listLabels, makeLabel, putLabel, retireLabel } from '#core/triage/casework/labels.ts';
import { listMentions, writeNote } from '#core/triage/casework/notes.ts';
import { listHeld, passOn } from '#core/triage/casework/shift.ts';
import { translateReport } from '#core/triage/casework/translate-report.ts';
import { listColleagues } from '#core/triage/decisions/colleagues.ts';
import { conflictOf, found, idOf, orNotFound, referenceOf, route, type ConsoleCall, type ConsoleRoute } from './console-route.ts';

export const CASEWORK_ROUTES: readonly ConsoleRoute[] = [
  route({
    method: 'post',
    path: '/reports/:reference/evidence/:position/open',
    capability: 'report.open_original',
    summary: 'A file of a report, for a reason',
    body: openEvidenceBody,
    answer: media,
    file: true,
    run: async (call) => {
      const piece = { by: call.by, reference: referenceOf(call), position: positionOf(call), reason: call.body.reason };
      return orNotFound(await openEvidence(call.context, piece));
    },
  }),
  route({
    method: 'post',
    path: '/reports/:reference/beside/:target',
    capability: 'report.open',
    summary: 'The masked text of a report, or of a known script, that this one resembles',
    answer: comparedText,
    run: async (call) =>
      orNotFound(await compareMatch(call.context, { by: call.by, reference: referenceOf(call), target: (call.params['target'] ?? '').slice(0, 64) })),
  }),
  route({
    method: 'post',
    path: '/reports/:reference/translation',
    capability: 'report.open',
    summary: 'The masked text in another language, by a machine where one is configured',
    body: translateBody,
    answer: translation,
    run: async (call) =>
      found(await translateReport(call.context, { by: call.by, reference: referenceOf(call), language: call.body.language, model: call.model })),
  }),
  route({
    method: 'post',
    path: '/reports/:reference/notes',
    capability: 'report.decide',
    summary: 'A note for colleagues; `@name` tells one of them',
    body: noteBody,
    answer: noteDone,
    run: async (call) => found(await writeNote(call.context, { by: call.by, reference: referenceOf(call), text: call.body.text })),
  }),
  route({
    method: 'post',
    path: '/reports/:reference/labels',
    capability: 'report.decide',
    summary: 'Put a label on a report, or take it off',
    body: putLabelBody,
    answer: changeDone,
    run: async (call) => found(await putLabel(call.context, { by: call.by, reference: referenceOf(call), ...call.body })),
  }),
  route({
    method: 'get',
    path: '/labels',
    capability: 'report.list',
    summary: 'The labels that all share',
    answer: labelPage,
    run: async ({ context }) => ({ items: await listLabels(context.db) }),
  }),
  route({
    method: 'post',
    path: '/labels',
    capability: 'report.decide',
    summary: 'A new label; its name is no place for personal data',
    body: newLabelBody,
    answer: labelMade,
    run: async (call) => {
      const outcome = await makeLabel(call.context, { by: call.by, ...call.body });
      if (outcome.kind === 'done') return outcome;
      if (outcome.reason === 'personal') throw new Problem('wrong-shape', { errors: [{ pointer: '/name', message: outcome.reason }] });
      throw conflictOf(outcome.reason);
    },
  }),
  route({
    method: 'post',
    path: '/labels/:id/retire',
    capability: 'report.decide_escalated',
    summary: 'Take a label off the list and off every report',
    body: nothingBody,
    answer: changeDone,
    run: async (call) => found(await retireLabel(call.context, { by: call.by, id: idOf(call) })),
  }),
  route({
    method: 'get',
    path: '/colleagues',
    capability: 'report.decide',
    summary: 'Who can be given a report',
    answer: colleagues,
    run: async ({ context }) => ({ items: await listColleagues(context.db) }),
  }),
  route({
    method: 'get',
    path: '/held',
    capability: 'report.decide',
    summary: 'Open reports that lie with me: claimed or assigned',
    answer: heldReports,
    run: async ({ context, by }) => ({ items: await listHeld(context, by.id) }),
  }),
  route({
    method: 'post',
    path: '/held/pass-on',
    capability: 'report.decide',
    summary: 'Give reports to a colleague in one step, each with a note',
    body: passOnBody,
    answer: passedOn,
    run: async ({ context, by, body: { to, items } }) => {
      const named = items.map(({ reference, note }) => ({ reference: parseReference(reference) ?? reference, note }));
      const outcome = await passOn(context, { by, to, items: named });
      if (outcome.kind === 'conflict') throw conflictOf(outcome.reason, { reference: outcome.reference });
      return found(outcome);
    },
  }),
  route({
    method: 'get',
    path: '/mentions',
    capability: 'report.decide',
    summary: 'Notes in which a colleague named me',
    query: pageQuery,
    answer: mentionPage,
    run: async ({ context, by, query }) => ({ items: await listMentions(context, by.id, query.limit) }),
  }),
];

function positionOf({ params }: ConsoleCall): number {
  const written = params['position'] ?? '';
  if (!/^\d{1,3}$/.test(written)) throw new Problem('not-found');
  return Number(written);
}
