// One thing that a person said on the chat's page: kept, heard by the same dialogue as in Telegram, and answered, in one transaction. The same
// form sent twice is heard once.

import { chatHash } from '#core/subscribers/subscriber-store.ts';
import { keepFile } from '#core/browser-chat/chat-files.ts';
import { ourMessage, sayInBrowser } from '#core/browser-chat/say-in-browser.ts';
import {
  readTranscript,
  rewriteMessage,
  wasHeard,
  writeMessage,
  type OurMessage,
  type PersonMessage,
  type StoredMessage,
} from '#core/browser-chat/transcript.ts';
import type { CoreContext } from '#core/context.ts';
import type { BrowserKey } from '#core/conversations/chat-id.ts';
import { isUrgentCard, type ConversationDeps, type Said } from '#core/conversations/conversation.ts';
import { lockConversation } from '#core/conversations/conversation-store.ts';
import { handleDialogueEvent } from '#core/conversations/handle-dialogue-event.ts';
import type { DialogueEvent } from '#core/dialogue/dialogue.ts';
import { initialDialogueState } from '#core/dialogue/dialogue-state.ts';
import { step } from '#core/dialogue/step.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';

export interface SentFile {
  name: string;
  content_type: string;
  data: Buffer;
}

export type SaidInBrowser =
  | { kind: 'words'; text: string; files: readonly SentFile[] }
  /** A button under one of our messages; null: under the greeting, which is not stored before something was said. */
  | { kind: 'pressed'; data: string; messageId: number | null };

export interface Heard {
  key: BrowserKey;
  /** Id of the form. */
  turn: string;
  /** Of the page, until the person writes or chooses another. */
  language: Language;
  said: SaidInBrowser;
}

export interface HeardOutcome {
  /** Where the answer begins: number of a message; null: it was heard before. */
  answer: number | null;
  /** Somebody who has just paid was told whom to call. */
  urgentCard: boolean;
}

export type BrowserConversation = Omit<ConversationDeps, 'face' | 'say'>;

/** What stands in a chat in which nothing was said yet. */
export function greeting(deps: Pick<BrowserConversation, 'translator' | 'publicUrl'>, language: Language, now: Date): OurMessage[] {
  const state = { ...initialDialogueState(), language, language_source: 'phone' as const };
  const event = { kind: 'command', name: 'start', args: '', from_language: language } as const;
  const { replies } = step(state, event, { now, translator: deps.translator, pages_url: deps.publicUrl });
  return replies.map((reply) => ourMessage({ reply, language }, deps.translator));
}

/** Durable when it returns. */
export async function hearInBrowser(context: CoreContext, conversation: BrowserConversation, heard: Heard): Promise<HeardOutcome> {
  return context.db.transaction().execute((tx) => hear({ ...context, db: tx }, conversation, heard));
}

async function hear(context: CoreContext, conversation: BrowserConversation, heard: Heard): Promise<HeardOutcome> {
  const { db, vault, clock } = context;
  const hash = chatHash(vault, heard.key);
  const now = clock.now();
  await lockConversation(db, hash);
  if (await wasHeard(db, hash, heard.turn)) return { answer: null, urgentCard: false };
  const before = await readTranscript(db, vault, hash);
  const greeted = before.length === 0 ? greeting(conversation, heard.language, now) : [];
  for (const message of greeted) await writeMessage(db, vault, { chatHash: hash, message, now });
  const own: PersonMessage = { from: 'person', ...shownAs(heard.said, [...before, ...greeted]) };
  const said = await writeMessage(db, vault, { chatHash: hash, message: own, turn: heard.turn, now });
  const answers = createAnswers(conversation.translator);
  const deps: ConversationDeps = { ...conversation, face: 'browser', say: answers.say };
  const pressed = heard.said.kind === 'pressed' ? heard.said.messageId : null;
  const turn = {
    chat: { chatId: heard.key, userId: heard.key },
    receivedAt: now,
    ...(pressed !== null && { pressedMessageId: pressed }),
    ...(heard.said.kind === 'words' && heard.said.files.length > 1 && { album: heard.turn }),
  };
  for (const event of await eventsOf(context, hash, heard)) await handleDialogueEvent(context, deps, { ...turn, event });
  // A message that took the place of its own button says what was chosen.
  if (answers.first() === pressed) await rewriteMessage(db, vault, { chatHash: hash, id: said, message: { ...own, text: '' } });
  return { answer: answers.first() ?? said, urgentCard: answers.urgentCard() };
}

/** As the person's own line: a button says its label. */
function shownAs(said: SaidInBrowser, messages: readonly (StoredMessage | OurMessage)[]): { text: string; files: string[] } {
  if (said.kind === 'words') return { text: said.text, files: said.files.map(({ name }) => name) };
  const label = messages.flatMap((message) => (message.from === 'jaga' ? message.buttons.flat() : [])).findLast(({ data }) => data === said.data)?.label;
  return { text: label ?? '', files: [] };
}

async function eventsOf(context: CoreContext, hash: Buffer, { said, language }: Heard): Promise<DialogueEvent[]> {
  if (said.kind === 'pressed') return [{ kind: 'button', data: said.data, from_language: language }];
  if (said.files.length === 0) return [{ kind: 'text', text: said.text, forwarded: false, from_language: language }];
  const events: DialogueEvent[] = [];
  for (const [at, file] of said.files.entries()) {
    const kept = await keepFile(context, hash, file);
    const caption = at === 0 ? said.text : '';
    events.push({ kind: 'attachment', what: whatIs(file), caption, file: kept, forwarded: false, from_language: language });
  }
  return events;
}

function whatIs({ content_type }: SentFile): string {
  if (content_type.startsWith('image/')) return 'photo';
  return content_type === 'application/pdf' ? 'document' : 'voice';
}

/** Remembers what was answered, so that the page shows it and the time to a card is measured. */
function createAnswers(translator: Translator): { say: ConversationDeps['say']; first(): number | undefined; urgentCard(): boolean } {
  const write = sayInBrowser(translator);
  const places: number[] = [];
  let urgent = false;
  return {
    async say(context: CoreContext, said: Said) {
      places.push(...(await write(context, said)));
      urgent ||= said.replies.some(({ reply }) => isUrgentCard(reply));
    },
    first: () => places[0],
    urgentCard: () => urgent,
  };
}
