// What is shared with a partner's account: its own reports, or what was handed over to its force. What is not shared is not found.

import { changeDone } from '#api/contract/casework-answers.ts';
import { nothingBody } from '#api/contract/console.ts';
import { sharedPage, sharedReport } from '#api/contract/shared-answers.ts';
import { sharedQuery } from '#api/contract/shared.ts';
import { acknowledgeHandover } from '#core/sharing/acknowledge-handover.ts';
import { listShared, sharedStates } from '#core/sharing/list-shared.ts';
import { openShared } from '#core/sharing/open-shared.ts';
import { found, orNotFound, pageOf, referenceOf, route, type ConsoleRoute } from './console-route.ts';

export const SHARED_ROUTES: readonly ConsoleRoute[] = [
  route({
    method: 'get',
    path: '/shared',
    capability: 'shared.read',
    summary: "Reports that the account's partner filed, or that were handed over to its country's force, the newest first",
    query: sharedQuery,
    answer: sharedPage,
    run: async ({ context, by, query }) => ({
      ...pageOf(await listShared(context, by, query), query.limit, ({ shared_at, reference }) => `${shared_at.toISOString()}_${reference}`),
      states: await sharedStates(context, by),
    }),
  }),
  route({
    method: 'get',
    path: '/shared/:reference',
    capability: 'shared.read',
    summary: 'What became of a report that the partner filed, or the copy that was handed over; that it was opened is in the audit trail',
    answer: sharedReport,
    run: async (call) => orNotFound(await openShared(call.context, { by: call.by, reference: referenceOf(call) })),
  }),
  route({
    method: 'post',
    path: '/shared/:reference/acknowledge',
    capability: 'shared.acknowledge',
    summary: 'The force takes what was handed over to it; from then on it cannot be taken back',
    body: nothingBody,
    answer: changeDone,
    run: async (call) => found(await acknowledgeHandover(call.context, { by: call.by, reference: referenceOf(call) })),
  }),
];
