import { describe, expect, test } from 'vitest';
import { fixedClock } from '#platform/clock.ts';
import { standInWithCall, testToken } from './telegram-test-call.ts';

const noon = new Date('2026-03-02T03:00:00Z');
const refused = (description: string, error_code = 400) => ({ ok: false, error_code, description });

describe('the door', () => {
  test('a wrong token is 401, an unknown method and a wrong path 404', async () => {
    const { standIn, call } = await standInWithCall();
    const wrong = await fetch(`${standIn.apiRoot}/bot1:wrong/getMe`);
    expect([wrong.status, await wrong.json()]).toEqual([401, refused('Unauthorized', 401)]);
    expect(await call('sendTelepathy')).toEqual(refused('Not Found', 404));
    expect((await fetch(`${standIn.apiRoot}/`)).status).toBe(404);
  });

  test('GET, JSON, urlencoded and multipart reach the same method, whatever its case', async () => {
    const { standIn } = await standInWithCall();
    standIn.user(1);
    const root = `${standIn.apiRoot}/bot${testToken}`;
    const form = new FormData();
    form.set('chat_id', '1');
    form.set('text', '안녕하세요');
    await fetch(`${root}/SENDMESSAGE?chat_id=1&text=${encodeURIComponent('안녕하세요')}`);
    await fetch(`${root}/sendMessage`, { method: 'POST', body: new URLSearchParams({ chat_id: '1', text: '안녕하세요' }) });
    await fetch(`${root}/sendMessage`, { method: 'POST', body: form });
    expect(
      standIn
        .chat(1)
        .messages()
        .map((message) => message.text),
    ).toEqual(['안녕하세요', '안녕하세요', '안녕하세요']);
  });

  test('a body that is no JSON object is 400', async () => {
    const { standIn } = await standInWithCall();
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${standIn.apiRoot}/bot${testToken}/sendMessage`, { method: 'POST', headers, body: '[1' });
    expect(answer.status).toBe(400);
  });
});

describe('text', () => {
  test('4,096 UTF-16 units after entity parsing pass, one more does not, none neither', async () => {
    const { standIn, call } = await standInWithCall();
    standIn.user(1);
    const full = '가'.repeat(4096);
    expect(await call('sendMessage', { chat_id: 1, text: `<b>${full}</b>`, parse_mode: 'HTML' })).toMatchObject({ ok: true });
    expect(await call('sendMessage', { chat_id: 1, text: `${full}나` })).toEqual(refused('Bad Request: message is too long'));
    expect(await call('sendMessage', { chat_id: 1, text: '😀'.repeat(2049) })).toEqual(refused('Bad Request: message is too long'));
    expect(await call('sendMessage', { chat_id: 1, text: '  \n' })).toEqual(refused('Bad Request: message text is empty'));
    expect(await call('sendMessage', { chat_id: 1, text: '<b></b>', parse_mode: 'HTML' })).toEqual(refused('Bad Request: message text is empty'));
  });

  test('HTML becomes text and entities in UTF-16 offsets', async () => {
    const { standIn, call } = await standInWithCall();
    standIn.user(1);
    const text = ' 😀 <b>jangan <i>klik</i></b> &lt;1394&gt; <a href="https://example.my/x?a=1&amp;b=2">sini</a>';
    const answer = await call('sendMessage', { chat_id: 1, text, parse_mode: 'HTML' });
    expect(answer['result']).toMatchObject({
      text: '😀 jangan klik <1394> sini',
      entities: [
        { type: 'italic', offset: 10, length: 4 },
        { type: 'bold', offset: 3, length: 11 },
        { type: 'text_link', offset: 22, length: 4 },
      ],
    });
  });

  test.each([
    ['금 < 은', `Unsupported start tag "" at byte offset 4`],
    ['<x>a</x>', 'Unsupported start tag "x" at byte offset 0'],
    ['가<b>a</i>', 'Unmatched end tag at byte offset 7, expected "</b>", found "</i>"'],
    ['<b>a', `Can't find end tag corresponding to start tag "b"`],
    ['a</b>', 'Unexpected end tag at byte offset 1'],
    ['<b', 'Unclosed start tag at byte offset 0'],
    ['🏟<b></b></', 'Unexpected end tag at byte offset 11'],
    ['<i>a</i  ', 'Unclosed end tag at byte offset 4'],
  ])('%s cannot be parsed as HTML', async (text, reason) => {
    const { standIn, call } = await standInWithCall();
    standIn.user(1);
    expect(await call('sendMessage', { chat_id: 1, text, parse_mode: 'HTML' })).toEqual(refused(`Bad Request: can't parse entities: ${reason}`));
  });

  test('hostile HTML of 100,000 characters is answered at once', async () => {
    const { standIn, call } = await standInWithCall();
    standIn.user(1);
    for (const piece of ['<b>', '&', '&#', '</', '<a href="']) {
      const started = performance.now();
      await call('sendMessage', { chat_id: 1, text: piece.repeat(100_000 / piece.length), parse_mode: 'HTML' });
      expect(performance.now() - started).toBeLessThan(1000);
    }
  });

  test('a chat nobody declared is not found, a missing one is empty', async () => {
    const { call } = await standInWithCall();
    expect(await call('sendMessage', { chat_id: 404, text: 'hai' })).toEqual(refused('Bad Request: chat not found'));
    expect(await call('sendMessage', { text: 'hai' })).toEqual(refused('Bad Request: chat_id is empty'));
  });
});

describe('buttons', () => {
  const keyboard = (button: object) => ({ chat_id: 1, text: '선택해 주세요', reply_markup: { inline_keyboard: [[button]] } });

  test('callback data is 1 to 64 bytes', async () => {
    const { standIn, call } = await standInWithCall();
    standIn.user(1);
    const sized = (data: string) => call('sendMessage', keyboard({ text: '네', callback_data: data }));
    expect(await sized('x'.repeat(64))).toMatchObject({ ok: true });
    expect(await sized('가'.repeat(22))).toEqual(refused('Bad Request: BUTTON_DATA_INVALID'));
    expect(await sized('')).toEqual(refused('Bad Request: BUTTON_DATA_INVALID'));
  });

  test('markup of the wrong shape is refused', async () => {
    const { standIn, call } = await standInWithCall({ limits: { chatBurst: 100 } });
    standIn.user(1);
    const wrong = [[], 'text', { inline_keyboard: {} }, { inline_keyboard: [{}] }, { inline_keyboard: [[{ text: 'a' }]] }, { keyboard: [[{}]] }];
    for (const reply_markup of wrong) {
      expect(await call('sendMessage', { chat_id: 1, text: 'a', reply_markup })).toMatchObject({ ok: false, error_code: 400 });
    }
    expect(await call('sendMessage', keyboard({ text: 'a', url: 'not a url' }))).toMatchObject({ error_code: 400 });
    expect(await call('sendMessage', { ...keyboard({}), reply_markup: '{"remove_keyboard":true}' })).toMatchObject({ ok: true });
  });

  test('a pressed button becomes a callback query that can be answered in time', async () => {
    const clock = fixedClock(noon);
    const { standIn, call } = await standInWithCall({ clock });
    const minji = standIn.user(1, { firstName: '민지', languageCode: 'ko' });
    await call('sendMessage', keyboard({ text: '신고하기', callback_data: 'report' }));
    const byLabel = minji.presses('신고하기');
    const updates = await call('getUpdates');
    expect(updates['result']).toMatchObject([{ callback_query: { id: byLabel, data: 'report', from: { language_code: 'ko' }, message: { message_id: 1 } } }]);
    expect(await call('answerCallbackQuery', { callback_query_id: byLabel, text: '확인했어요' })).toMatchObject({ ok: true });
    expect(standIn.answerTo(byLabel)).toMatchObject({ text: '확인했어요' });
    const late = minji.presses('report');
    clock.advance(16_000);
    const tooOld = refused('Bad Request: query is too old and response timeout expired or query ID is invalid');
    expect(await call('answerCallbackQuery', { callback_query_id: late })).toEqual(tooOld);
    expect(await call('answerCallbackQuery', { callback_query_id: 'made up' })).toEqual(tooOld);
  });

  test('a tapped reply keyboard sends its label; a button that is not there is an error with those that are', async () => {
    const { standIn, call } = await standInWithCall();
    const aisyah = standIn.user(1);
    await call('sendMessage', { chat_id: 1, text: 'Pilih', reply_markup: { keyboard: [['Lapor', { text: 'Semak' }]] } });
    aisyah.presses('Semak');
    expect(standIn.chat(1).messages().at(-1)).toMatchObject({ from: 'person', text: 'Semak' });
    expect(() => aisyah.presses('Batal')).toThrow('Lapor | Semak');
  });
});

describe('edits and deletions', () => {
  test('the screen shows the edit; the same again is "not modified"; an edit without keyboard takes it away', async () => {
    const { standIn, call } = await standInWithCall({ limits: { chatBurst: 100 } });
    standIn.user(1);
    const reply_markup = { inline_keyboard: [[{ text: 'Ya', callback_data: 'y' }]] };
    await call('sendMessage', { chat_id: 1, text: 'Sedang disemak', reply_markup });
    const edited = { chat_id: 1, message_id: 1, text: 'Sudah disemak' };
    expect(await call('editMessageText', { ...edited, reply_markup })).toMatchObject({ ok: true });
    expect(standIn.chat(1).messages()).toMatchObject([{ text: 'Sudah disemak', edited: true, buttons: [[{ text: 'Ya', data: 'y' }]] }]);
    const again = await call('editMessageText', { ...edited, reply_markup });
    expect(again['description']).toMatch(/^Bad Request: message is not modified: /);
    expect(await call('editMessageText', edited)).toMatchObject({ ok: true });
    expect(standIn.chat(1).messages()[0]?.buttons).toEqual([]);
    expect((await call('editMessageReplyMarkup', { chat_id: 1, message_id: 1 }))['description']).toMatch(/not modified/);
  });

  test("what is not there, or not the bot's, cannot be edited; what is not there cannot be deleted", async () => {
    const { standIn, call } = await standInWithCall();
    const person = standIn.user(1);
    const theirs = person.sends('내 글');
    expect(await call('editMessageText', { chat_id: 1, message_id: 99, text: 'a' })).toEqual(refused('Bad Request: message to edit not found'));
    expect(await call('editMessageText', { chat_id: 1, message_id: theirs, text: 'a' })).toEqual(refused("Bad Request: message can't be edited"));
    expect(await call('deleteMessage', { chat_id: 1, message_id: 99 })).toEqual(refused('Bad Request: message to delete not found'));
    expect(await call('deleteMessage', { chat_id: 1, message_id: theirs })).toMatchObject({ ok: true });
    expect(standIn.chat(1).messages()).toEqual([]);
  });

  test('a message older than 48 hours cannot be deleted', async () => {
    const clock = fixedClock(noon);
    const { standIn, call } = await standInWithCall({ clock });
    standIn.user(1);
    await call('sendMessage', { chat_id: 1, text: 'a' });
    clock.advance(48 * 3600 * 1000 + 1000);
    expect(await call('deleteMessage', { chat_id: 1, message_id: 1 })).toEqual(refused("Bad Request: message can't be deleted"));
  });

  test('message ids count up within each chat', async () => {
    const { standIn, call } = await standInWithCall();
    standIn.user(1);
    standIn.user(2);
    const ids = [];
    for (const chat_id of [1, 1, 2]) ids.push((await call('sendMessage', { chat_id, text: 'a' }))['result']);
    expect(ids).toMatchObject([{ message_id: 1 }, { message_id: 2 }, { message_id: 1 }]);
  });
});

describe('the rest', () => {
  test('photos and documents need a file and a caption of at most 1,024', async () => {
    const { standIn, call } = await standInWithCall();
    standIn.user(1);
    expect(await call('sendPhoto', { chat_id: 1 })).toEqual(refused('Bad Request: there is no photo in the request'));
    expect(await call('sendDocument', { chat_id: 1, document: 'id', caption: 'x'.repeat(1025) })).toEqual(refused('Bad Request: message caption is too long'));
    expect(await call('sendDocument', { chat_id: 1, document: 'id', caption: '영수증' })).toMatchObject({ ok: true });
    expect(standIn.chat(1).messages()[0]?.text).toBe('영수증');
  });

  test('commands and descriptions are checked and kept by language', async () => {
    const { standIn, call } = await standInWithCall();
    const commands = [{ command: 'lapor', description: 'Lapor penipuan' }];
    expect(await call('setMyCommands', { commands, language_code: 'ms' })).toMatchObject({ ok: true });
    expect(standIn.profile('setMyCommands', 'ms')).toMatchObject({ commands });
    expect(await call('setMyCommands', { commands: [{ command: '신고', description: 'a' }] })).toEqual(refused('Bad Request: BOT_COMMAND_INVALID'));
    expect(await call('setMyDescription', { description: 'a'.repeat(513) })).toMatchObject({ error_code: 400 });
    expect(await call('setMyShortDescription', { short_description: 'a'.repeat(120) })).toMatchObject({ ok: true });
  });

  test('a chat action has a known name and a known chat', async () => {
    const { standIn, call } = await standInWithCall();
    standIn.user(1);
    expect(await call('sendChatAction', { chat_id: 1, action: 'typing' })).toMatchObject({ ok: true });
    expect(await call('sendChatAction', { chat_id: 1, action: 'dancing' })).toMatchObject({ error_code: 400 });
  });

  test('waiting finds a message already shown and one yet to come, and says what was there instead', async () => {
    const { standIn, call } = await standInWithCall();
    standIn.user(1);
    const coming = standIn.chat(1).waitForMessage((message) => message.text.includes('접수'));
    await call('sendMessage', { chat_id: 1, text: '접수되었어요' });
    const first = await coming;
    expect(await standIn.chat(1).waitForMessage(() => true)).toEqual(first);
    await expect(standIn.chat(1).waitForMessage(() => true, { after: first.messageId, timeoutMs: 20 })).rejects.toThrow('bot: 접수되었어요');
  });

  test('counts only keep numbers: any chat exists, nothing is stored', async () => {
    const { standIn, call } = await standInWithCall({ keep: 'counts', chats: 'any' });
    for (const chat_id of [11, 12, 12]) await call('sendMessage', { chat_id, text: 'a' });
    expect([standIn.delivered(), standIn.chat(12).delivered(), standIn.count('sendMessage', 200)]).toEqual([3, 2, 3]);
    expect([standIn.calls(), standIn.chat(12).messages()]).toEqual([[], []]);
  });
});
