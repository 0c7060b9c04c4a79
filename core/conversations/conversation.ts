// A conversation with one chat: what is remembered of it, and what goes out. Stored sealed; the chat's keyed hash finds it.

import type { DialogueEvent, DialogueState, Reply } from '#core/dialogue/dialogue.ts';
import type { ToldFacts } from '#core/dialogue/interview/told-facts.ts';
import type { LossReading } from '#core/reading/reading.ts';
import type { Language, ScamType } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';

/** Who writes, and where. In a private chat both numbers are the same. */
export interface ChatPerson {
  chatId: number;
  userId: number;
}

/** One thing that happened in a chat. */
export interface Turn {
  chat: ChatPerson;
  event: DialogueEvent;
  /** Pictures sent together come one by one under one id: all are kept, only the first, or one with words, is answered. */
  album?: string;
  /** The message whose button was pressed; a reply may take its place. */
  pressedMessageId?: number;
  /** When the update was stored, to measure how long people wait. */
  receivedAt?: Date;
}

/** A call that brings a reply to the chat, as data. */
export interface OutgoingCall {
  method: 'sendMessage' | 'editMessageText';
  params: Record<string, unknown> & { chat_id: number };
  /** It tells somebody who has just paid whom to call: how long that took is measured. */
  urgent_card?: true;
}

/** Where a reply is to appear. */
export interface ReplyPlace {
  chat: ChatPerson;
  language: Language;
  pressedMessageId: number | undefined;
}

export interface ConversationDeps {
  translator: Translator;
  /** The face's own way of showing a reply. */
  present(reply: Reply, place: ReplyPlace): OutgoingCall;
  readLoss?: (text: string) => LossReading;
  readTypes?: (text: string) => ScamType[];
  readFacts?: (text: string) => ToldFacts;
  retentionDays?: number;
  /** Where warnings can be verified; without a slash at the end. */
  publicUrl: string;
  /** For links to the bot. */
  botUsername?: string;
}

/** What is kept between two messages. */
export interface ConversationRecord {
  chat: ChatPerson;
  dialogue: DialogueState;
  /** The album seen last. */
  album: string | null;
}
