// One message to one endpoint: taken under a lease, signed, sent, and its answer marked. Killed in between, the lease runs out and the sweeper tells of
// it again: it comes twice then, under the same id.

import { Webhook } from 'standardwebhooks';
import { publicAlertDetail } from '#core/alerts/public-alert.ts';
import { getPublishedAlert, type PublishedAlert } from '#core/alerts/published-alerts.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import type { WebhookAnswer, WebhookClient } from '#platform/webhooks/webhook-client.ts';
import { endpointKeys, lockEndpoint, updateEndpoint, type EndpointKeys, type EndpointNow } from './endpoint-store.ts';
import { appendEndpointAudit } from './endpoints.ts';
import { claimMessage, endpointOf, findNext, markClaimed, markMessage, tellNext, type MessageMark, type WebhookMessage } from './message-store.ts';
import { FAILING_FOR_MS, LEASE_MS, resultOf, type AttemptResult, type DisabledReason } from './webhook.ts';

export interface WebhookDeps {
  client: WebhookClient;
  /** Without a slash at the end. */
  publicUrl: string;
  /** Ends an attempt early; it is made again. */
  signal?: AbortSignal;
}

/** `nothing_to_do`: another one is on its way to this endpoint, or nothing may be sent to it now. */
export type SendOutcome = AttemptResult | { kind: 'stopped' } | { kind: 'nothing_to_do' };

interface ClaimedMessage {
  message: WebhookMessage;
  /** null: a ping. */
  alert: PublishedAlert | null;
}

/** The next message of the endpoint to which `messageId` goes: that one, unless an older one is due as well. */
export async function sendWebhook(context: CoreContext, deps: WebhookDeps, messageId: string): Promise<SendOutcome> {
  const claimed = await inTransaction(context, (inside) => claimNext(inside, messageId));
  return claimed === null ? { kind: 'nothing_to_do' } : sendClaimed(context, deps, claimed);
}

async function claimNext({ db, clock }: CoreContext, messageId: string): Promise<ClaimedMessage | null> {
  const endpointId = await endpointOf(db, messageId);
  if (endpointId === null || (await lockEndpoint(db, endpointId)) === null) return null;
  const now = clock.now();
  for (;;) {
    const next = await findNext(db, endpointId, now);
    if (next === null) return null;
    const alert = next.alert_id === null ? null : await alertNow(db, next.alert_id, now);
    const untrue = whyUntrue(next, alert);
    if (untrue === null) return { message: await claimMessage(db, next.id, { now, leaseUntil: new Date(now.getTime() + LEASE_MS) }), alert };
    await markMessage(db, next.id, { state: 'dropped', last_error: untrue });
  }
}

/** A withdrawal either waits until the claim stands, and is then entered for this endpoint too, or is seen here. */
async function alertNow(db: Database, alertId: string, now: Date): Promise<PublishedAlert | null> {
  await db.selectFrom('alerts').select('id').where('id', '=', alertId).forShare().execute();
  return getPublishedAlert(db, alertId, now);
}

/** Never earlier words: they may name somebody who has objected since. What came after them has a message of its own. */
function whyUntrue({ event, version }: WebhookMessage, alert: PublishedAlert | null): 'overtaken' | 'expired' | null {
  if (event === 'ping') return null;
  if (alert?.version !== version) return 'overtaken';
  if (alert?.state === 'expired') return 'expired';
  return (event === 'alert.withdrawn') === (alert?.state === 'withdrawn') ? null : 'overtaken';
}

/** For a message that the caller has claimed. */
export async function sendClaimed(context: CoreContext, { client, publicUrl, signal }: WebhookDeps, claimed: ClaimedMessage): Promise<SendOutcome> {
  const { message } = claimed;
  const body = await bodyOf(context, claimed, publicUrl);
  const keys = await keysOf(context, message.endpoint_id);
  const answer: WebhookAnswer =
    keys === null
      ? { kind: 'unanswered', cause: 'address_unreadable' }
      : await client.post({ url: keys.url, headers: headersOf(message, keys, { body, at: context.clock.now() }), body }, signal);
  return inTransaction(context, (inside) => finish(inside, message, answer));
}

/** null: removed meanwhile, tampered with, or sealed under another master key. */
async function keysOf(context: CoreContext, endpointId: string): Promise<EndpointKeys | null> {
  try {
    return await endpointKeys(context, endpointId);
  } catch (error) {
    context.telemetry.log.error({ err: error, endpoint_id: endpointId }, "a webhook's address or secret cannot be opened");
    return null;
  }
}

/** The same at each attempt. */
async function bodyOf(context: CoreContext, { message, alert }: ClaimedMessage, publicUrl: string): Promise<string> {
  const at = alert === null ? message.entered_at : ((message.event === 'alert.withdrawn' ? alert.ended_at : null) ?? alert.updated_at);
  const data = alert === null ? {} : await publicAlertDetail(context, alert, publicUrl);
  return JSON.stringify({ type: message.event, timestamp: at.toISOString(), data });
}

function headersOf({ id }: WebhookMessage, { secrets }: EndpointKeys, { body, at }: { body: string; at: Date }): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Jaga',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  };
}

async function finish(context: CoreContext, message: WebhookMessage, answer: WebhookAnswer): Promise<SendOutcome> {
  const { db, clock } = context;
  const endpoint = await lockEndpoint(db, message.endpoint_id);
  const now = clock.now();
  if (answer.kind === 'stopped') {
    await markClaimed(db, message, { state: 'waiting', attempts: message.attempts - 1, next_attempt_at: now });
    return answer;
  }
  const result = resultOf(answer, { ...message, now });
  const status = answer.kind === 'answered' ? answer.status : null;
  const isOurs = await markClaimed(db, message, { ...markOf(message, result, now), status });
  recordAttempt(context, message, { result, now });
  if (endpoint !== null && isOurs) {
    // A ping is somebody trying something out: failing, it says nothing of the days since.
    if (message.event !== 'ping' || result.kind !== 'failed') await judgeEndpoint(context, endpoint, result);
    await tellNext(db, [endpoint.id], now);
  }
  return result;
}

function markOf({ event }: WebhookMessage, result: AttemptResult, now: Date): MessageMark {
  if (result.kind === 'sent') return { state: 'sent', last_error: null, sent_at: now };
  const next = result.kind === 'failed' ? result.next : null;
  if (next !== null) return { state: 'waiting', last_error: result.error, next_attempt_at: next };
  return { state: event === 'ping' ? 'dropped' : 'dead', last_error: result.error };
}

async function judgeEndpoint(context: CoreContext, { id, partner, failing_since, disabled_at }: EndpointNow, result: AttemptResult): Promise<void> {
  const now = context.clock.now();
  if (result.kind === 'sent') return updateEndpoint(context.db, id, { failing_since: null, quiet_until: null });
  const since = failing_since ?? now;
  await updateEndpoint(context.db, id, { failing_since: since, ...(result.kind === 'failed' && { quiet_until: result.quietUntil }) });
  const reason = reasonToDisable(result, now.getTime() - since.getTime());
  if (reason === null || disabled_at !== null) return;
  await updateEndpoint(context.db, id, { disabled_at: now, disabled_reason: reason });
  context.telemetry.log.error({ endpoint_id: id, partner, reason }, "a partner's webhook is disabled: ask them, then jaga webhook enable");
  await appendEndpointAudit(context, id, { action: 'webhook.disabled', details: { partner, reason } });
}

function reasonToDisable({ kind }: AttemptResult, failingForMs: number): DisabledReason | null {
  if (kind === 'gone') return 'gone';
  return failingForMs >= FAILING_FOR_MS ? 'failing' : null;
}

/** Business event: one attempt to tell a partner of one warning. */
function recordAttempt({ telemetry }: CoreContext, message: WebhookMessage, { result, now }: { result: AttemptResult; now: Date }): void {
  const outcome = result.kind === 'failed' && result.next === null ? 'given_up' : result.kind;
  telemetry.record('webhook_attempt', { outcome }, { message_id: message.id, endpoint_id: message.endpoint_id, attempts: message.attempts });
  if (result.kind === 'sent') telemetry.observe('jaga_webhook_delivery_seconds', (now.getTime() - message.entered_at.getTime()) / 1_000);
}
