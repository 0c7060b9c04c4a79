// What a conversation understands of words: the reader's opinion on loss, type and facts.

import type { ConversationDeps } from '#core/conversations/conversation.ts';
import { likelyTypes, toldFacts } from '#core/dialogue/interview/told-facts.ts';
import { readMessage } from '#core/reading/read-message.ts';

export const CONVERSATION_READERS = {
  readLoss: (text) => readMessage({ text }).loss,
  readTypes: (text) => likelyTypes(readMessage({ text })),
  readFacts: (text) => toldFacts(readMessage({ text })),
} satisfies Pick<ConversationDeps, 'readLoss' | 'readTypes' | 'readFacts'>;
