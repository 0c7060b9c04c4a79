// A ping, by whoever sets up an endpoint and waits for what comes of it. It is sent once, by this process, also to an endpoint that is disabled.

import { v7 as uuidv7 } from 'uuid';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import { DomainError } from '#core/domain-error.ts';
import { lockEndpoint } from './endpoint-store.ts';
import { appendEndpointAudit } from './endpoints.ts';
import { insertPing } from './message-store.ts';
import { sendClaimed, type SendOutcome, type WebhookDeps } from './send-webhook.ts';
import { LEASE_MS } from './webhook.ts';

/** @throws DomainError `no_such_webhook`. */
export async function pingEndpoint(context: CoreContext, deps: WebhookDeps, endpointId: string): Promise<SendOutcome> {
  const message = await inTransaction(context, async (inside) => {
    const endpoint = await lockEndpoint(inside.db, endpointId);
    if (endpoint === null) throw new DomainError('no_such_webhook', `There is no webhook ${endpointId}: see jaga webhook list.`);
    const now = inside.clock.now();
    const ping = await insertPing(inside.db, { id: uuidv7(), endpointId, now, leaseUntil: new Date(now.getTime() + LEASE_MS) });
    await appendEndpointAudit(inside, endpointId, { action: 'webhook.tested', details: { partner: endpoint.partner } });
    return ping;
  });
  return sendClaimed(context, deps, { message, alert: null });
}
