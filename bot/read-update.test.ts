import { describe, expect, it } from 'vitest';
import { MESSAGES, SAID } from '#tests/support/updates/messages.ts';
import { AT, PRIVATE, SENDER, SUPERGROUP } from '#tests/support/updates/samples.ts';
import { createUpdateReader, type Incoming } from './read-update.ts';

const reader = createUpdateReader('4242:token-of-nobody-in-particular');

function read(message: object): Promise<Incoming> {
  return reader.read({ update_id: 1, message: { message_id: 1, date: AT, chat: PRIVATE, from: SENDER, ...message } });
}

describe('reading a message', () => {
  it('finds the words of a rich message as of any other', async () => {
    expect(await read(MESSAGES.rich_message)).toMatchObject({ kind: 'turn', turn: { event: { kind: 'text', text: '[국제발신] 고객님 택배가 보류됐습니다' } } });
  });

  it('finds them also where /check in a group replies to one', async () => {
    const asked = { message_id: 1, date: AT, chat: SUPERGROUP, ...MESSAGES.rich_message };
    const heard = await read({ chat: SUPERGROUP, text: '/check', reply_to_message: asked });
    expect(heard).toMatchObject({ kind: 'group', event: { kind: 'check', text: '[국제발신] 고객님 택배가 보류됐습니다' } });
  });

  it('keeps the picture of a live photo', async () => {
    const heard = await read(MESSAGES.live_photo);
    expect(heard).toMatchObject({
      turn: { event: { kind: 'attachment', what: 'photo', file: { file_id: 'AgACAgUAAxkBA-large', content_type: 'image/jpeg' } } },
    });
  });

  it.each(SAID)('is told to the dialogue, which answers: %s', async (kind) => {
    expect(await read(MESSAGES[kind])).toMatchObject({ kind: 'turn' });
  });

  it('leaves alone what is about the chat', async () => {
    for (const kind of ['pinned_message', 'new_chat_title', 'forum_topic_created', 'video_chat_started', 'successful_payment'] as const)
      expect(await read(MESSAGES[kind])).toEqual({ kind: 'ignored', why: 'service_message' });
  });
});
