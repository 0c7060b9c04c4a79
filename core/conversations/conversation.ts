// A conversation with one chat: what is remembered of it, and what goes out. Stored sealed; the chat's keyed hash finds it.

import type { CoreContext } from '#core/context.ts';
import type { ChatId } from '#core/conversations/chat-id.ts';
import type { DialogueEvent, DialogueState, Face, Reply } from '#core/dialogue/dialogue.ts';
import type { ToldFacts } from '#core/dialogue/interview/told-facts.ts';
import type { LossReading } from '#core/reading/reading.ts';
import type { Language, ScamType } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';

/** Who writes, and where. In a private chat both are the same. */
export interface ChatPerson {
  chatId: ChatId;
  userId: ChatId;
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

/** What is said to a chat at once, in order. */
export interface Said {
  chat: ChatPerson;
  replies: SpokenReply[];
  /** The message whose button was pressed. */
  pressedMessageId?: number | undefined;
  /** When what is answered was received. */
  since: Date;
  /** Of the report that the conversation is about; null: none was filed. */
  reference: string | null;
}

export interface SpokenReply {
  reply: Reply;
  language: Language;
}

/** It tells somebody who has just paid whom to call: how long that took is measured. */
export function isUrgentCard(reply: Reply): boolean {
  return reply.kind === 'safety_card' && reply.card.urgent;
}

export interface ConversationDeps {
  translator: Translator;
  /** Each ends the silences of its own conversations and asks its own people how it went on. */
  face: Face;
  /** Stores what is said, with the turn it follows from: within the caller's transaction. */
  say(context: CoreContext, said: Said): Promise<unknown>;
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
