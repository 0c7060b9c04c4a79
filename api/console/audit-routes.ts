// Who did what, whether that is all of it, and work that was given up.

import { z } from 'zod';
import { auditQuery, deadLetterQuery, nothingBody, verifyAuditBody } from '#api/contract/console.ts';
import { auditActors as actorsAnswer, auditPage, auditVerdict, deadLetterPage, replayed } from '#api/contract/oversight-answers.ts';
import { auditActors, listAudit } from '#core/audit/audit-queries.ts';
import { verifyAtConsole } from '#core/audit/verify-audit.ts';
import { replayAtConsole } from '#core/reports/replay-dead-letters.ts';
import { listDeadLetters } from '#core/triage/dead-letters.ts';
import { orNotFound, pageOf, route, type ConsoleRoute } from './console-route.ts';

const letterId = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

export const AUDIT_ROUTES: readonly ConsoleRoute[] = [
  route({
    method: 'get',
    path: '/audit',
    capability: 'audit.read',
    summary: 'The audit trail, the newest first',
    query: auditQuery,
    answer: auditPage,
    run: async ({ context, query: { since, until, ...query } }) => {
      const between = { since: since === undefined ? undefined : new Date(since), until: until === undefined ? undefined : new Date(until) };
      return pageOf(await listAudit(context.db, { ...query, ...between }), query.limit, ({ seq }) => seq);
    },
  }),
  route({
    method: 'get',
    path: '/audit/actors',
    capability: 'audit.read',
    summary: 'Whose doings the audit trail may be searched for',
    answer: actorsAnswer,
    run: async ({ context }) => ({ items: await auditActors(context.db) }),
  }),
  route({
    method: 'post',
    path: '/audit/verify',
    capability: 'audit.read',
    summary: 'Check the whole audit trail: every entry that was changed, deleted, exchanged or cut off; the check is in the trail',
    body: verifyAuditBody,
    answer: auditVerdict,
    run: async ({ context, by, body: { noted } }) => ({ ...(await verifyAtConsole(context, { by, noted })), verified_at: context.clock.now() }),
  }),
  route({
    method: 'get',
    path: '/dead-letters',
    capability: 'dead_letter.read',
    summary: 'Work that was given up and waits for somebody',
    query: deadLetterQuery,
    answer: deadLetterPage,
    run: async ({ context, query }) => pageOf(await listDeadLetters(context.db, query), query.limit, ({ id }) => id),
  }),
  route({
    method: 'post',
    path: '/dead-letters/replay',
    capability: 'dead_letter.replay',
    summary: 'Try all of it again that can be; it is in the audit trail',
    body: nothingBody,
    answer: replayed,
    run: async ({ context, by }) => ({ jobs: await replayAtConsole(context, { by }) }),
  }),
  route({
    method: 'post',
    path: '/dead-letters/:number/replay',
    capability: 'dead_letter.replay',
    summary: 'Try one again; 0 jobs: it was, or it is of an unknown kind',
    body: nothingBody,
    answer: replayed,
    run: async ({ context, by, params }) => ({ jobs: await replayAtConsole(context, { by, id: orNotFound(letterId.safeParse(params['number']).data) }) }),
  }),
];
