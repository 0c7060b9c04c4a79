// Use cases of lookups: what somebody was told is remembered, and taken back from who was told wrongly. Of a lookup the same is kept as of a watch, and
// it serves nothing else.

import { v7 as uuidv7 } from 'uuid';
import { leadItems, type Check, type CheckedItem } from '#core/checking/check.ts';
import { parseIndicatorCode } from '#core/checking/indicator-code.ts';
import type { CoreContext } from '#core/context.ts';
import type { ChatId } from '#core/conversations/chat-id.ts';
import type { IndicatorKey } from '#core/publication/indicator-facts.ts';
import type { Wording } from '#core/publication/ladder.ts';
import { chatHash } from '#core/subscribers/subscriber-store.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import { LOOKUP_WAIT_MS, lookupNotice, lookupStep, type LookupStep } from './lookup.ts';
import { lastRejected, lockLookups, moveLookups, writeLookup, type Lookup } from './lookup-store.ts';
import { LISTED } from './watch.ts';
import type { NewNotice } from './watch-store.ts';
import { sealWatch, wordingsOf } from './watches.ts';

export interface WhoAsked {
  chatId: ChatId;
  language: Language;
}

/** In the transaction that stores the answer. Nothing is kept of what was not called bad, nor of who asked in a group. */
export async function rememberLookups(context: CoreContext, { chatId, language }: WhoAsked, check: Check): Promise<void> {
  if (typeof chatId === 'number' && chatId < 0) return;
  const { db, vault, clock } = context;
  const chat = chatHash(vault, chatId);
  const found: { key: IndicatorKey; told: Wording; shown: string }[] = [];
  for (const item of leadItems(check)) {
    const listed = item.state === 'reported' || item.state === 'confirmed' ? await listedName(context, item) : null;
    if (listed !== null) found.push({ ...listed, shown: item.value === '***' ? '' : item.value });
  }
  // In one order, as whoever takes back does.
  for (const { key, told, shown } of found.toSorted((a, b) => Buffer.compare(a.key.hash, b.key.hash))) {
    const sealed = sealWatch(vault, { chatId, shown }, { chatHash: chat, key });
    await writeLookup(db, { id: uuidv7(), chat_hash: chat, key, sealed, nameless: shown === '', language, told, asked_at: clock.now() });
  }
  if (found.length > 0) context.telemetry.record('lookup_remembered', {}, { lookups: found.length });
}

/** NOTE a listing that only all names of a thing make together, one of them by itself none, is not remembered: a change of it shows in no name. */
async function listedName(context: CoreContext, { codes }: CheckedItem): Promise<{ key: IndicatorKey; told: Wording } | null> {
  const keys = codes.flatMap((code) => parseIndicatorCode(code) ?? []);
  const wordings = await wordingsOf(context, keys);
  const named = keys.map((key, at) => ({ key, told: wordings[at] ?? 'nothing_known' }));
  return named.find(({ told }) => LISTED.has(told)) ?? null;
}

/** Of one indicator, of which this is said now. */
export async function takeBackLookups(context: CoreContext, key: IndicatorKey, wording: Wording): Promise<NewNotice[]> {
  const { db, clock } = context;
  const now = clock.now();
  const wasWrong = errorsOf(context, key);
  const moved: (Lookup & { step: LookupStep })[] = [];
  for (const row of await lockLookups(db, key, { wording, now })) {
    const step = lookupStep(row.told, wording);
    if (step === 'tell' || step === 'unsay' || (step === 'tell_if_wrong' && (await wasWrong(row.asked_at)))) moved.push({ ...row, step });
  }
  const numbers = await moveLookups(
    db,
    moved.map(({ id }) => id),
    wording,
  );
  const due = new Date(now.getTime() + LOOKUP_WAIT_MS);
  return moved
    .filter(({ step }) => step !== 'unsay')
    .map(({ id, told }) => ({ id: uuidv7(), watch_id: id, number: numbers.get(id) ?? 0, notice: lookupNotice(told), due }));
}

/**
 * Whether what was said at a time was wrong, by what is known today: officers have rejected a report since, and without it nothing would have been
 * listed then. What has only grown old was right. A day is looked at once.
 */
function errorsOf(context: CoreContext, key: IndicatorKey): (at: Date) => Promise<boolean> {
  const days = new Map<string, Promise<boolean>>();
  let rejected: Promise<Date | null> | undefined;
  const listedAt = async (at: Date): Promise<boolean> => {
    const [then] = await wordingsOf({ db: context.db, clock: { now: () => at } }, [key]);
    return then !== undefined && LISTED.has(then);
  };
  return async (at) => {
    rejected ??= lastRejected(context.db, key);
    const last = await rejected;
    if (last === null || last < at) return false;
    const day = at.toISOString().slice(0, 10);
    const listed = days.get(day) ?? listedAt(at);
    days.set(day, listed);
    return !(await listed);
  };
}
