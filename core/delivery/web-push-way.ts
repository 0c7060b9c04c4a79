// By web push: one claimed row is sent to a browser, and what its push service answers becomes a mark in the ledger. What an answer means is
// decided here and nowhere else.

import type { CoreContext } from '#core/context.ts';
import { formOf } from '#core/delivery/delivery-message.ts';
import { again, failed, released, sent, type DeliveryMark } from '#core/delivery/delivery-store.ts';
import type { DeliveryPart, DeliverySettings, DeliveryWay, InTurn } from '#core/delivery/delivery.ts';
import { pushMessage, shortened } from '#core/delivery/render-push.ts';
import { readAddress } from '#core/subscribers/browser-subscription.ts';
import { MAIN_BOT } from '#core/subscribers/subscriber-words.ts';
import { deactivateBrowser } from '#core/subscribers/browsers.ts';
import type { PushOutcome, WebPushOut } from '#platform/web-push/web-push-out.ts';
import type { PushSubscription } from '#platform/web-push/web-push-client.ts';

interface Sending extends DeliveryPart {
  context: CoreContext;
  inTurn: InTurn;
  out: WebPushOut;
  settings: DeliverySettings;
  subscription: PushSubscription;
}

/** Services of which nobody has had an answer for so long are gone, not away. */
const OUTAGE_FORGIVEN_MS = 28 * 86_400_000;

export function createWebPushWay(context: CoreContext, out: WebPushOut, settings: DeliverySettings): DeliveryWay {
  return {
    channel: 'web_push',
    bot: MAIN_BOT,
    settings,
    pacer: out.pacer,
    // A notification is short as it is, and each has its own place on the screen.
    digests: false,
    async send({ parts: [part], address, inTurn }) {
      const subscription = readAddress(address);
      return [subscription === null ? failed(part.row, 'address_unreadable') : await sendNotice({ ...part, context, out, settings, inTurn, subscription })];
    },
  };
}

async function sendNotice(job: Sending): Promise<DeliveryMark> {
  const { context, row, messages, out, subscription } = job;
  const notice = messages.push(row, formOf(messages.alert, row.version_sent === null ? 'new' : 'replace'));
  const now = context.clock.now();
  const [whole, short] = [pushMessage(messages.alert, notice, now), pushMessage(messages.alert, shortened(notice), now)];
  if (whole === null || short === null) return failed(row, 'expired');
  const outcome = await out.push(subscription, whole, job.inTurn);
  return markOf(job, outcome?.kind === 'too_large' ? await out.push(subscription, short, job.inTurn) : outcome);
}

async function markOf(job: Sending, outcome: PushOutcome | null): Promise<DeliveryMark> {
  const { context, row, messages, subscription, settings } = job;
  if (outcome === null) return released(row);
  switch (outcome.kind) {
    case 'ok':
      return sent(row, messages.version, null);
    case 'gone':
      // Not gone but moved: the browser has told us of another endpoint since this row was taken.
      return (await deactivateBrowser(context, subscription.endpoint))
        ? failed(row, 'gone')
        : again(row, { error: 'moved', mostTries: settings.mostTries, notBefore: null });
    case 'paused':
      return again(row, { error: 'retry_after', mostTries: null, notBefore: outcome.until });
    case 'too_large':
    case 'rejected':
      return rejected(job, outcome.kind === 'rejected' ? outcome.reason : '413');
    case 'unreachable':
      return unanswered(job, outcome);
    default:
      return outcome satisfies never;
  }
}

function rejected({ context, row }: Sending, reason: string): DeliveryMark {
  context.telemetry.log.error({ reason, subscriber_id: row.subscriber_id }, 'a push service rejected a warning');
  return failed(row, `rejected ${reason}`);
}

/** NOTE an answer that was lost may have been a success: the second takes the first one's place, by topic on its way and by tag on the screen. */
function unanswered({ context, row, messages, settings }: Sending, { isOutage }: { isOutage: boolean }): DeliveryMark {
  const now = context.clock.now().getTime();
  const isForgiven = isOutage && now - messages.alert.published_at.getTime() < OUTAGE_FORGIVEN_MS;
  // Apart from each other, so that those who failed together do not come back together.
  const wait = settings.retryBaseMs * 4 ** row.attempts * (0.5 + Math.random());
  return again(row, { error: 'unreachable', mostTries: isForgiven ? null : settings.mostTries, notBefore: new Date(now + wait) });
}
