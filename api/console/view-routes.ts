// Saved views of the queue.

import { defaultViewBody, editViewBody, nothingBody, saveViewBody } from '#api/contract/console.ts';
import { viewDone, viewList } from '#api/contract/queue-answers.ts';
import { chooseDefaultView, deleteView, editView, listViews, saveView, type ViewOutcome } from '#core/triage/queue/queue-views.ts';
import { conflictOf, idOf, orNotFound, route, type ConsoleRoute } from './console-route.ts';

export const VIEW_ROUTES: readonly ConsoleRoute[] = [
  route({
    method: 'get',
    path: '/queue-views',
    capability: 'report.list',
    summary: 'Saved views: one’s own and what is shared',
    answer: viewList,
    run: async ({ context, by }) => ({ items: await listViews(context, by) }),
  }),
  route({
    method: 'post',
    path: '/queue-views',
    capability: 'report.list',
    summary: 'Keep filters under a name; for all only with `view.share`',
    body: saveViewBody,
    answer: viewDone,
    status: 201,
    run: async ({ context, by, body }) => present(await saveView(context, by, body)),
  }),
  route({
    method: 'post',
    path: '/queue-views/default',
    capability: 'report.list',
    summary: 'What one’s queue opens with',
    body: defaultViewBody,
    answer: viewDone,
    run: async ({ context, by, body }) => present(await chooseDefaultView(context, by, body.view)),
  }),
  route({
    method: 'post',
    path: '/queue-views/:id/edit',
    capability: 'report.list',
    summary: 'Rename a view, change its filters, share it or not',
    body: editViewBody,
    answer: viewDone,
    run: async (call) => present(await editView(call.context, call.by, { id: idOf(call), ...call.body })),
  }),
  route({
    method: 'post',
    path: '/queue-views/:id/delete',
    capability: 'report.list',
    summary: 'Forget a view',
    body: nothingBody,
    answer: viewDone,
    run: async (call) => present(await deleteView(call.context, call.by, idOf(call))),
  }),
];

function present(outcome: ViewOutcome): unknown {
  if (outcome.kind === 'conflict') throw conflictOf(outcome.reason);
  return outcome.kind === 'not_found' ? orNotFound(null) : { id: outcome.id };
}
