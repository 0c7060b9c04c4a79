// Shutting somebody out of reporting and checking in the chat, and letting them in again. What they object to lies with the disputes.

import { blockBody, blockQuery, nothingBody } from '#api/contract/console.ts';
import { blockDone, blockPage, unblockDone } from '#api/contract/block-answers.ts';
import { blockReporter, unblockPerson } from '#core/blocks/block-person.ts';
import { listBlocks } from '#core/blocks/block-store.ts';
import { conflictOf, idOf, orNotFound, pageOf, referenceOf, route, type ConsoleRoute } from './console-route.ts';

export const BLOCK_ROUTES: readonly ConsoleRoute[] = [
  route({
    method: 'post',
    path: '/reports/:reference/block-reporter',
    capability: 'person.block',
    summary: 'Whoever made this report in the chat may neither report nor check until then; the safety card stays. They are told why and how to object',
    body: blockBody,
    answer: blockDone,
    run: async (call) => {
      const outcome = await blockReporter(call.context, { by: call.by, reference: referenceOf(call), ...call.body });
      if (outcome.kind === 'conflict') throw conflictOf(outcome.reason);
      return outcome.kind === 'not_found' ? orNotFound(null) : outcome;
    },
  }),
  route({
    method: 'get',
    path: '/blocked-people',
    capability: 'person.block',
    summary: 'Who is or was blocked, newest first; of a person only the report is known',
    query: blockQuery,
    answer: blockPage,
    run: async ({ context, query }) => pageOf(await listBlocks(context.db, query), query.limit, ({ id }) => id),
  }),
  route({
    method: 'post',
    path: '/blocked-people/:id/unblock',
    capability: 'person.block',
    summary: 'Let them in again before the time is over',
    body: nothingBody,
    answer: unblockDone,
    run: async (call) => {
      const outcome = await unblockPerson(call.context, { by: call.by, id: idOf(call) });
      return outcome.kind === 'not_found' ? orNotFound(null) : outcome;
    },
  }),
];
