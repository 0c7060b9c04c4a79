// POST /telegram/webhook: the raw update is kept before it is acknowledged; whoever runs the bot handles it afterwards.

import express, { type RequestHandler } from 'express';
import { Problem, type ProblemSlug } from '#api/problem.ts';
import type { CoreContext } from '#core/context.ts';
import { receiveUpdate } from '#core/inbox/receive-update.ts';

/** Bytes; Telegram's updates stay below a few hundred kilobytes. */
const BODY_LIMIT = 1024 * 1024;

export interface TelegramWebhookDeps {
  context: CoreContext;
  secret: string;
  /** Called after an update was stored, so that a bot in this process need not look for it. */
  stored?: (() => void) | undefined;
}

const PROBLEM_OF_STATUS = { 400: 'not-json', 401: 'unauthorised', 413: 'too-large', 503: 'storage-unavailable' } as const satisfies Record<number, ProblemSlug>;

export function createTelegramWebhook({ context, secret, stored }: TelegramWebhookDeps): RequestHandler[] {
  const handle: RequestHandler = async (request, response) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const { status } = await receiveUpdate(context, { body, secretHeader: request.get('x-telegram-bot-api-secret-token'), secret });
    if (status !== 200) throw new Problem(PROBLEM_OF_STATUS[status], status === 503 ? { retryAfter: 5 } : {});
    stored?.();
    response.status(200).end();
  };
  return [express.raw({ type: () => true, limit: BODY_LIMIT, inflate: false }), handle];
}
