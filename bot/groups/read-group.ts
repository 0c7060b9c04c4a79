// What happens in a group, as far as it concerns us: somebody asks with /check, an admin wants quiet, or something is said, which is only
// looked at for what is listed. Nothing said in a group is a report.

import type { CallbackQuery, Message, MessageEntity } from 'telegraf/types';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import { readCommand } from '#bot/read-command.ts';
import { languageOf } from '#bot/read-update.ts';

interface InGroup {
  chatId: number;
  /** Of the sender's phone. */
  language: Language | null;
}

export type GroupEvent =
  /** `about`: the message that is asked about; empty text: nothing was named. */
  | (InGroup & { kind: 'check'; userId: number; text: string; about: number; me: string })
  | (InGroup & { kind: 'said'; text: string; messageId: number; me: string })
  /** `userId` null: an admin who hides behind the group's name. */
  | (InGroup & { kind: 'quiet'; userId: number | null; messageId: number })
  /** An admin's button under a message of ours. */
  | (InGroup & { kind: 'remove'; userId: number; messageId: number; queryId: string });

/** What the button carries. */
export const REMOVE = 'group:remove';

type Sent = Message & { from?: { id: number; is_bot?: boolean; language_code?: string }; sender_chat?: { id: number } };

/** null: for the dialogue (its other commands), or for nobody. Channels and hidden admins write as bots. */
export function onGroupMessage(sent: Sent, me: string): GroupEvent | null {
  const { chat, from, sender_chat } = sent;
  if (from === undefined || (from.is_bot === true && sender_chat === undefined)) return null;
  const where = { chatId: chat.id, language: languageOf(from) };
  const forwarded = 'forward_origin' in sent && sent.forward_origin !== undefined;
  const command = 'text' in sent && !forwarded ? readCommand(sent.text, { me, inGroup: true }) : null;
  const name = command?.name.toLowerCase();
  // A link to a check that was opened in a group asks the group's question: the dialogue, which files reports, never hears it.
  const linked = name === 'start' && command?.args.startsWith('check') === true;
  if (command !== null && (name === 'check' || linked)) {
    const words = linked ? command.args.replace(/^check_?/, '') : command.args;
    const replied = 'reply_to_message' in sent ? sent.reply_to_message : undefined;
    const asked = words === '' && replied !== undefined ? replied : undefined;
    return {
      ...where,
      kind: 'check',
      userId: sender_chat?.id ?? from.id,
      text: asked === undefined ? words : wordsOf(asked),
      about: (asked ?? sent).message_id,
      me,
    };
  }
  if (name === 'quiet') {
    const hidden = sender_chat?.id === chat.id;
    return { ...where, kind: 'quiet', userId: hidden ? null : from.id, messageId: sent.message_id };
  }
  const text = wordsOf(sent);
  return command !== null || text === '' ? null : { ...where, kind: 'said', text, messageId: sent.message_id, me };
}

/** null: another button. */
export function readRemoval(query: CallbackQuery): GroupEvent | null {
  if (!('data' in query) || query.data !== REMOVE || query.message === undefined) return null;
  const { chat, message_id } = query.message;
  return { kind: 'remove', chatId: chat.id, language: languageOf(query.from), userId: query.from.id, messageId: message_id, queryId: query.id };
}

/** Text or caption, with the addresses that hide behind words. */
function wordsOf(sent: object): string {
  const { text, caption, entities = [], caption_entities = [] } = sent as Worded;
  const links = [...entities, ...caption_entities].flatMap((entity) => (entity.type === 'text_link' ? entity.url : []));
  return [text ?? caption ?? '', ...links].filter(Boolean).join('\n');
}

/** What is left of a message's many kinds; its shape was checked in update-shape.ts. */
interface Worded {
  text?: string;
  caption?: string;
  entities?: MessageEntity[];
  caption_entities?: MessageEntity[];
}
