// How sums are written in Korean, Malay, Indonesian and English. All run over the folded text and are linear in its length.

const NUMBER = String.raw`[0-9][0-9,.]{0,20}`;
const SCALE = String.raw`k|rb|ribu|thousand|hundred|juta|jt|mil(?:lion)?|m|bil(?:ion|lion)?|grand|lakhs?|crores?`;
const NO_LETTER = '(?![a-z])';
const KOREAN_DIGIT = '[일이삼사오육칠팔구]';
const KOREAN_COIN = '테더|비트코인';

export const KOREAN = new RegExp(
  String.raw`(?<sign>[₩\\] ?)?(?<number>(?:(?:[0-9][0-9,]{0,18}(?:\.[0-9]{1,4})?|${KOREAN_DIGIT})? ?[십백천만억조]{1,2} ?){1,5}(?:[0-9][0-9,]{0,8}|${KOREAN_DIGIT}(?=원))?|[0-9][0-9,]{0,18}) ?(?<unit>원|won\b|krw\b|링깃|달러|불(?![가-힣])|유로|위안|엔(?![가-힣])|바트|페소|싱달러|개 ?테더|테더)?`,
  'g',
);
export const SIGNED = new RegExp(
  String.raw`(?<![a-z])(?<sign>rm|myr|us\$|usd\$?|s\$|sg\$|sgd|krw|rp|idr|usdt|rs|inr|php|thb|vnd|cny|rmb|jpy|hkd|eur|gbp|aud|[$₩￦\\£€₹¥₱฿₫])[.: ]{0,2}(?<number>${NUMBER}) ?(?<scale>(?:${SCALE})${NO_LETTER})?`,
  'g',
);
export const UNITED = new RegExp(
  String.raw`(?<![0-9.,])(?<number>${NUMBER}) ?(?<scale>(?:${SCALE})${NO_LETTER})? ?(?<unit>ringgit|hengget|sen\b|myr\b|rm\b|won\b|krw\b|usdt\b|tether|btc\b|usd\b|sgd\b|dollars?|dolar|bucks|rupiah|rupees?|inr\b|pounds?|euros?|baht|pesos?|yuan|yen\b|[$€£](?![0-9]))`,
  'g',
);
export const SCALED = new RegExp(String.raw`(?<![0-9.,a-z])(?<number>[0-9][0-9,.]{0,8}) ?(?<scale>k|rb|ribu|juta|jt|grand|lakhs?|crores?)(?![a-z0-9])`, 'g');
/** `테더 500개`, `비트코인 0.5개`. */
export const COINS = new RegExp(String.raw`(?<unit>${KOREAN_COIN}) ?(?<number>${NUMBER}) ?개`, 'g');
/** `50~100만원`, `rm50-100`: the first takes the unit of the second, or the second the sign of the first. */
export const KOREAN_RANGE = /(?<![0-9.,])(?<number>[0-9]{1,5}) ?[~-] ?(?=[0-9]{1,5} ?(?<unit>만|억|천만|백만) ?원?)/g;
export const SIGNED_RANGE =
  /(?<![a-z])(?<sign>rm|usd|us\$|s\$|sgd|[$₩]) ?[0-9][0-9,.]{0,12}k? ?[-~] ?(?<number>[0-9][0-9,]{1,12}(?:\.[0-9]{1,2})?)(?<scale>k)?(?![0-9a-z-])/g;
/** `1,500,000 송금`: grouped digits that Korean speaks of paying are won. */
export const PAID_DIGITS = /(?<![0-9.,])(?<number>[0-9]{1,3}(?:,[0-9]{3}){1,3})(?= ?(?:을|를)? ?(?:보내|보냈|송금|이체|입금|부쳤|결제))/g;
export const MALAY_WORDS =
  /\b(?:(?:se(?:puluh|belas|ratus|ribu|juta|tengah)|satu|dua|tiga|empat|lima|enam|tujuh|lapan|delapan|sembilan|belas|puluh|ratus|ribu|juta)[ -]?){1,8}(?<unit>ringgit|hengget|rupiah)?/g;
const ENGLISH_ONE =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
export const ENGLISH_WORDS = new RegExp(
  String.raw`\b(?<number>(?:(?:a|half|${ENGLISH_ONE}|hundred|thousand|million|grand|lakh|crore)(?: and)?[ -]){1,8})(?<unit>ringgit|won\b|dollars?|bucks|pounds?|euros?|usdt\b|rupees?)`,
  'g',
);

const CURRENCY_WORDS: Readonly<Record<string, string>> = {
  MYR: 'rm myr ringgit hengget 링깃',
  USD: 'us$ usd usd$ 달러 불',
  SGD: 's$ sg$ sgd 싱달러',
  KRW: 'krw won 원 ₩ ￦ \\',
  IDR: 'rp idr rupiah',
  USDT: 'usdt tether 테더 개테더',
  BTC: 'btc 비트코인',
  GBP: '£ gbp pound pounds',
  EUR: '€ eur euro euros 유로',
  INR: 'rs inr ₹ rupee rupees',
  PHP: 'php ₱ peso pesos 페소',
  THB: 'thb ฿ baht 바트',
  VND: 'vnd ₫',
  CNY: 'cny rmb yuan 위안',
  JPY: 'jpy yen 엔',
  HKD: 'hkd',
  AUD: 'aud',
};
/** ISO 4217 codes (and USDT, BTC) of signs and words. A bare dollar or ¥ is not among them. */
export const CURRENCIES: ReadonlyMap<string, string> = new Map(
  Object.entries(CURRENCY_WORDS).flatMap(([code, words]) => words.split(' ').map((word) => [word, code] as const)),
);

const SCALE_WORDS: readonly (readonly [number, string])[] = [
  [1e2, 'hundred'],
  [1e3, 'k rb ribu thousand grand'],
  [1e5, 'lakh lakhs'],
  [1e6, 'juta jt m mil million'],
  [1e7, 'crore crores'],
  [1e9, 'bil bilion billion'],
];
export const SCALES: ReadonlyMap<string, number> = new Map(SCALE_WORDS.flatMap(([scale, words]) => words.split(' ').map((word) => [word, scale] as const)));
