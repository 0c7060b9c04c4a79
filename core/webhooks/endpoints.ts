// What the operator does with partners' endpoints. Everything is in the audit trail, and no secret ever is.

import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { AlertGrade } from '#core/alerts/alert-words.ts';
import { appendAudit } from '#core/audit/append-audit.ts';
import type { AuditDetails } from '#core/audit/audit-entry.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import { DomainError } from '#core/domain-error.ts';
import { SYSTEM_ACTOR } from '#core/staff/staff.ts';
import type { ScamType } from '#core/taxonomy/taxonomy.ts';
import { receiverFault, type ReceiverRules } from '#platform/webhooks/receiver-address.ts';
import { lockEndpoint, seal, updateEndpoint, type EndpointNow } from './endpoint-store.ts';
import { replayMessages, tellNext, type MessagesToReplay } from './message-store.ts';
import { ROTATION_MS } from './webhook.ts';

export interface NewEndpoint {
  url: string;
  /** Lower case letters, digits, `_` and `-`, as WEBHOOK_SECRETS names partners. */
  partner: string;
  /** Empty: all. */
  types: ScamType[];
  /** ISO 3166-1 alpha-2; what concerns all countries always comes. Empty: all. */
  countries: string[];
  leastGrade: AlertGrade;
  /** Gets rehearsals, too. */
  exercises?: boolean;
}

/** As Standard Webhooks writes secrets; of 24 to 64 bytes. */
function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** @returns the secret, which is shown only now. @throws DomainError `url_refused`. */
export async function addEndpoint(context: CoreContext, endpoint: NewEndpoint, rules: ReceiverRules): Promise<{ id: string; secret: string }> {
  const { url, partner, types, countries, leastGrade, exercises = false } = endpoint;
  const fault = receiverFault(url, rules);
  if (fault !== null) throw new DomainError('url_refused', `Webhooks cannot be sent to ${url}: ${fault}.`);
  const [id, secret] = [uuidv7(), newSecret()];
  const { vault } = context;
  const sealed = { sealed_url: seal(vault, id, 'sealed_url', url), sealed_secret: seal(vault, id, 'sealed_secret', secret) };
  await inTransaction(context, async (inside) => {
    const row = { id, partner, ...sealed, types, countries, least_grade: leastGrade, exercises, added_at: inside.clock.now() };
    await inside.db.insertInto('webhook_endpoints').values(row).execute();
    const details = { partner, types: types.join(), countries: countries.join(), least_grade: leastGrade, exercises };
    await appendEndpointAudit(inside, id, { action: 'webhook.added', details });
  });
  return { id, secret };
}

/** With what waits for it and what it was sent. What is on its way at this moment may arrive. @throws DomainError `no_such_webhook`. */
export async function removeEndpoint(context: CoreContext, id: string): Promise<void> {
  await change(context, id, 'webhook.removed', async ({ db }) => {
    await db.deleteFrom('webhook_endpoints').where('id', '=', id).execute();
    return {};
  });
}

/** The secret of now signs for another day as well; one before it no longer. @returns the new one. @throws DomainError `no_such_webhook`. */
export async function rotateSecret(context: CoreContext, id: string): Promise<{ secret: string; oldUntil: Date }> {
  const secret = newSecret();
  const oldUntil = new Date(context.clock.now().getTime() + ROTATION_MS);
  await change(context, id, 'webhook.rotated', async ({ db, vault }) => {
    const { sealed_secret: old } = await db.selectFrom('webhook_endpoints').select('sealed_secret').where('id', '=', id).executeTakeFirstOrThrow();
    await updateEndpoint(db, id, { sealed_secret: seal(vault, id, 'sealed_secret', secret), sealed_old_secret: old, old_secret_until: oldUntil });
    return {};
  });
  return { secret, oldUntil };
}

/** Goes on with what waited meanwhile and still holds. @throws DomainError `no_such_webhook`. */
export async function enableEndpoint(context: CoreContext, id: string): Promise<void> {
  await change(context, id, 'webhook.enabled', async ({ db, clock }) => {
    await updateEndpoint(db, id, { disabled_at: null, disabled_reason: null, failing_since: null, quiet_until: null });
    await tellNext(db, [id], clock.now());
    return {};
  });
}

/**
 * Sends again what still holds, under the same ids: what was corrected, withdrawn or ended since is told as it is now or not at all.
 * @returns how many. @throws DomainError `no_such_webhook`.
 */
export async function replayEndpoint(context: CoreContext, id: string, which: MessagesToReplay): Promise<number> {
  let messages = 0;
  await change(context, id, 'webhook.replayed', async ({ db, clock }) => {
    messages = await replayMessages(db, id, { which, now: clock.now() });
    await tellNext(db, [id], clock.now());
    return { messages };
  });
  return messages;
}

async function change(
  context: CoreContext,
  id: string,
  action: `webhook.${string}`,
  work: (inside: CoreContext, endpoint: EndpointNow) => Promise<AuditDetails>,
): Promise<void> {
  await inTransaction(context, async (inside) => {
    const endpoint = await lockEndpoint(inside.db, id);
    if (endpoint === null) throw new DomainError('no_such_webhook', `There is no webhook ${id}: see jaga webhook list.`);
    const details = await work(inside, endpoint);
    await appendEndpointAudit(inside, id, { action, details: { partner: endpoint.partner, ...details } });
  });
}

/** By the command line, or by the service itself. */
export async function appendEndpointAudit(context: CoreContext, id: string, entry: { action: `webhook.${string}`; details: AuditDetails }): Promise<void> {
  await appendAudit(context, { actor: SYSTEM_ACTOR.id, subject: { kind: 'webhook', id }, ...entry });
}
