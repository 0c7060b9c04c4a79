// Subscribers by the million, sealed as when each subscribes alone (the same key, hashes and columns): the product has no import of subscribers, so
// only what goes around that, one statement a batch instead of one a person, is the bench's own.

import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { CoreContext } from '#core/context.ts';
import { telegramReporter } from '#core/reports/reporter.ts';
import { chatHash, sealAddress } from '#core/subscribers/subscriber-store.ts';

const BATCH = 10_000;
const WRITERS = 2;

/** On Telegram, in Korean, for everything everywhere; their chats are numbered `from` to `to`, both included. */
export async function addSubscribers(context: CoreContext, { from, to }: { from: number; to: number }): Promise<void> {
  const writing: Promise<unknown>[] = [];
  for (let first = from; first <= to; first += BATCH) {
    // The next batch is sealed while others are written.
    const batch = sealBatch(context, first, Math.min(to, first + BATCH - 1));
    if (writing.length === WRITERS) await writing.shift();
    writing.push(writeBatch(context, batch));
  }
  await Promise.all(writing);
  await sql`analyze subscribers`.execute(context.db);
}

interface SealedBatch {
  ids: string[];
  hashes: Buffer[];
  sealed: Buffer[];
  reporters: Buffer[];
}

function sealBatch({ vault }: CoreContext, first: number, last: number): SealedBatch {
  const batch: SealedBatch = { ids: [], hashes: [], sealed: [], reporters: [] };
  for (let chatId = first; chatId <= last; chatId += 1) {
    const id = uuidv7();
    batch.ids.push(id);
    batch.hashes.push(chatHash(vault, chatId));
    batch.sealed.push(sealAddress(vault, id, String(chatId)));
    batch.reporters.push(vault.hash('reporter', telegramReporter(chatId)));
  }
  return batch;
}

function writeBatch({ db, clock }: CoreContext, { ids, hashes, sealed, reporters }: SealedBatch): Promise<unknown> {
  return sql`
    insert into subscribers (id, channel, address_hash, sealed_address, reporter_hash, language, types, countries, active, updated_at)
    select id, 'telegram', address_hash, sealed_address, reporter_hash, 'ko', '{}', '{}', true, ${clock.now()}
    from unnest(${ids}::uuid[], ${hashes}::bytea[], ${sealed}::bytea[], ${reporters}::bytea[]) as s(id, address_hash, sealed_address, reporter_hash)`.execute(
    db,
  );
}
