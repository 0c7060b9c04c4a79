import { describe, expect, it } from 'vitest';
import type { DialogueState } from '#core/dialogue/dialogue.ts';
import { parseDialogueState } from '#core/dialogue/dialogue-state.ts';
import { readMessage } from '#core/reading/read-message.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import { Chat, REFERENCE, translator } from '#tests/support/dialogue-chat.ts';
import { moneyWords } from './ask.ts';
import { questionsFor } from './questions.ts';
import { likelyTypes, NO_FACTS, toldFacts } from './told-facts.ts';

const SHORT = '7K3M9QPX4';

function reading(phone: Language): Chat {
  const chat = new Chat(phone);
  chat.context = {
    ...chat.context,
    readLoss: (text) => readMessage({ text }).loss,
    readTypes: (text) => likelyTypes(readMessage({ text })),
    readFacts: (text) => toldFacts(readMessage({ text })),
  };
  return chat;
}

/** Filed, with the first question asked. */
function filed(chat: Chat, text: string, answer = 'within_24h'): string {
  chat.write(text, 7);
  chat.press(`loss:${answer}`);
  return chat.received();
}

const KOREAN = '검찰이라면서 전화가 와서 국민은행 123456-01-234567 계좌로 300만원 보냈어요';
const MALAY = 'Tadi ada org call kata dari LHDN, sy dah transfer RM5,000 ke Maybank 1122 3344 5566';

describe('what is asked', () => {
  it('is only what the report does not say', () => {
    const all = { ...NO_FACTS };
    expect(questionsFor({ loss: 'within_24h', country: null, what_left: false }, all)).toEqual([
      'what_left',
      'country',
      'amount',
      'channel',
      'consent',
      'region',
    ]);
    const told = { ...all, rail: 'bank_transfer' as const, channel: 'call' as const, amount: { minor: 1, currency: 'KRW' } };
    expect(questionsFor({ loss: 'within_24h', country: 'KR', what_left: false }, told)).toEqual(['confirm', 'consent', 'region']);
    expect(questionsFor({ loss: 'no', country: null, what_left: false }, all)).toEqual(['channel', 'consent', 'region']);
  });

  it('is never more than six questions: the region goes first, then the channel', () => {
    const facts = { ...NO_FACTS, found: [{ kind: 'phone' as const, value: '010-1234-5678' }] };
    expect(questionsFor({ loss: 'earlier', country: null, what_left: false }, facts)).toEqual(['confirm', 'what_left', 'country', 'amount', 'when', 'consent']);
    expect(questionsFor({ loss: 'within_24h', country: null, what_left: false }, facts)).not.toContain('region');
  });

  it.each([
    ['ko', KOREAN, ['계좌 123456-01-234567', '금액 3,000,000원']],
    ['ms', MALAY, ['Akaun 1122 3344 5566', 'Jumlah RM5,000']],
  ] as const)('begins with what was read, to be confirmed by one tap (%s)', (language, text, words) => {
    const chat = reading(language);
    const asked = filed(chat, text);
    for (const word of words) expect(asked).toContain(word);
    chat.press(`ask:confirm:right:${SHORT}`);
    expect(chat.effects).toEqual([{ kind: 'record_answer', reference: REFERENCE, question: 'confirm', answer: 'right' }]);
    expect(chat.replies).toMatchObject([{ replaces: true, text: { params: { at: 2 } } }]);
  });
});

describe('what a card advises on', () => {
  it('are the likely types only, so that it stays short', () => {
    const types = [
      { code: 'IMP_CORP' as const, score: 0.5 },
      { code: 'MALWARE' as const, score: 0.3 },
      { code: 'SEXTORT' as const, score: 0.1 },
    ];
    expect(likelyTypes({ types })).toEqual(['IMP_CORP', 'MALWARE']);
    expect(likelyTypes({ types: [] })).toEqual([]);
  });
});

describe('an answer', () => {
  it('may be corrected in words, which are read like the report', () => {
    const chat = reading('ko');
    filed(chat, KOREAN);
    expect(chat.press(`ask:confirm:wrong:${SHORT}`)).toContain('어디가 다른가요');
    chat.write('계좌는 123456-01-234568 이에요');
    expect(chat.effects).toMatchObject([
      { kind: 'receive_report', draft: { continues: REFERENCE, corrects: true, texts: ['계좌는 123456-01-234568 이에요'] } },
    ]);
    expect(chat.received()).toMatch(/더했습니다[^]*동의하시는/);
  });

  it.each([
    ['ko', '오백만원이요', { minor: 5_000_000, currency: 'KRW' }],
    ['ms', 'RM1,200 je', { minor: 120_000, currency: 'MYR' }],
  ] as const)('about money is understood when typed (%s)', (language, typed, amount) => {
    const chat = reading(language);
    filed(chat, language === 'ko' ? '검찰이라는 사람이 전화해서 통장에서 돈을 이체했어요' : 'Pegawai polis call sy, sy dah transfer duit dari akaun sy');
    while (chat.state.interview?.questions[chat.state.interview.at] !== 'amount')
      chat.press(`ask:${chat.state.interview?.questions[chat.state.interview.at]}:skip:${SHORT}`);
    chat.write(typed);
    expect(chat.effects).toEqual([{ kind: 'record_answer', reference: REFERENCE, question: 'amount', answer: typed, amount }]);
  });

  it('may be “I don’t know”, pressed or said, and a step back asks again', () => {
    const chat = new Chat('ms');
    filed(chat, 'Ada orang kata dari bank dan minta kod');
    expect(chat.state.interview?.questions).toEqual(['what_left', 'amount', 'channel', 'consent', 'region']);
    chat.press(`ask:what_left:skip:${SHORT}`);
    expect(chat.effects).toEqual([]);
    expect(chat.write('tak tahu')).toContain('3/5');
    expect(chat.command('back')).toContain('2/5');
    expect(chat.write('kembali')).toContain('1/5');
  });

  it('pressed twice does no harm', () => {
    const chat = new Chat('ko');
    filed(chat, '은행이라면서 전화가 왔어요');
    chat.press(`ask:what_left:cash:${SHORT}`);
    const after = structuredClone(chat.state);
    chat.press(`ask:what_left:cash:${SHORT}`);
    expect(chat.state).toEqual(after);
  });

  it('that changes whom to call brings the card anew', () => {
    const chat = new Chat('ko');
    filed(chat, '은행이라면서 전화가 왔어요');
    expect(chat.press(`ask:what_left:app:${SHORT}`)).toMatch(/비행기 모드[^]*2\/5/);
  });

  it('to a question of another day leads to the present one', () => {
    const chat = new Chat('en');
    filed(chat, 'Somebody from my bank called and asked for a code');
    expect(chat.press('ask:amount:skip:0000AAAA1')).toMatch(/has passed[^]*1\/6/);
    expect(chat.press('v1:long-gone')).toMatch(/has passed[^]*1\/6/);
    expect(new Chat('en').press(`ask:amount:skip:${SHORT}`)).toContain('too old');
  });
});

describe('consent', () => {
  it('is ticked one by one and given only by “done”, with what was refused', () => {
    const chat = new Chat('en');
    filed(chat, 'A stranger wrote to me about a job', 'no');
    chat.press(`ask:channel:sms:${SHORT}`);
    chat.press(`agree:share_KR:${SHORT}`);
    chat.press(`agree:contact:${SHORT}`);
    chat.press(`agree:contact:${SHORT}`);
    expect(chat.effects).toEqual([]);
    expect(chat.press(`ask:consent:done:${SHORT}`)).toContain('3/3');
    expect(chat.effects).toEqual([{ kind: 'record_consents', reference: REFERENCE, agreed: ['share_KR'] }]);
  });
});

describe('the region', () => {
  function atRegion(phone: Language, story: string): Chat {
    const chat = new Chat(phone);
    filed(chat, story, 'no');
    chat.press(`ask:channel:skip:${SHORT}`);
    chat.press(`ask:consent:done:${SHORT}`);
    return chat;
  }

  it.each([
    ['ko', '부산 사는데 은행이라면서 전화가 왔어요', '서울', 'KR-11', 17],
    ['ms', 'Ada orang dari KL call kata dia pegawai bank', 'Selangor', 'MY-10', 16],
  ] as const)('is asked last, whatever places the story names, with those of the country to press (%s)', (language, story, label, region, choices) => {
    const chat = atRegion(language, story);
    expect(chat.state.interview?.questions.at(-1)).toBe('region');
    const regions = chat.replies.flatMap((reply) => reply.buttons ?? []).flat();
    expect(regions.filter(({ data }) => /:(KR|MY)-/.test(data))).toHaveLength(choices);
    expect(translator.t(language, regions.find(({ data }) => data.includes(region))?.label.key ?? '')).toBe(label);
    chat.press(`ask:region:${region}:${SHORT}`);
    expect(chat.effects).toEqual([{ kind: 'record_answer', reference: REFERENCE, question: 'region', answer: region }]);
  });

  it.each([
    ['ko', '경기도 수원이요', 'KR-41'],
    ['ms', 'sy kat JB je', 'MY-01'],
    ['ms', 'Seoul', 'KR-11'],
    ['en', 'Penang', 'MY-07'],
  ] as const)('may be typed (%s: %s)', (language, said, region) => {
    const chat = atRegion(language, language === 'ko' ? '은행이라면서 전화가 왔어요' : 'Ada orang call kata dari bank');
    chat.write(said);
    expect(chat.effects).toEqual([{ kind: 'record_answer', reference: REFERENCE, question: 'region', answer: region }]);
  });

  it('waits for words where the country is not known, and may be left out', () => {
    const chat = atRegion('en', 'A stranger wrote to me about a job');
    expect(chat.buttons()).toEqual([`ask:region:back:${SHORT}`, `ask:region:skip:${SHORT}`, `ask:region:enough:${SHORT}`]);
    expect(chat.press(`ask:region:skip:${SHORT}`)).toContain('That is all');
    expect(chat.effects).toEqual([]);
  });
});

describe('stopping and coming back', () => {
  it('keeps everything, and goes on days later from the report', () => {
    const chat = new Chat('ko');
    filed(chat, '은행이라면서 전화가 왔어요');
    expect(chat.press(`ask:what_left:enough:${SHORT}`)).toContain('모두 접수되어');
    chat.state = parseDialogueState(JSON.parse(JSON.stringify(chat.state)));
    chat.later(3 * 24 * 60);
    const shown = chat.hear({ kind: 'status_found', reports: [{ reference: REFERENCE, status: 'in_review', received_at: '2026-11-23T03:00:00Z' }] });
    expect(shown).toContain('담당자 검토 중');
    expect(chat.buttons()).toContain(`mine:more:${SHORT}`);
    expect(chat.press(`mine:more:${SHORT}`)).toContain('1/5');
  });

  it('is not disturbed by a command or by more words', () => {
    const chat = new Chat('en');
    filed(chat, 'Somebody from my bank called and asked for a code');
    chat.command('privacy');
    expect(chat.press(`ask:what_left:code:${SHORT}`)).toContain('2/6');
    expect(chat.write('He said his name was Daniel from Public Bank and he knew my address')).toContain('adding this');
    expect(chat.press('draft:done')).toBe('');
    expect(chat.received()).toContain('2/6');
  });

  it('reads a conversation of an earlier version', () => {
    const old = { language: 'ko', phase: 'asking_country', last_report: { reference: REFERENCE, loss: 'no', country: 'KR', types: [], filed_at: 'never' } };
    const state: DialogueState = parseDialogueState(old);
    expect(state).toMatchObject({ interview: null, discreet: false, contact: null, last_report: { reference: REFERENCE, what: null, message_ids: [] } });
  });
});

describe('several messages', () => {
  it('days later are asked about: the same person, or another', () => {
    const chat = new Chat('ko');
    filed(chat, '은행이라면서 전화가 왔어요', 'no');
    chat.later(2 * 24 * 60);
    chat.write('오늘 또 같은 번호로 전화가 왔어요, 이번에는 경찰이래요');
    expect(chat.buttons()).toContain('draft:same');
    chat.press('draft:same');
    expect(chat.effects).toMatchObject([{ kind: 'receive_report', draft: { continues: REFERENCE, loss: 'no' } }]);
    expect(chat.received()).toContain('더했습니다');
  });

  it('that are edited correct the draft, or the report once it is filed', () => {
    const chat = new Chat('en');
    chat.write('I paid 500 ringgit to somebody who sold phones', 3);
    chat.hear({ kind: 'edited', text: 'I paid 5000 ringgit to somebody who sold phones', message_id: 3, from_language: 'en' });
    expect(chat.state.draft?.texts).toEqual(['I paid 5000 ringgit to somebody who sold phones']);
    chat.press('loss:earlier');
    chat.received();
    chat.hear({ kind: 'edited', text: 'I paid 5500 ringgit to somebody who sold phones', message_id: 3, from_language: 'en' });
    expect(chat.effects).toMatchObject([{ draft: { continues: REFERENCE, corrects: true } }]);
    expect(chat.hear({ kind: 'edited', text: 'hello there', message_id: 99, from_language: 'en' })).toBe('');
    expect(chat.effects).toEqual([]);
  });
});

describe('contacts, places and files', () => {
  it('a contact is asked about: the scammer’s is evidence, a friend’s is dropped', () => {
    const chat = new Chat('ms');
    expect(chat.send('contact', 'Encik Tan 011-2345 6789')).toContain('milik siapa');
    expect(chat.state.draft).toBeNull();
    expect(chat.press('contact:mine')).toContain('tidak disimpan');
    chat.send('contact', 'Encik Tan 011-2345 6789');
    chat.press('contact:theirs');
    expect(chat.state.draft?.texts).toEqual(['Encik Tan 011-2345 6789']);
  });

  it('a contact that nobody explained stays with the report', () => {
    const chat = new Chat('ko');
    chat.send('contact', '김 팀장 010-1234-5678');
    chat.hear({ kind: 'silence' });
    expect(chat.effects).toMatchObject([{ draft: { texts: ['김 팀장 010-1234-5678'] } }]);
  });

  it('a place is kept of nobody but whoever is held', () => {
    const place = { latitude: 11.5564, longitude: 104.9282 };
    const safe = new Chat('en');
    safe.send('location', '', { place });
    expect(safe.state.draft).toBeNull();
    const held = reading('ko');
    expect(held.write('저 지금 캄보디아에 갇혀 있어요 여권도 뺏겼어요 살려주세요')).toMatch(/목숨이 먼저[^]*위치/);
    expect(held.effects).toMatchObject([{ kind: 'receive_report', draft: { what: 'held' } }]);
    expect(held.received()).not.toContain('1/');
    expect(held.send('location', '', { place })).toContain('위치를 받았습니다');
    expect(held.effects).toMatchObject([{ draft: { continues: REFERENCE, texts: ['📍 11.556400, 104.928200'] } }]);
  });

  it('an offer of work abroad is not taken for a cry for help', () => {
    const chat = reading('ko');
    expect(chat.forward('캄보디아 사무직 월 오백, 비행기표랑 숙소 다 드려요')).toContain('이미 넘어갔나요');
  });

  it('an app file is named and never kept', () => {
    const chat = new Chat('ms');
    expect(chat.send('document', '', { file_name: 'KadJemputan.apk' })).toMatch(/Jangan buka[^]*sudah terlepas/);
    expect(chat.state.draft).toMatchObject({ texts: ['[KadJemputan.apk]'], files: [] });
  });
});

describe('somebody dangerous nearby', () => {
  it('makes everything short, silent and without a telling word, until the person is alone', () => {
    const chat = new Chat('ms');
    chat.write('seorang pegawai suruh saya pindahkan wang');
    chat.press('loss:within_24h');
    chat.received();
    chat.press('safe:with_me');
    expect(chat.replies).toMatchObject([{ quiet: true }]);
    for (const said of [chat.write('dia masih dalam talian dengan saya'), chat.press(`ask:what_left:cash:${SHORT}`), chat.show()]) {
      expect(said).toBe('Baik, sudah diterima.');
      expect(said).not.toMatch(/scam|tipu|polis|laporan/i);
      expect(chat.replies).toMatchObject([{ quiet: true }]);
    }
    const back = chat.press('safe:alone');
    expect(back).toContain(REFERENCE);
    expect(back).toContain('997');
    expect(chat.replies.every(({ quiet }) => quiet !== true)).toBe(true);
  });

  it('loses nothing that is told meanwhile', () => {
    const chat = new Chat('ko');
    chat.command('emergency');
    chat.press('safe:with_me');
    chat.write('지금 옆에 있어서 길게 못 써요 국민은행 계좌로 보냈어요');
    expect(chat.effects).toMatchObject([{ kind: 'receive_report', draft: { loss: 'within_24h' } }]);
    expect(chat.received()).toBe('');
    expect(chat.press('safe:alone')).toContain(REFERENCE);
  });
});

describe('a later message', () => {
  it('asks whether the call got through, and for the number', () => {
    const chat = new Chat('ko');
    filed(chat, '은행이라면서 전화가 왔어요');
    chat.press(`ask:what_left:enough:${SHORT}`);
    expect(chat.hear({ kind: 'follow_up', about: 'call', reference: REFERENCE })).toMatch(/JG-7K3M-9QPX-4 건[^]*연결됐나요/);
    expect(chat.press(`ask:call:reached:${SHORT}`)).toContain('사건번호');
    chat.write('2026-001234');
    expect(chat.effects).toEqual([{ kind: 'record_answer', reference: REFERENCE, question: 'case_number', answer: '2026-001234' }]);
  });

  it('asks nobody for a number whom nobody answered', () => {
    const chat = new Chat('ms');
    filed(chat, 'Ada orang kata dari bank dan minta kod');
    chat.hear({ kind: 'follow_up', about: 'call', reference: REFERENCE });
    expect(chat.press(`ask:call:not_reached:${SHORT}`)).not.toContain('nombor kes');
  });
});

describe('money', () => {
  it.each([
    ['ko', 3_000_000, 'KRW', '3,000,000원'],
    ['en', 3_000_000, 'KRW', '₩3,000,000'],
    ['ms', 500_050, 'MYR', 'RM5,000.5'],
    ['en', 100, 'USD', 'USD 1'],
  ] as const)('is written as people there write it (%s)', (language, minor, currency, words) => {
    expect(moneyWords({ minor, currency }, language)).toBe(words);
  });
});
