// What is done in the queue to several reports at once, and finding reports by what they say.

import { batchBody, nothingBody, pageQuery, searchBody } from '#api/contract/console.ts';
import { batchDone, batchList, searchAnswer } from '#api/contract/queue-answers.ts';
import { parseReference } from '#core/reports/reference.ts';
import { searchReports } from '#core/search/search-reports.ts';
import { decideMany, listBatches, undoMany } from '#core/triage/queue/decide-many.ts';
import { idOf, orNotFound, route, type ConsoleRoute } from './console-route.ts';

export const QUEUE_ROUTES: readonly ConsoleRoute[] = [
  route({
    method: 'post',
    path: '/report-search',
    capability: 'report.open',
    summary: 'Reports that contain words or numbers; that was searched is in the audit trail, what for is not',
    body: searchBody,
    answer: searchAnswer,
    run: async ({ context, by, body }) => searchReports(context, { by, query: body.query }),
  }),
  route({
    method: 'get',
    path: '/triage-batches',
    capability: 'report.decide',
    summary: 'What one did last from the queue, the newest first',
    query: pageQuery,
    answer: batchList,
    run: async ({ context, by, query }) => ({ items: await listBatches(context, { by, limit: query.limit }) }),
  }),
  route({
    method: 'post',
    path: '/triage-batches',
    capability: 'report.decide',
    summary: 'One decision on many reports, with a result for each',
    body: batchBody,
    answer: batchDone,
    run: async ({ context, by, body: { decision, references, of, take_over, assignee } }) =>
      decideMany(context, { by, decision, references, takeOver: take_over, assignee, ...(of !== undefined && { duplicateOf: parseReference(of) ?? '' }) }),
  }),
  route({
    method: 'post',
    path: '/triage-batches/:id/undo',
    capability: 'report.decide',
    summary: 'Put the reports back where nobody has done anything since',
    body: nothingBody,
    answer: batchDone,
    run: async (call) => orNotFound(await undoMany(call.context, { by: call.by, id: idOf(call) })),
  }),
];
