// The same service and the same stories on a Bot API server that others wrote (telegram-test-api), by TELEGRAM_API_ROOT alone.
// It knows getMe, getUpdates, setWebhook, deleteWebhook, sendMessage, editMessageText, editMessageReplyMarkup, deleteMessage and
// answerCallbackQuery, and people who write and press in private. So this file cannot show, and tests/e2e/stories.test.ts does:
// - groups (no getChatMember, and nothing can be a reply), inline queries, pictures and other files, the bot's commands and profile;
// - the webhook: it sends no secret token, which the service refuses with 401; here it polls, although an empty answer comes at once;
// - limits, refusals (a wrong chat, a faulty markup, an edit of what is gone are all taken), blocking.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tellCheckStory } from '#cli/demo/check-story.ts';
import { tellLossStory } from '#cli/demo/loss-story.ts';
import { startForeignBotApi, type ForeignBotApi } from '#tests/support/foreign-bot-api.ts';
import { saidIn, toldStory, type Told } from '#tests/support/told-story.ts';

const servers: ForeignBotApi[] = [];
let loss: Told;
let check: Told;

async function stage(token: string): Promise<ForeignBotApi> {
  const server = await startForeignBotApi(token);
  servers.push(server);
  return server;
}

beforeAll(async () => {
  loss = await toldStory(tellLossStory, await stage('6660001:told-on-a-foreign-server-loss'));
  check = await toldStory(tellCheckStory, await stage('6660002:told-on-a-foreign-server-check'));
}, 300_000);

afterAll(() => Promise.all(servers.map((server) => server.close())));

describe('on a Bot API server of others', () => {
  it.each([
    ['영숙 has just paid (ko)', '112에 전화해 “보이스피싱, 지급정지”라고 말하세요'],
    ['Rohani has just paid (ms)', '997. Katakan: “Saya kena scam, tolong sekat transaksi ini.”'],
    ['Margaret has just paid (en)', 'Say: “I have been scammed, please stop this transaction.”'],
  ])('%s: is told whom to call and given a reference', (title, words) => {
    expect(saidIn(loss, title)).toContain(words);
    expect(saidIn(loss, title)).toMatch(/JG-\w{4}-\w{4}-\w/);
  });

  it.each([
    ['수진 is unsure (ko)', '안전하다는 뜻은 아니에요', '신고됨: 사기라는 신고가 있어요', '계좌가 다른 계좌로 바뀌었어요'],
    ['Siti is unsure (ms)', 'Itu tidak bermakna ia selamat', 'Dilaporkan: ada laporan bahawa ini penipuan', 'Akaun ditukar dengan akaun lain'],
    ['Daniel is unsure (en)', 'That does not mean it is safe', 'Reported: others say this is a scam', 'One account is replaced by another'],
  ])('%s: reads what is known and what is not', (title, ...words) => {
    for (const each of words) expect(saidIn(check, title)).toContain(each);
  });
});
