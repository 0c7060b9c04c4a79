import { describe, expect, it } from 'vitest';
import type { LossReading } from '#core/reading/reading.ts';
import { Chat, REFERENCE } from '#tests/support/dialogue-chat.ts';

function reading(state: LossReading['state'], within: boolean | null): () => LossReading {
  return () => ({ state, within_24h: within, amount: null });
}

describe('a loss, told in Korean', () => {
  it('gets the card at once, then the reference in a line of its own', () => {
    const chat = new Chat('ko');
    expect(chat.command('start', 'from_poster')).toContain('안녕하세요');
    expect(chat.forward('중앙지검 수사관입니다. 안전계좌로 옮기세요')).toContain('이미 넘어갔나요');
    expect(chat.buttons()).toEqual(['loss:within_24h', 'loss:earlier', 'loss:no', 'loss:unsure', 'safe:held', 'check:draft']);
    const card = chat.write('네 방금 보냈어요');
    expect(card).toContain('보이스피싱, 지급정지');
    expect(card).toContain('<b>112</b>');
    expect(chat.buttons().slice(0, 5)).toEqual([
      'safe:with_me',
      'card:KR:within_24h:-',
      'card:MY:within_24h:-',
      'card:other:within_24h:-',
      'card:KR:within_24h:-:held:-',
    ]);
    expect(chat.effects).toEqual([
      {
        kind: 'receive_report',
        draft: {
          texts: ['중앙지검 수사관입니다. 안전계좌로 옮기세요', '네 방금 보냈어요'],
          files: [],
          forwarded: true,
          forwarded_texts: [0],
          loss: 'within_24h',
          country: 'KR',
          started_at: '2026-11-23T03:00:00.000Z',
        },
      },
    ]);
    const receipt = chat.received();
    expect(receipt.split('\n')).toContain(`<b>${REFERENCE}</b>`);
    expect(receipt).toContain('확인 코드: <b>rcpt-1234</b>');
    expect(chat.write('말레이시아')).toContain('<b>997</b>');
  });
});

describe('a loss, told in Malay', () => {
  it('is understood when typed, and the numbers are Malaysian', () => {
    const chat = new Chat('ms');
    expect(chat.write('saya kena scam, dia kata pegawai dari Bukit Aman')).toContain('sudah terlepas ke tangan penipu? Bila?');
    const card = chat.write('dah transfer tadi');
    expect(card).toContain('<b>997</b>');
    expect(card).not.toContain('112');
    expect(chat.effects).toMatchObject([{ kind: 'receive_report', draft: { loss: 'within_24h', country: 'MY' } }]);
    expect(chat.received()).toContain('Tunjukkan <b>nombor rujukan</b>');
  });
});

describe('a loss, told in English', () => {
  it('names both countries until one is chosen', () => {
    const chat = new Chat('en');
    chat.write('Somebody from my bank called and I paid them');
    const card = chat.press('loss:within_24h');
    expect(card).toMatch(/In Korea: .*112/);
    expect(card).toMatch(/In Malaysia: .*997/);
    expect(chat.effects).toMatchObject([{ kind: 'receive_report', draft: { loss: 'within_24h', country: null } }]);
    chat.received();
    const malaysian = chat.press('card:MY:within_24h:-');
    expect(malaysian).toContain('997');
    expect(malaysian).not.toContain('In Korea');
    expect(chat.replies).toMatchObject([{ replaces: true }]);
  });

  it('asks when, after a bare yes, with the numbers already there', () => {
    const chat = new Chat('en');
    chat.write('They said I won a prize and took the fee');
    expect(chat.write('yes')).toMatch(/Call now[^]*When did it happen/);
    expect(chat.effects).toEqual([]);
    expect(chat.press('loss:earlier')).toContain('Call first');
    expect(chat.effects).toMatchObject([{ draft: { loss: 'earlier', texts: ['They said I won a prize and took the fee', 'yes'] } }]);
  });
});

describe('nothing lost', () => {
  it.each([
    ['ko', '엄마 나 폰 깨져서 임시번호야', '아니요', '다행입니다'],
    ['ms', 'Bungkusan anda sangkut di kastam, bayar caj', 'tak', 'Syukurlah'],
    ['en', 'Your parcel is held, pay a small fee', "no, I haven't sent anything", 'Good that nothing'],
  ] as const)('is calm and files the report (%s)', (language, scam, answer, words) => {
    const chat = new Chat(language);
    chat.forward(scam);
    expect(chat.write(answer)).toContain(words);
    expect(chat.effects).toMatchObject([{ kind: 'receive_report', draft: { loss: 'no', texts: [scam, answer] } }]);
  });
});

describe('gathering', () => {
  it('keeps further texts with the same draft, byte for byte', () => {
    const chat = new Chat('ko');
    const odd = '  국민 110\u200b-123  \ud83d\ude00\n';
    chat.forward('교수님 무료 종목방 초대합니다');
    expect(chat.write(odd)).toContain('추가로 받았습니다');
    expect(chat.state.draft?.texts).toEqual(['교수님 무료 종목방 초대합니다', odd]);
  });

  it('files an open draft as it stands after a silence, and keeps the question open', () => {
    const chat = new Chat('ms');
    chat.forward('Tahniah, anda layak bantuan tunai, isi borang di pautan');
    expect(chat.hear({ kind: 'silence' })).toBe('');
    expect(chat.effects).toMatchObject([{ kind: 'receive_report', draft: { loss: null } }]);
    expect(chat.received()).toContain('Soalan ini belum dijawab');
    expect(chat.write('ya baru tadi')).toContain('<b>997</b>');
    expect(chat.effects).toMatchObject([{ kind: 'receive_report', draft: { loss: 'within_24h', continues: REFERENCE } }]);
    expect(chat.received()).toContain('Sudah ditambah');
    expect(chat.hear({ kind: 'silence' })).toBe('');
    expect(chat.effects).toEqual([]);
  });

  it('adds what is told soon after filing to the same report', () => {
    const chat = new Chat('en');
    chat.write('I got scammed by a fake bank officer');
    chat.press('loss:within_24h');
    chat.received();
    chat.later(5);
    expect(chat.write('The account was Maybank 1122 3344 5566')).toContain(`adding this to report ${REFERENCE}`);
    expect(chat.write('and the number was 011-2345 6789')).toContain('Got it');
    chat.press('draft:done');
    expect(chat.effects).toMatchObject([{ draft: { continues: REFERENCE, loss: 'within_24h' } }]);
    expect(chat.effects[0]).toHaveProperty('draft.texts.length', 2);
    expect(chat.received()).toContain('Added to report');
  });

  it('shows the card at once when money leaves after a report without a loss, and moves that report', () => {
    const chat = new Chat('ko');
    chat.forward('검찰청 수사관입니다. 안전계좌로 자금을 옮기셔야 합니다');
    chat.press('loss:no');
    chat.received();
    chat.later(10);
    chat.context = { ...chat.context, readLoss: reading('lost', true) };
    expect(chat.write('방금 그 계좌로 200만원 보냈어요 어떡해요')).toContain('112');
    expect(chat.effects).toMatchObject([{ kind: 'receive_report', draft: { continues: REFERENCE, loss: 'within_24h' } }]);
    chat.context = { ...chat.context, readLoss: reading('lost', null) };
    chat.press('loss:no');
    expect(chat.write('아까 그 사람한테 돈을 보냈어요')).toContain('112');
    expect(chat.buttons()).toContain('loss:within_24h');
  });

  it('lets another scam be a report of its own', () => {
    const chat = new Chat('en');
    chat.write('I got scammed by a fake bank officer');
    chat.press('loss:no');
    chat.received();
    chat.forward('Like videos from home and earn per task');
    expect(chat.press('draft:separate')).toContain('already left?');
    chat.press('loss:no');
    expect(chat.effects).toEqual([{ kind: 'receive_report', draft: expect.not.objectContaining({ continues: expect.anything() }) as unknown }]);
  });

  it('starts a new report the next day', () => {
    const chat = new Chat('en');
    chat.write('I got scammed by a fake bank officer');
    chat.press('loss:no');
    chat.received();
    chat.later(24 * 60);
    expect(chat.write('Now another one wants my account number')).toContain('already left?');
  });

  it('files a text too long to keep at once, and still asks', () => {
    const chat = new Chat('ko');
    const long = '가'.repeat(50_000);
    chat.write(long);
    expect(chat.effects).toMatchObject([{ kind: 'receive_report', draft: { texts: [long], loss: null } }]);
    expect(JSON.stringify(chat.state).length).toBeLessThan(1000);
    expect(chat.received()).toContain('아직 이 답을 듣지 못했습니다');
    chat.write('방금 보냈어요');
    expect(chat.effects).toMatchObject([{ draft: { continues: REFERENCE, loss: 'within_24h' } }]);
  });
});

describe('first words that say money has just left', () => {
  it('bring the card together with the question, once', () => {
    const chat = new Chat('ko');
    chat.context = { ...chat.context, readLoss: reading('lost', true), readTypes: () => ['MALWARE'] };
    const first = chat.write('방금 500만원 이체했는데 사기 같아요');
    expect(first).toMatch(/비행기 모드[^]*이미 넘어갔나요/);
    expect(chat.press('loss:within_24h')).not.toContain('비행기 모드');
    expect(chat.effects).toHaveLength(1);
  });

  it('do not count when the text is forwarded or the money stayed', () => {
    const chat = new Chat('ko');
    chat.context = { ...chat.context, readLoss: reading('lost', true) };
    expect(chat.forward('방금 500만원 이체했는데 사기 같아요')).not.toContain('112');
    const other = new Chat('ko');
    other.context = { ...other.context, readLoss: reading('near_miss', null) };
    expect(other.write('하마터면 보낼 뻔했어요')).not.toContain('112');
  });
});

describe('the emergency button', () => {
  it('gives numbers before any word, and files the story as soon as it comes', () => {
    const chat = new Chat('ms');
    chat.command('start');
    expect(chat.press('loss:within_24h')).toMatch(/997[^]*tulis apa yang berlaku/);
    expect(chat.effects).toEqual([]);
    chat.write('seorang pegawai LHDN suruh saya pindahkan wang');
    expect(chat.effects).toMatchObject([{ kind: 'receive_report', draft: { loss: 'within_24h' } }]);
  });

  it('leaves nothing behind when nobody writes', () => {
    const chat = new Chat('en');
    chat.command('emergency');
    chat.hear({ kind: 'silence' });
    expect(chat.state.draft).toBeNull();
    expect(chat.effects).toEqual([]);
  });
});

describe('language', () => {
  it('is asked in all three when the phone tells nothing', () => {
    const chat = new Chat(null);
    const text = chat.command('start');
    for (const words of ['어느 언어로', 'bahasa apa', 'Which language']) expect(text).toContain(words);
    expect(chat.buttons()).toEqual(['lang:ko', 'lang:ms', 'lang:en']);
    expect(chat.press('lang:ms')).toContain('Bahasa Melayu');
    expect(chat.write('돈을 보냈어요 어떡해요')).toContain('terlepas');
  });

  it('follows what somebody writes, not what they forward', () => {
    const chat = new Chat('en');
    chat.forward('정부지원 저금리 대환 대상자로 선정되셨어요');
    expect(chat.state.language).toBe('en');
    chat.write('이거 사기인가요? 무서워요');
    expect(chat.state.language).toBe('ko');
  });

  it('moves an open question over, and a subscription with it', () => {
    const chat = new Chat('en');
    chat.hear({ kind: 'subscription_saved', subscription: { active: true, types: [], countries: [] } });
    chat.write('They told me to pay tax first');
    expect(chat.press('lang:ko')).toContain('이미 넘어갔나요');
    expect(chat.effects).toMatchObject([{ kind: 'save_subscription', subscription: { active: true } }]);
  });
});

describe('status', () => {
  it('finds one report or all of the chat', () => {
    const chat = new Chat('ms');
    chat.command('status');
    expect(chat.effects).toEqual([{ kind: 'find_status', reference: null }]);
    chat.command('status', 'jg 7k3m 9qpx 4');
    expect(chat.effects).toEqual([{ kind: 'find_status', reference: REFERENCE }]);
    chat.write(REFERENCE);
    expect(chat.effects).toEqual([{ kind: 'find_status', reference: REFERENCE }]);
    expect(chat.command('status', '; drop table')).toContain('JG-7K3M-9QPX-4');
    expect(chat.effects).toEqual([]);
  });

  it.each(['received', 'read', 'in_review', 'confirmed', 'rejected', 'duplicate', 'merged', 'closed', 'unheard_of'])('has a word for %s', (status) => {
    const chat = new Chat('ko');
    chat.command('help');
    const reports = [{ reference: REFERENCE, status, received_at: '2026-11-22T01:02:03Z' }];
    expect(chat.hear({ kind: 'status_found', reports })).toMatch(/JG-7K3M-9QPX-4<\/b> \(2026년 11월 22일\) [가-힣]/);
  });

  it('says kindly when there is none', () => {
    expect(new Chat('en').hear({ kind: 'status_found', reports: [] })).toContain('No report was found');
  });
});

describe('anything else', () => {
  it.each([
    ['ko', '안녕', '수상한 연락'],
    ['ko', '안녕하세요!', '수상한 연락'],
    ['ms', 'apa khabar', 'Salam sejahtera'],
    ['en', 'hi', 'Hello'],
    ['en', '', 'tell me a little more'],
    ['en', '   ', 'tell me a little more'],
    ['ko', 'ㅋㅋ', '조금만 더'],
    ['ms', '😭', 'ceritakan sedikit lagi'],
    ['ms', 'terima kasih', 'Sama-sama'],
    ['en', '/frobnicate', 'does not exist'],
  ] as const)('is answered kindly in %s: “%s”', (language, text, words) => {
    const chat = new Chat(language);
    expect(chat.write(text)).toContain(words);
    expect(chat.state.draft).toBeNull();
  });

  it.each(['photo', 'voice', 'sticker', 'location', 'document', 'contact', 'poll', '__proto__'])('says what can be done with a %s', (what) => {
    for (const language of ['ko', 'ms', 'en'] as const) expect(new Chat(language).send(what).length).toBeGreaterThan(20);
  });

  it('keeps the words that come with a video and says that the video is not kept', () => {
    const chat = new Chat('en');
    const text = chat.send('video', 'this man asked me for RM500 on WhatsApp');
    expect(text).toMatch(/already left\?[^]*are in your report/);
    expect(chat.state.draft?.texts).toEqual(['this man asked me for RM500 on WhatsApp']);
  });

  it('shrugs off old and foreign buttons', () => {
    const chat = new Chat('ko');
    expect(chat.press('v1:whatever')).toContain('오래된 버튼');
    chat.press('draft:done');
    expect(chat.effects).toEqual([]);
    chat.write('경찰이라면서 돈을 보내라고 해요');
    chat.press('loss:no');
    chat.received();
    chat.press('loss:no');
    expect(chat.effects).toEqual([]);
    expect(chat.replies[0]?.kind).toBe('safety_card');
  });

  it('forgets a draft on /cancel and files nothing', () => {
    const chat = new Chat('ko');
    chat.write('경찰이라면서 돈을 보내라고 해요');
    expect(chat.command('cancel')).toContain('접수되지 않았습니다');
    expect(chat.state.draft).toBeNull();
    expect(chat.hear({ kind: 'silence' })).toBe('');
    expect(chat.command('cancel')).toContain('작성 중인 신고가 없습니다');
  });

  it('tells how long data is kept', () => {
    const chat = new Chat('en');
    chat.context = { ...chat.context, retention_days: 30 };
    expect(chat.command('privacy')).toContain('after 30 days');
  });
});

describe('a picture', () => {
  it.each([
    ['ko', '사진을 저장했고'],
    ['ms', 'Gambar anda sudah disimpan'],
    ['en', 'I have kept the picture'],
  ] as const)('alone is a report: in %s the person hears that it is kept and is asked at once', (language, kept) => {
    const chat = new Chat(language);
    expect(chat.show()).toContain(kept);
    expect(chat.buttons()).toContain('loss:within_24h');
    expect(chat.press('loss:no')).not.toBe('');
    expect(chat.effects).toMatchObject([{ kind: 'receive_report', draft: { texts: [], files: [{ file_id: 'AgACAgUAAx' }], loss: 'no' } }]);
  });

  it('whose caption tells of a loss brings the card first', () => {
    const chat = new Chat('en');
    chat.context = { ...chat.context, readLoss: reading('lost', true) };
    chat.show('I just sent him RM5000, this is the chat');
    expect(chat.replies[0]?.kind).toBe('safety_card');
    expect(chat.state.draft).toMatchObject({ texts: ['I just sent him RM5000, this is the chat'], files: [{}] });
  });

  it('after the emergency button is filed without another question', () => {
    const chat = new Chat('ko');
    chat.command('emergency');
    chat.show();
    expect(chat.effects).toMatchObject([{ kind: 'receive_report', draft: { loss: 'within_24h', files: [{}] } }]);
  });

  it('is filed when nothing more is heard, and with the tenth at once', () => {
    const quiet = new Chat('ms');
    quiet.show();
    quiet.hear({ kind: 'silence' });
    expect(quiet.effects).toMatchObject([{ draft: { files: [{}] } }]);
    const many = new Chat('ms');
    for (let sent = 0; sent < 10; sent += 1) many.show();
    expect(many.effects).toMatchObject([{ draft: { files: Array.from({ length: 10 }, () => ({})) } }]);
    expect(many.state.draft).toBeNull();
  });

  it('after filing is added to the report', () => {
    const chat = new Chat('en');
    chat.write('a man from the bank asked for my code');
    chat.press('loss:no');
    chat.received();
    expect(chat.show()).toContain(REFERENCE);
    chat.press('draft:done');
    expect(chat.effects).toMatchObject([{ draft: { continues: REFERENCE, texts: [], files: [{}] } }]);
  });
});

describe('a recording', () => {
  it('is kept, and words are asked for as well', () => {
    const chat = new Chat('en');
    expect(chat.show('', 'audio/ogg')).toMatch(/kept your recording[^]*already left/);
    expect(chat.state.draft?.files).toHaveLength(1);
  });
});
