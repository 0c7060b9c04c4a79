// The demo's stories, told by the real service and held to what people read in them, in each language.

import { beforeAll, describe, expect, it } from 'vitest';
import { STORIES, type StoryName } from '#cli/demo/stories.ts';
import { startTelegramStandIn } from '#tests/support/telegram-stand-in.ts';
import { saidIn, toldStory, type Told } from '#tests/support/told-story.ts';

type Name = Exclude<StoryName, 'all'>;

async function tell(name: Name): Promise<Told> {
  const telegram = await startTelegramStandIn({ token: `7700001:stories-told-in-tests-${name}` });
  const told = await toldStory(STORIES[name].tell, telegram);
  await telegram.close();
  return told;
}

let stories: Record<Name, Told>;

// They wait for Telegram's limits most of the time, so they are told two at a time.
beforeAll(async () => {
  const told = await Promise.all([inTurn(['loss', 'watch']), inTurn(['check', 'group', 'warning'])]);
  stories = Object.fromEntries(told.flat()) as Record<Name, Told>;
}, 300_000);

async function inTurn(names: readonly Name[]): Promise<[Name, Told][]> {
  const told: [Name, Told][] = [];
  for (const name of names) told.push([name, await tell(name)]);
  return told;
}

describe('somebody who has just paid', () => {
  it.each([
    ['영숙 has just paid (ko)', ['112에 전화해 “보이스피싱, 지급정지”라고 말하세요', '신고가 접수되었습니다']],
    ['Rohani has just paid (ms)', ['997. Katakan: “Saya kena scam, tolong sekat transaksi ini.”', 'Simpan tangkapan skrin']],
    ['Margaret has just paid (en)', ['Say: “I have been scammed, please stop this transaction.”', 'Your report is in.']],
  ])('%s: is told whom to call and what to say, then given a reference', (title, words) => {
    for (const each of words) expect(saidIn(stories.loss, title)).toContain(each);
  });
});

describe('somebody who is unsure', () => {
  it.each([
    [
      '수진 is unsure (ko)',
      '기관이나 은행의 번호·사이트예요',
      '알려진 것이 없어요. 안전하다는 뜻은 아니에요',
      '신고됨: 사기라는 신고가 있어요',
      '계좌가 다른 계좌로 바뀌었어요',
    ],
    [
      'Siti is unsure (ms)',
      'Ini milik pihak berkuasa atau bank',
      'Tiada maklumat. Itu tidak bermakna ia selamat',
      'Dilaporkan: ada laporan bahawa ini penipuan',
      'Akaun ditukar dengan akaun lain',
    ],
    [
      'Daniel is unsure (en)',
      'This belongs to an authority or a bank',
      'Nothing known. That does not mean it is safe',
      'Reported: others say this is a scam',
      'One account is replaced by another',
    ],
  ])('%s: reads what is official, not known, reported, and that an account was changed', (title, ...words) => {
    for (const each of words) expect(saidIn(stories.check, title)).toContain(each);
  });

  it.each([
    ['수진 is unsure (ko)', /안전(?!하다는 뜻[이은] 아니에요)/],
    ['Siti is unsure (ms)', /(?<!bermakna ia |tanda ia |akaun “)\bselamat\b/],
    ['Daniel is unsure (en)', /(?<!not mean it is |no sign of )\bsafe(?:ty)?\b/],
  ])('%s: never reads that something is safe', (title, safe) => {
    expect(saidIn(stories.check, title)).not.toMatch(safe);
  });

  it.each([
    ['수진 is unsure (ko)', '기관의 차단 목록 (연결 안 됨)', '사람들이 알려 준 것만 있어요'],
    ['Siti is unsure (ms)', 'Senarai sekatan agensi (Tidak bersambung)', 'Hanya apa yang orang beritahu kami'],
    ['Daniel is unsure (en)', 'Block lists of agencies (Not connected)', 'Only what people told us'],
  ])('%s: is told where was looked, where not, and what each does not see', (title, ...words) => {
    for (const each of words) expect(saidIn(stories.check, title)).toContain(each);
  });

  it('what was checked is filed as it was written', () => {
    expect(saidIn(stories.check, '수진 is unsure (ko)')).toMatch(/신고가 접수되었습니다[^]*JG-[^]*110-234-567890/);
    expect(saidIn(stories.check, 'Siti is unsure (ms)')).toMatch(/JG-[^]*7612 3456 78/);
    expect(saidIn(stories.check, 'Daniel is unsure (en)')).toMatch(/JG-[^]*7612 3456 78/);
  });
});

describe('a group', () => {
  const GROUPS = [
    ['301동 주민방 (ko)', '조심하세요', '사기 메시지와 비슷해요', '이 그룹의 관리자만 할 수 있어요', '이제 /check 로 물을 때만 답할게요'],
    ['Jiran Blok C (ms)', 'Hati-hati', 'Ayatnya seperti mesej penipuan', 'Hanya admin kumpulan ini', 'Saya akan senyap di sini'],
    ['Tower 3 neighbours (en)', 'Careful', 'This reads like a scam', 'Only an admin of this group', 'I will be quiet here'],
  ] as const;

  it.each(GROUPS)('%s: asks, is warned, and is quiet when an admin says so', (title, ...words) => {
    for (const each of words) expect(saidIn(stories.group, title)).toContain(each);
  });

  it.each(GROUPS)('%s: is warned once, and hears nothing that was not asked for besides', (title, warning) => {
    const said = saidIn(stories.group, title);
    expect(said.split(`⚠️ ${warning}`)).toHaveLength(2);
    // The answer to /check, the warning, no to a member, yes to an admin, the last answer.
    expect(said.split('\n').filter((line) => /^(?:⚠️|⛔|❓|🏛)/u.test(line))).toHaveLength(3);
  });
});

describe('a warning', () => {
  it('is told in three languages from its proposal to the all-clear, each step with its time', () => {
    const chapter = (title: string): string => stories.warning.get(title) ?? expect.fail(`no chapter “${title}”`);
    expect(chapter('A slip cannot go out')).toContain('unknown_phone: 012-345 6789');
    expect(saidIn(stories.warning, 'It is rehearsed first')).toContain('🔔 훈련입니다. 실제 상황이 아닙니다.');
    const published = chapter('Two officers approve: everywhere within a second');
    for (const place of [
      '민지 (ko) on Telegram',
      'Aisyah (ms) on Telegram',
      'Daniel (en) on Telegram',
      'a bank, as a signed webhook',
      'the page',
      'RSS',
      'CAP',
    ])
      expect(published).toContain(`✓ ${place}: `);
    const corrected = chapter('A correction takes the place of what was said');
    for (const words of ['경보를 정정합니다', 'Pembetulan amaran', 'A warning is corrected']) expect(corrected).toContain(words);
    const over = chapter('Nobody reports it any more: all clear');
    for (const words of ['경보가 해제되었습니다', 'Amaran telah tamat', 'All clear']) expect(over).toContain(words);
  });
});

describe('people who watch a site', () => {
  it.each([
    ['영숙 checks a site (ko)', /\d{4}년 \d{1,2}월 \d{1,2}일까지 바뀌는 것이 있으면 알려 드릴게요/],
    ['Rohani checks a site (ms)', /Saya akan beritahu anda jika ada perubahan sebelum \d{1,2} \w+ \d{4}/],
    ['Margaret checks a site (en)', /I will tell you if this changes before \d{1,2} \w+ \d{4}/],
  ])('%s: are told until when', (title, words) => {
    expect(saidIn(stories.watch, title)).toMatch(words);
  });

  it('hear of it when an officer has looked at the reports, each in their language, and not before', () => {
    expect(saidIn(stories.watch, 'Others report it')).toBe('');
    const heard = saidIn(stories.watch, 'An officer looks at it');
    expect(heard.match(/🔔.*/g)).toEqual([
      '🔔 확인하신 것이 사기로 신고됐어요',
      '🔔 Apa yang anda semak kini dilaporkan sebagai penipuan',
      '🔔 What you checked has turned bad',
    ]);
    for (const where of ['지금 /emergency 를 보내세요', 'hantar /emergency sekarang', 'send /emergency now']) expect(heard).toContain(where);
  });
});
