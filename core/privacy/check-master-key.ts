// A database belongs to one master key: with another, nothing in it could be read, and what is written would be lost to the right one.

import type { Database } from '#core/database.ts';
import { DomainError } from '#core/domain-error.ts';
import type { Vault } from '#core/privacy/vault.ts';

/** Remembers the first key's fingerprint (a keyed hash). @throws DomainError `master_key_mismatch` for any other. */
export async function checkMasterKey(db: Database, vault: Vault): Promise<void> {
  const fingerprint = vault.hash('master-key', 'fingerprint').toString('hex');
  await db
    .insertInto('settings')
    .values({ key: 'master_key_fingerprint', value: JSON.stringify({ fingerprint }) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const kept = await db.selectFrom('settings').select('value').where('key', '=', 'master_key_fingerprint').executeTakeFirstOrThrow();
  if ('fingerprint' in kept.value && kept.value.fingerprint === fingerprint) return;
  throw new DomainError(
    'master_key_mismatch',
    'MASTER_KEY is not the one this database was begun with: set the right one (or the DATA_DIR whose secrets.json holds it), or use another database.',
  );
}
