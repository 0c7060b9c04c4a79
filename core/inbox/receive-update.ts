// The webhook's first station: an update is on disk before Telegram is told that it came. Everything else happens afterwards.

import { createHash, timingSafeEqual } from 'node:crypto';
import type { CoreContext } from '#core/context.ts';
import { storeUpdates } from '#core/inbox/inbox-store.ts';
import { MAX_UPDATE_BYTES, parseUpdate } from '#core/inbox/telegram-update.ts';

export interface UpdateRequest {
  /** Exactly the bytes of the body. */
  body: Buffer;
  /** Header `X-Telegram-Bot-Api-Secret-Token`. */
  secretHeader: string | undefined;
  /** What was given to setWebhook. */
  secret: string;
}

/** HTTP status to answer with. Anything but 200 makes Telegram send the update again. */
export interface UpdateAnswer {
  status: 200 | 400 | 401 | 413 | 503;
}

/**
 * 200 only when the update is stored (or was before); 401 wrong or no secret; 413 over 1 MiB; 503 it could not be stored.
 * A body that is not an update is answered 400 and counted: Telegram sends none, and keeping bytes of unknown meaning helps nobody.
 * Anything with an update_id is stored, however odd: what cannot be handled is quarantined later, where it can be seen.
 */
export async function receiveUpdate(context: CoreContext, request: UpdateRequest): Promise<UpdateAnswer> {
  if (!sameSecret(request.secretHeader ?? '', request.secret)) return refused(context, 401);
  if (request.body.length > MAX_UPDATE_BYTES) return refused(context, 413);
  const text = decode(request.body);
  const update = text === null ? null : parseUpdate(text);
  if (update === null) return refused(context, 400);
  try {
    const stored = await storeUpdates(context, [update]);
    updatesStored(context, stored, 1 - stored);
    return { status: 200 };
  } catch (error) {
    context.telemetry.log.error({ err: error }, 'a Telegram update could not be stored; Telegram will send it again');
    return refused(context, 503);
  }
}

/** Business event: so many updates were new, so many had come before. */
export function updatesStored({ telemetry }: Pick<CoreContext, 'telemetry'>, fresh: number, repeated: number): void {
  for (let index = 0; index < fresh; index += 1) telemetry.record('telegram_update_stored', { outcome: 'new' });
  for (let index = 0; index < repeated; index += 1) telemetry.record('telegram_update_stored', { outcome: 'repeated' });
}

function refused({ telemetry }: Pick<CoreContext, 'telemetry'>, status: 400 | 401 | 413 | 503): UpdateAnswer {
  telemetry.record('telegram_update_refused', { outcome: String(status) });
  return { status };
}

/** Compared as digests: equal length whatever was sent, and in constant time. */
function sameSecret(given: string, expected: string): boolean {
  const digest = (value: string): Buffer => createHash('sha256').update(value).digest();
  return expected !== '' && timingSafeEqual(digest(given), digest(expected));
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(body: Buffer): string | null {
  try {
    return utf8.decode(body);
  } catch {
    return null;
  }
}
