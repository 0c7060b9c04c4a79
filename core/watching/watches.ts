// Use cases of whoever watches: begin, list, end. Of a watch the keyed hash of what is watched is kept, and sealed: the chat and the masked form.

import { v7 as uuidv7 } from 'uuid';
import type { CoreContext } from '#core/context.ts';
import type { ChatId } from '#core/conversations/chat-id.ts';
import { factsOfIndicators, type IndicatorKey } from '#core/publication/indicator-facts.ts';
import { publicationOf, type Wording } from '#core/publication/ladder.ts';
import { chatHash } from '#core/subscribers/subscriber-store.ts';
import type { IndicatorKind, Language } from '#core/taxonomy/taxonomy.ts';
import { lookedUpAfter } from './lookup.ts';
import { MOST_WATCHES, WATCH_DAYS } from './watch.ts';
import { deleteWatches, watchesOf, writeWatch } from './watch-store.ts';

const DAY_MS = 86_400_000;

/** The sealed part. */
export interface WatchContent {
  chatId: ChatId;
  /** Masked; empty: only its kind is known. */
  shown: string;
}

export interface Watched {
  key: IndicatorKey;
  kind: IndicatorKind;
  shown: string;
  until: Date;
}

export interface StartWatch {
  chatId: ChatId;
  language: Language;
  key: IndicatorKey;
  shown: string;
}

/** Again: for another 30 days. @returns until when; null: this chat watches as much as it may. */
export async function startWatch(context: CoreContext, { chatId, language, key, shown }: StartWatch): Promise<Date | null> {
  const { db, vault, clock, telemetry } = context;
  const now = clock.now();
  const hash = chatHash(vault, chatId);
  const others = (await watchesOf(db, hash, now)).filter((row) => !(row.kind === key.kind && row.value_hash.equals(key.hash)));
  if (others.length >= MOST_WATCHES) return null;
  const id = uuidv7();
  const until = new Date(now.getTime() + WATCH_DAYS * DAY_MS);
  const told = (await wordingsOf(context, [key]))[0] ?? 'nothing_known';
  const sealed = sealWatch(vault, { chatId, shown }, { chatHash: hash, key });
  await writeWatch(db, { id, chat_hash: hash, kind: key.kind, value_hash: key.hash, sealed, language, told, started_at: now, until });
  telemetry.record('watch_started', { outcome: told });
  return until;
}

export async function listWatches(context: CoreContext, chatId: ChatId): Promise<Watched[]> {
  const { db, vault, clock } = context;
  const hash = chatHash(vault, chatId);
  const rows = await watchesOf(db, hash, clock.now());
  return rows.map(({ kind, value_hash, sealed, until }) => {
    const key = { kind, hash: value_hash };
    return { key, kind, shown: openWatch(vault, sealed, { chatHash: hash, key }).shown, until };
  });
}

export async function stopWatch({ db, vault, telemetry }: CoreContext, chatId: ChatId, key: IndicatorKey): Promise<void> {
  await deleteWatches(db, chatHash(vault, chatId), key);
  telemetry.record('watch_stopped');
}

/** The chat takes no messages any more. */
export async function forgetWatchesOf({ db, vault }: Pick<CoreContext, 'db' | 'vault'>, chatId: ChatId): Promise<void> {
  await deleteWatches(db, chatHash(vault, chatId));
}

/** People are told in the language in which they now write. */
export async function changeWatchLanguage({ db, vault }: Pick<CoreContext, 'db' | 'vault'>, chatId: ChatId, language: Language): Promise<void> {
  await db.updateTable('watches').set({ language }).where('chat_hash', '=', chatHash(vault, chatId)).where('language', '<>', language).execute();
}

/** Their time is over, and nobody looked it up lately or all were told; notices go with them. */
export async function forgetOldWatches({ db, clock }: Pick<CoreContext, 'db' | 'clock'>): Promise<void> {
  const now = clock.now();
  await db
    .deleteFrom('watches')
    .where('until', '<=', now)
    .where(({ eb, or }) => or([eb('asked_at', 'is', null), eb('asked_at', '<=', lookedUpAfter(now))]))
    .execute();
}

/** What the ladder tells the public of each. */
export async function wordingsOf({ db, clock }: Pick<CoreContext, 'db' | 'clock'>, keys: readonly IndicatorKey[]): Promise<Wording[]> {
  const facts = await factsOfIndicators(
    { db, clock },
    keys.map((key) => ({ kind: key.kind, value: '', keys: [key] })),
  );
  return facts.map((each) => publicationOf(each, clock.now()).public.wording);
}

export function sealWatch(vault: CoreContext['vault'], content: WatchContent, { chatHash: hash, key }: { chatHash: Buffer; key: IndicatorKey }): Buffer {
  return vault.sealField(JSON.stringify(content), sealContext(hash, key));
}

/** @throws Error when the row was tampered with or the master key is another. */
export function openWatch(vault: CoreContext['vault'], sealed: Buffer, { chatHash: hash, key }: { chatHash: Buffer; key: IndicatorKey }): WatchContent {
  return JSON.parse(vault.openField(sealed, sealContext(hash, key))) as WatchContent;
}

/** The row's own key, which stays when it is watched again. */
function sealContext(hash: Buffer, { kind, hash: value }: IndicatorKey): string {
  return `watches/sealed/${hash.toString('hex')}/${kind}/${value.toString('hex')}`;
}
