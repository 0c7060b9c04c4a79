// The figure that decides second: from a victim's first message at the webhook to the card with whom to call at the Bot API. The API and the bot are
// processes of their own; no worker, no language model, no Redis. Messages come at a pace that Telegram's own limits allow to answer.

import { setTimeout as pause } from 'node:timers/promises';
import { quantile, rounded, type BenchEntry } from '#bench/bench-entry.ts';
import { startTelegramFace, type TelegramFace } from '#tests/support/telegram-face.ts';

const PEOPLE = 300;
/** The first messages of a process read the reader's tables and are not counted. */
const WARM_UP = 15;
/** Each is answered with a card and a question: 20 of the 30 messages a second that Telegram allows. */
const PER_SECOND = 10;
const PATIENCE_MS = 15_000;

const LANGUAGES = ['ko', 'ms', 'en'] as const;
type Language = (typeof LANGUAGES)[number];

const WORDS: Readonly<Record<Language, readonly string[]>> = {
  ko: [
    '검찰이라면서 전화가 와서 시키는 대로 방금 {n}만원 보냈어요 어떡해요',
    '방금 금감원이라는 사람 말 듣고 안전계좌로 {n}만원 이체했어요',
    '딸인 줄 알고 상품권 {n}만원어치 핀번호 방금 보냈어요 ㅠㅠ',
    '중고거래로 {n}만원 입금했는데 방금 차단당했어요',
    '저금리 대출 해준다길래 조금 전에 수수료 {n}만원 송금했어요',
  ],
  ms: [
    'Tlg, ada org dari LHDN call, baru je sy dah transfer RM{n}',
    'Saya baru saja transfer RM{n} kat akaun yang polis palsu tu bagi',
    'Mak saya dah bagi TAC, duit RM{n} dalam akaun hilang tadi',
    'Tadi saya dah bank in RM{n} untuk pinjaman, sekarang dia block saya',
    'Saya kena tipu kerja online, dah bayar RM{n} hari ini',
  ],
  en: [
    'A man from my bank called and I have just sent him RM{n}',
    'I just transferred RM{n} to a safe account, the police told me to',
    'My mum gave them her OTP today and RM{n} is gone',
    'I paid RM{n} for a parcel fee an hour ago and my account is drained',
    'I have just sent ${n} in USDT to an investment group and they removed me',
  ],
};
/** Whoever has just paid reads one of these first. */
const CARD = /112|997|1394/;

export async function measureCards(databaseUrl: string): Promise<Record<string, BenchEntry>> {
  const face = await startTelegramFace(databaseUrl);
  try {
    await arrive(face, { first: 1, count: WARM_UP });
    const times = await arrive(face, { first: 1_000, count: PEOPLE });
    return { card_ms: entryOf(times) };
  } finally {
    await face.stop();
  }
}

function entryOf(times: readonly { language: Language; took: number | null }[]): BenchEntry {
  const shown = (of: readonly { took: number | null }[]): number[] => of.flatMap(({ took }) => took ?? []);
  const all = shown(times);
  const slowest = LANGUAGES.map((language): [string, number] => [
    `p99_${language}`,
    rounded(quantile(shown(times.filter((each) => each.language === language)), 0.99)),
  ]);
  const settings = {
    people: times.length,
    without_card: times.length - all.length,
    per_second: PER_SECOND,
    p50: rounded(quantile(all, 0.5)),
    p99: rounded(quantile(all, 0.99)),
    ...Object.fromEntries(slowest),
    aim_p99: 300,
    note: 'API and bot as two processes by webhook; no worker, model or Redis; client and stand-in on the same two cores',
  };
  return { value: rounded(quantile(all, 0.99)), unit: 'ms from message to card (p99)', baseline: null, baseline_name: null, ratio: null, runs: 1, settings };
}

/** Somebody else writes every 100 ms, whether the one before has been answered or not. */
async function arrive({ telegram }: TelegramFace, { first, count }: { first: number; count: number }): Promise<{ language: Language; took: number | null }[]> {
  const begin = performance.now();
  const cards: Promise<{ language: Language; took: number | null }>[] = [];
  for (let at = 0; at < count; at += 1) {
    await pause(Math.max(0, begin + (at * 1_000) / PER_SECOND - performance.now()));
    cards.push(writes(telegram, first + at));
  }
  return Promise.all(cards);
}

async function writes(telegram: TelegramFace['telegram'], number: number): Promise<{ language: Language; took: number | null }> {
  const language = LANGUAGES[number % LANGUAGES.length] ?? 'en';
  const words = WORDS[language][Math.floor(number / LANGUAGES.length) % WORDS[language].length] ?? '';
  const id = 8_000_000 + number;
  const person = telegram.user(id, { languageCode: language });
  const sentAt = performance.now();
  person.sends(words.replace('{n}', String(100 + number)));
  const shown = telegram.chat(id).waitForMessage(({ text }) => CARD.test(text), { timeoutMs: PATIENCE_MS });
  const took = await shown.then(
    () => performance.now() - sentAt,
    () => null,
  );
  return { language, took };
}
