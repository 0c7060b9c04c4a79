// One thing happens in a chat: the dialogue takes a step, its effects are carried out, what they yield goes back in, and the new state and
// all answers are stored together. Nothing is sent here: what is sent must already be true.

import { fileAppeal } from '#core/blocks/appeal-block.ts';
import type { CoreContext } from '#core/context.ts';
import { admitCheck, admitTurn, countReport, openAppeal, personHash } from '#core/conversations/admit-turn.ts';
import { telegramChat } from '#core/conversations/chat-id.ts';
import type { ConversationDeps, ConversationRecord, SpokenReply, Turn } from '#core/conversations/conversation.ts';
import { loadConversation, lockConversation, saveConversation } from '#core/conversations/conversation-store.ts';
import { carryOutCheck } from '#core/conversations/carry-out-check.ts';
import { fileReport } from '#core/conversations/file-report.ts';
import { planFollowUps } from '#core/conversations/plan-follow-ups.ts';
import { eraseOwnReport, findOwnReports, issueOwnReceipt } from '#core/conversations/find-own-reports.ts';
import { recordAnswer, recordConsents, recordOfficerAnswer } from '#core/conversations/record-answers.ts';
import { tellTrustedContacts } from '#core/conversations/tell-trusted-contacts.ts';
import { verifyMessage } from '#core/conversations/verify-message.ts';
import type { DialogueContext, DialogueEffect, DialogueEvent, DialogueState } from '#core/dialogue/dialogue.ts';
import { LOSS_ANSWERS } from '#core/dialogue/button-data.ts';
import { step } from '#core/dialogue/step.ts';
import { changeExercises, changeSubscriberLanguage, saveSubscription } from '#core/subscribers/subscribers.ts';
import { chatHash } from '#core/subscribers/subscriber-store.ts';
import { changeTrust } from '#core/subscribers/trusted-contacts.ts';
import { changeWatchLanguage } from '#core/watching/watches.ts';

/** A draft is filed as it stands when nothing was heard for so long. */
export const SILENCE_MS = 10 * 60 * 1_000;
/** An effect's outcome may have effects, but no conversation needs more rounds than this. */
const MOST_ROUNDS = 10;

export interface TurnResult {
  replies: number;
}

/** Durable when it returns, or when the caller's transaction commits. */
export async function handleDialogueEvent(context: CoreContext, deps: ConversationDeps, turn: Turn): Promise<TurnResult> {
  if (context.db.isTransaction) return takeTurn(context, deps, turn);
  return context.db.transaction().execute((tx) => takeTurn({ ...context, db: tx }, deps, turn));
}

async function takeTurn(context: CoreContext, deps: ConversationDeps, turn: Turn): Promise<TurnResult> {
  const { db, vault, clock } = context;
  const hash = chatHash(vault, turn.chat.chatId);
  await lockConversation(db, hash);
  const before = await loadConversation(db, vault, { chatHash: hash, chat: turn.chat });
  if (isBeside(before, turn)) return { replies: 0 };
  const admission = await admitTurn(context, dialogueContext(context, deps), { ...turn, state: before.dialogue });
  const heard = admission.kind === 'admitted' ? turn.event : admission.event;
  if (heard === null) return { replies: 0 };
  const { state, replies: all } = await converse(context, deps, { turn: { ...turn, event: heard }, state: before.dialogue });
  // One answer to an album, unless something comes of it.
  const replies = heard === turn.event && isRestOfAlbum(before, turn) && before.dialogue.draft !== null && state.draft !== null ? [] : all;
  const now = clock.now();
  const isOpen = state.draft !== null || state.contact !== null || state.checked !== null || state.checking;
  const silenceDueAt = isOpen ? new Date(now.getTime() + SILENCE_MS) : null;
  const record = { chat: turn.chat, dialogue: state, album: turn.album ?? null };
  await saveConversation(db, vault, { chatHash: hash, face: deps.face, record, silenceDueAt, now });
  await followLanguage(context, turn, { before: before.dialogue, after: state });
  // What is said about an officer's question belongs to the report that is asked about.
  const asked = state.officer_question ?? before.dialogue.officer_question;
  const reference = asked?.reference ?? state.last_report?.reference ?? null;
  await deps.say(context, { chat: turn.chat, replies, pressedMessageId: turn.pressedMessageId, since: turn.receivedAt ?? now, reference });
  return { replies: replies.length };
}

/** Nothing to do: one more thing of an album that is not kept. */
function isBeside(before: ConversationRecord, turn: Turn): boolean {
  return isRestOfAlbum(before, turn) && turn.event.kind === 'attachment' && turn.event.file === undefined;
}

function isRestOfAlbum(before: ConversationRecord, { event, album }: Turn): boolean {
  return event.kind === 'attachment' && event.caption === '' && album !== undefined && album === before.album;
}

interface Conversed {
  state: DialogueState;
  replies: SpokenReply[];
}

async function converse(context: CoreContext, deps: ConversationDeps, start: { turn: Turn; state: DialogueState }): Promise<Conversed> {
  const { turn } = start;
  const dialogue = dialogueContext(context, deps);
  const events: DialogueEvent[] = [turn.event];
  const replies: SpokenReply[] = [];
  let state = start.state;
  for (let round = 0; events.length > 0; round += 1) {
    if (round === MOST_ROUNDS) throw new Error('a conversation goes in circles');
    const event = events.shift();
    if (event === undefined) break;
    const next = step(state, event, dialogue);
    state = next.state;
    const language = state.language ?? 'en';
    replies.push(...next.replies.map((reply) => ({ reply, language })));
    for (const effect of next.effects) {
      const yielded = await carryOut(context, deps, { turn, state, effect });
      if (yielded !== null) events.push(yielded);
    }
  }
  return { state, replies };
}

function dialogueContext({ clock }: CoreContext, deps: ConversationDeps): DialogueContext {
  return {
    now: clock.now(),
    translator: deps.translator,
    ...(deps.readLoss !== undefined && { readLoss: deps.readLoss }),
    ...(deps.readTypes !== undefined && { readTypes: deps.readTypes }),
    ...(deps.botUsername !== undefined && { bot_username: deps.botUsername }),
    ...(deps.readFacts !== undefined && { readFacts: deps.readFacts }),
    ...(deps.retentionDays !== undefined && { retention_days: deps.retentionDays }),
    ...(deps.face === 'browser' && { pages_url: deps.publicUrl }),
  };
}

/** What the effect yielded, as the next event; null: nothing to tell. */
async function carryOut(
  context: CoreContext,
  deps: ConversationDeps,
  todo: { turn: Turn; state: DialogueState; effect: DialogueEffect },
): Promise<DialogueEvent | null> {
  const { effect, state } = todo;
  const { chat } = todo.turn;
  const language = state.language ?? 'en';
  switch (effect.kind) {
    case 'receive_report': {
      const answerLabels = LOSS_ANSWERS.map((answer) => deps.translator.t(language, `dialogue:buttons.loss.${answer}`));
      if (effect.draft.loss === 'within_24h') await tellTrustedContacts(context, deps, chat);
      const { id, reference, receipt } = await fileReport(context, { chat, draft: effect.draft, language: state.language, answerLabels });
      await countReport(context, chat, effect.draft);
      await planFollowUps(context, { reportId: id, chatId: chat.chatId, draft: effect.draft });
      return { kind: 'report_received', reference, receipt };
    }
    case 'find_status':
      return { kind: 'status_found', reports: await findOwnReports(context, chat, effect.reference) };
    case 'erase_report':
      return { kind: 'report_erased', reference: effect.reference, erased: await eraseOwnReport(context, chat, effect.reference) };
    case 'issue_receipt': {
      const issued = await issueOwnReceipt({ ...context, ...deps }, chat, { reference: effect.reference, language });
      return { kind: 'receipt_issued', reference: effect.reference, receipt: issued };
    }
    case 'record_answer':
      await recordAnswer(context, chat, effect);
      return null;
    case 'record_officer_answer':
      return {
        kind: 'officer_answer_recorded',
        kept: await recordOfficerAnswer(context, chat, effect),
        reference: effect.reference,
        answer: effect.answer,
      };
    case 'record_consents':
      await recordConsents(context, chat, effect);
      return null;
    case 'save_subscription':
      await saveSubscription(context, { chatId: telegramChat(chat.chatId), language, ...effect.subscription });
      return { kind: 'subscription_saved', subscription: effect.subscription };
    case 'save_settings':
      await saveSubscription(context, { chatId: telegramChat(chat.chatId), language, ...effect.subscription });
      return null;
    case 'change_trust':
      return { kind: 'trust_changed', outcome: await changeTrust(context, { chatId: telegramChat(chat.chatId), language }, effect.change) };
    case 'change_exercises':
      return { kind: 'exercises_changed', takes_part: await changeExercises(context, telegramChat(chat.chatId)) };
    case 'verify_message':
      return { kind: 'message_verified', heard: effect.heard, ...(await verifyMessage(context, deps, effect.heard.text)) };
    case 'open_appeal':
      return { kind: 'appeal_opened', outcome: await openAppeal(context, chat), page: `${deps.publicUrl}/appeal` };
    case 'file_appeal': {
      const reference = await fileAppeal(context, { person: personHash(context, chat), chatId: telegramChat(chat.chatId), language, statement: effect.text });
      return { kind: 'appeal_filed', reference };
    }
    case 'check_text':
    case 'check_code': {
      const admission = await admitCheck(context, chat);
      return admission.kind === 'instead' ? admission.event : carryOutCheck(context, { chatId: chat.chatId, language }, effect);
    }
    case 'watch':
    case 'unwatch':
    case 'list_watches':
      return carryOutCheck(context, { chatId: chat.chatId, language }, effect);
    default:
      return effect satisfies never;
  }
}

/** Warnings come in the language in which the person now writes. */
async function followLanguage(context: CoreContext, turn: Turn, states: { before: DialogueState; after: DialogueState }): Promise<void> {
  const { before, after } = states;
  if (after.language === null || after.language === before.language) return;
  await changeWatchLanguage(context, turn.chat.chatId, after.language);
  if (after.subscription.active) await changeSubscriberLanguage(context, telegramChat(turn.chat.chatId), after.language);
}
