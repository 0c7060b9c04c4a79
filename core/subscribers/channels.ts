// Public channels in which the service posts its gravest warnings: set by the operator, kept as subscribers, so that a post is a row of the ledger like any
// other message and is sent once, corrected and taken back the same way (decision 46).

import { v7 as uuidv7 } from 'uuid';
import type { AlertGrade } from '#core/alerts/alert-words.ts';
import type { CoreContext } from '#core/context.ts';
import { sealAddress } from '#core/subscribers/subscriber-store.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';

export interface PublicChannel {
  language: Language;
  /** `@name`, or the number of one. */
  address: string;
}

/** What is only about another country has no place in a channel whose readers live in one; English is for everybody. */
const COUNTRIES: Record<Language, string[]> = { ko: ['KR'], ms: ['MY'], en: [] };

/** As they are set now: a channel that is set no more gets nothing new, and what stands in it is still put right. */
export async function syncChannels({ db, vault, clock }: Pick<CoreContext, 'db' | 'vault' | 'clock'>, channels: readonly PublicChannel[]): Promise<void> {
  const now = clock.now();
  await db.transaction().execute(async (tx) => {
    const hashes: Buffer[] = [];
    for (const { language, address } of channels) {
      const id = uuidv7();
      const hash = vault.hash('chat', address.toLowerCase());
      const types: string[] = [];
      const least_grade: AlertGrade = 'warning';
      const choice = { language, countries: COUNTRIES[language], types, active: true, inactive_reason: null, least_grade, updated_at: now };
      hashes.push(hash);
      await tx
        .insertInto('subscribers')
        .values({ id, channel: 'telegram', public_channel: true, address_hash: hash, sealed_address: sealAddress(vault, id, address), ...choice })
        .onConflict((conflict) => conflict.column('address_hash').doUpdateSet({ ...choice, public_channel: true }))
        .execute();
    }
    let gone = tx
      .updateTable('subscribers')
      .set({ active: false, inactive_reason: 'unsubscribed', updated_at: now })
      .where('public_channel', '=', true)
      .where('active', '=', true);
    if (hashes.length > 0) gone = gone.where('address_hash', 'not in', hashes);
    await gone.execute();
  });
}
