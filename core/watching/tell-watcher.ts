// One notice to one person. What Telegram answers is a mark in the ledger; what cannot be sent now is told anew by the review of watches.

import { kindName } from '#core/checking/check-words.ts';
import { writeMessage } from '#core/browser-chat/transcript.ts';
import type { CoreContext } from '#core/context.ts';
import { escapeHtml } from '#core/dialogue/render-reply.ts';
import { deactivateSubscriber } from '#core/subscribers/subscribers.ts';
import { isLanguage, type Language } from '#core/taxonomy/taxonomy.ts';
import { formatDate } from '#platform/format.ts';
import type { Translator } from '#platform/i18n.ts';
import type { Pacer } from '#platform/telegram-pacer.ts';
import type { TelegramClient } from '#platform/telegram.ts';
import { isTakenBack } from './lookup.ts';
import { claimNotice, finishNotice, postponeNotice, type NoticeToSend } from './watch-store.ts';
import { forgetWatchesOf, openWatch } from './watches.ts';

export interface TellDeps {
  /** Absent: there is no bot. */
  bot?: TellingBot | undefined;
  translator: Translator;
}

interface TellingBot {
  telegram: Pick<TelegramClient, 'call'>;
  /** Shared by everything that sends with the same token in this process. */
  pacer: Pick<Pacer, 'run' | 'pause'>;
}

export type TellOutcome = 'sent' | 'later' | 'given_up' | 'overtaken' | 'nothing_to_do';

/** Longer than a call may take: whoever was sending is dead by then. */
const LEASE_MS = 60_000;
const MOST_ATTEMPTS = 8;
const RETRY_BASE_MS = 5_000;

export async function tellWatcher(context: CoreContext, deps: TellDeps, noticeId: string): Promise<TellOutcome> {
  const { db, clock, telemetry } = context;
  const now = clock.now();
  const row = await claimNotice(db, noticeId, { now, leaseUntil: new Date(now.getTime() + LEASE_MS), browsersOnly: deps.bot === undefined });
  if (row === null) return 'nothing_to_do';
  const outcome = row.overtaken ? 'overtaken' : await tell(context, deps, row);
  if (outcome !== 'later') await finish(context, row, outcome);
  telemetry.record('watch_notice', { outcome });
  return outcome;
}

async function finish({ db, clock }: Pick<CoreContext, 'db' | 'clock'>, { id, notice }: NoticeToSend, outcome: TellOutcome): Promise<void> {
  await finishNotice(db, id, { now: clock.now(), spent: outcome !== 'overtaken' && isTakenBack(notice) });
}

async function tell(context: CoreContext, { bot, translator }: TellDeps, row: NoticeToSend): Promise<TellOutcome> {
  const { chatId, shown } = openWatch(context.vault, row.sealed, { chatHash: row.chat_hash, key: keyOf(row) });
  const language = isLanguage(row.language) ? row.language : 'en';
  const text = noticeText(row, shown, { language, translator });
  if (typeof chatId === 'number') return bot === undefined ? 'later' : send(context, bot, row, { chatId, text });
  // Said and marked as said in one: here, unlike with Telegram, that can be had.
  await context.db.transaction().execute(async (tx) => {
    const message = { from: 'jaga' as const, language, text, buttons: [] };
    await writeMessage(tx, context.vault, { chatHash: row.chat_hash, message, now: context.clock.now() });
    await finish({ ...context, db: tx }, row, 'sent');
  });
  return 'sent';
}

function keyOf({ kind, value_hash }: NoticeToSend): { kind: NoticeToSend['kind']; hash: Buffer } {
  return { kind, hash: value_hash };
}

async function send(
  context: CoreContext,
  { telegram, pacer }: TellingBot,
  row: NoticeToSend,
  { chatId, text }: { chatId: number; text: string },
): Promise<TellOutcome> {
  const payload = { chat_id: chatId, text, parse_mode: 'HTML' } as const;
  const outcome = await pacer.run(chatId, () => telegram.call('sendMessage', { ...payload, link_preview_options: { is_disabled: true } }));
  switch (outcome.kind) {
    case 'ok':
      return 'sent';
    case 'gone':
      await forgetWatchesOf(context, chatId);
      await deactivateSubscriber(context, chatId, outcome.reason);
      return 'given_up';
    case 'retry_after':
      pacer.pause(outcome.seconds, outcome.scope === 'chat' ? chatId : undefined);
      return later(context, row, outcome.seconds * 1_000);
    case 'unreachable':
      return later(context, row, RETRY_BASE_MS * 2 ** row.attempts);
    case 'migrated':
    case 'rejected':
      context.telemetry.log.error({ outcome: outcome.kind, notice_id: row.id }, 'Telegram rejected a notice to somebody who watches');
      return 'given_up';
    default:
      return outcome satisfies never;
  }
}

async function later({ db, clock }: CoreContext, row: NoticeToSend, waitMs: number): Promise<TellOutcome> {
  if (row.attempts >= MOST_ATTEMPTS) return 'given_up';
  await postponeNotice(db, row.id, new Date(clock.now().getTime() + waitMs));
  return 'later';
}

function noticeText({ kind, notice, asked_at }: NoticeToSend, shown: string, { language, translator }: { language: Language; translator: Translator }): string {
  const date = asked_at === null ? '' : formatDate(asked_at, language);
  const told = translator.t(language, `check:bot.watch.${notice}`, { what: escapeHtml(kindName({ kind, value: shown }, { language, translator })), date });
  return notice.startsWith('worse.') ? `${told}\n${translator.t(language, 'check:bot.watch.paid')}` : told;
}
