// SQL and seals of webhook endpoints.

import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import type { AlertGrade } from '#core/alerts/alert-words.ts';
import type { Vault } from '#core/privacy/vault.ts';
import type { DisabledReason } from './webhook.ts';

type Sealed = 'sealed_url' | 'sealed_secret' | 'sealed_old_secret';

/** The row's own id: a ciphertext opens nowhere else. Old and new secret change places, so they share a context. */
function sealContext(id: string, column: Sealed): string {
  return `webhook_endpoints/${column === 'sealed_old_secret' ? 'sealed_secret' : column}/${id}`;
}

export function seal(vault: Pick<Vault, 'sealField'>, id: string, column: 'sealed_url' | 'sealed_secret', plain: string): Buffer {
  return vault.sealField(plain, sealContext(id, column));
}

export interface EndpointKeys {
  url: string;
  /** `whsec_…`, the newest first; two within a day after a rotation. */
  secrets: string[];
}

/** @throws Error when the row was tampered with or the master key is another. null: it was removed. */
export async function endpointKeys({ db, vault, clock }: CoreContext, id: string): Promise<EndpointKeys | null> {
  const row = await db
    .selectFrom('webhook_endpoints')
    .select(['sealed_url', 'sealed_secret', 'sealed_old_secret', 'old_secret_until'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  const open = (sealed: Buffer, column: Sealed): string => vault.openField(sealed, sealContext(id, column));
  const isOldLive = row.old_secret_until !== null && row.old_secret_until > clock.now();
  return {
    url: open(row.sealed_url, 'sealed_url'),
    secrets: [
      open(row.sealed_secret, 'sealed_secret'),
      ...(isOldLive && row.sealed_old_secret !== null ? [open(row.sealed_old_secret, 'sealed_old_secret')] : []),
    ],
  };
}

export interface EndpointNow {
  id: string;
  partner: string;
  failing_since: Date | null;
  disabled_at: Date | null;
}

/** Locks it until the transaction is over: what goes to one endpoint is decided one after another. Locks go endpoint, alert, audit trail. null: removed. */
export async function lockEndpoint(db: Database, id: string): Promise<EndpointNow | null> {
  const row = await db
    .selectFrom('webhook_endpoints')
    .select(['id', 'partner', 'failing_since', 'disabled_at'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row ?? null;
}

export interface EndpointChange {
  sealed_secret?: Buffer;
  sealed_old_secret?: Buffer;
  old_secret_until?: Date;
  quiet_until?: Date | null;
  failing_since?: Date | null;
  /** Both or neither. */
  disabled_at?: Date | null;
  disabled_reason?: DisabledReason | null;
}

export async function updateEndpoint(db: Database, id: string, change: EndpointChange): Promise<void> {
  await db.updateTable('webhook_endpoints').set(change).where('id', '=', id).execute();
}

export interface EndpointListed {
  id: string;
  partner: string;
  url: string;
  types: string[];
  countries: string[];
  least_grade: AlertGrade;
  failing_since: Date | null;
  disabled_reason: DisabledReason | null;
  waiting: number;
  dead: number;
}

/** The oldest first. */
export async function listEndpoints({ db, vault }: Pick<CoreContext, 'db' | 'vault'>): Promise<EndpointListed[]> {
  const rows = await db
    .selectFrom('webhook_endpoints as e')
    .leftJoin('webhook_messages as m', 'm.endpoint_id', 'e.id')
    .select(['e.id', 'e.partner', 'e.sealed_url', 'e.types', 'e.countries', 'e.least_grade', 'e.failing_since', 'e.disabled_reason'])
    .select(({ fn }) => [
      fn.count<number>('m.id').filterWhere('m.state', 'in', ['waiting', 'claimed']).as('waiting'),
      fn.count<number>('m.id').filterWhere('m.state', '=', 'dead').as('dead'),
    ])
    .groupBy('e.id')
    .orderBy('e.added_at')
    .orderBy('e.id')
    .execute();
  return rows.map(({ sealed_url, ...row }) => ({ ...row, url: vault.openField(sealed_url, sealContext(row.id, 'sealed_url')) }));
}
