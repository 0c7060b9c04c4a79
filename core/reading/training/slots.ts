// Fills the slots of a script ({phone}, {link}, {amount} …) with invented values, written in the many ways people write them.

import type { Random } from './random.ts';
import { AMOUNTS, APPS, BANKS, BRAND_HOSTS, CODES, DATES, NAMES, PATH_WORDS, PLACES, SCAM_ENDINGS, SCAM_HOST_WORDS, SHORTENERS, TIMES } from './slot-lists.ts';
import type { Region } from './slot-lists.ts';

type Fill = (random: Random, region: Region) => string;

const FILLS: Readonly<Record<string, Fill>> = {
  phone,
  okphone: businessPhone,
  link: scamLink,
  short: (random) => `${random.pick(['', 'https://', 'http://'])}${random.pick(SHORTENERS)}/${slug(random, 5)}`,
  oklink: harmlessLink,
  account: (random, region) => {
    const [bank, shape] = random.pick(BANKS[region]);
    return random.chance(0.8) ? `${bank} ${shaped(random, shape)}` : `${shaped(random, shape)} ${bank}`;
  },
  amount: (random, region) => amountFrom(random, AMOUNTS[region].medium),
  small: (random, region) => amountFrom(random, AMOUNTS[region].small),
  big: (random, region) => amountFrom(random, AMOUNTS[region].big),
  name: (random, region) => random.pick(NAMES[region]),
  code: (random) => shaped(random, random.pick(CODES)),
  date: (random, region) => shaped(random, random.pick(DATES[region])),
  time: (random, region) => shaped(random, random.pick(TIMES[region])),
  tracking: (random) => shaped(random, random.pick(['############', '##########', '####-####-####', 'MY#########', 'EE#########KR', 'SPXMY0########'])),
  card: (random, region) =>
    shaped(random, random.pick(region === 'ko' ? ['(####)', '####-****-****-####', '##**'] : ['XX####', '*####', 'ending ####', '****####'])),
  refno: (random) => shaped(random, random.pick(['########', 'REF####-####', '2026-####', '####A##', '#########'])),
  place: (random, region) => random.pick(PLACES[region]),
  messenger,
  app: (random) => random.pick(APPS),
};

// Shorter words in braces are letters in disguise (`ve{r}ify`).
const SLOT = /\{([a-z]{3,})\}/g;

/** @throws Error on a slot nobody knows. */
export function fillSlots(text: string, random: Random, region: Region): string {
  return text.replace(SLOT, (written, name: string) => {
    const fill = FILLS[name];
    if (fill === undefined) throw new Error(`there is no slot ${written}; there are: ${Object.keys(FILLS).join(', ')}`);
    return fill(random, region);
  });
}

/** `#` is a digit, `@` one of 1 to 9. */
function shaped(random: Random, shape: string): string {
  return shape.replace(/#|@/g, (sign) => (sign === '#' ? String(random.below(10)) : String(1 + random.below(9))));
}

function slug(random: Random, length: number): string {
  return Array.from({ length }, () => random.pick([...'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'])).join('');
}

const PHONES: Readonly<Record<Region, readonly string[]>> = {
  ko: [
    '010-@###-####',
    '010@#######',
    '010 @### ####',
    '070-@###-####',
    '070@#######',
    '02-@###-####',
    '031-@##-####',
    '1533-####',
    '+82 10-@###-####',
    '010.@###.####',
    '006-@##-####-####',
  ],
  ms: ['01@-### ####', '01@#######', '011-#### ####', '+601@-### ####', '+601@#######', '03-8### ####', '01@ ### ####', '0154-### ####', '601@#######'],
  id: ['08@#########', '08@-####-####', '+628@########', '0@1-#######', '08@########'],
  en: [
    '+1 (@##) ###-####',
    '@##-###-####',
    '1-8@@-###-####',
    '+44 7### ######',
    '07### ######',
    '+65 9### ####',
    '9### ####',
    '0@@-### ####',
    '(@##) ###-####',
    '+91 9#########',
    '09061######',
    '0@## ### ####',
  ],
};

function phone(random: Random, region: Region): string {
  return shaped(random, random.pick(PHONES[region]));
}

const BUSINESS: Readonly<Record<Region, readonly string[]>> = {
  ko: ['1588-####', '1544-####', '1577-####', '1599-####', '02-@###-####', '080-###-####', '031-@##-####'],
  ms: ['1-300-##-####', '1-800-##-####', '03-#### ####', '1300 ## ####', '03########'],
  id: ['1500###', '(021) #######', '188', '817', '1500-###'],
  en: ['1800 ### ####', '1-800-###-####', '6### ####', '0345 ### ####', '18001###', '13 ## ##', '+65 6### ####'],
};

function businessPhone(random: Random, region: Region): string {
  return shaped(random, random.pick(BUSINESS[region]));
}

function scamLink(random: Random): string {
  const words = [random.pick(SCAM_HOST_WORDS), random.pick(SCAM_HOST_WORDS)];
  const host = random.pick([
    `${words[0]}-${words[1]}.${random.pick(SCAM_ENDINGS)}`,
    `${words[0]}${words[1]}.${random.pick(SCAM_ENDINGS)}`,
    `${slug(random, 5).toLowerCase()}.${random.pick(SCAM_ENDINGS)}`,
    `${words[0]}.${slug(random, 4).toLowerCase()}.${random.pick(SCAM_ENDINGS)}`,
    `www.${words[0]}-${slug(random, 3).toLowerCase()}.${random.pick(['com', 'net', 'info', ...SCAM_ENDINGS])}`,
    `${words[0]}${random.digits(2)}.com`,
    random.pick(SHORTENERS),
  ]);
  const path = random.pick(['', '/', `/${slug(random, 4)}`, `/${random.pick(PATH_WORDS)}`, `/${slug(random, 7)}`]);
  return disguised(random, `${random.pick(['', '', 'http://', 'https://'])}${host}${path}`);
}

/** One link in eight is written so that filters miss it. */
function disguised(random: Random, link: string): string {
  if (!random.chance(0.125)) return link;
  const dotted = link.replace(/\.(?=[a-z]{2,6}(?:\/|$))/, random.pick(['[.]', '(.)', ' .', ' dot ']));
  return dotted.replace(/^http/, random.pick(['hxxp', 'http']));
}

function harmlessLink(random: Random, region: Region): string {
  if (random.chance(0.2)) return `${random.pick(['', 'https://'])}${random.pick(SHORTENERS)}/${slug(random, 6)}`;
  const path = random.pick(['', `/${random.pick(PATH_WORDS)}`, `/${slug(random, 6)}`, `/${random.digits(5)}`]);
  return `${random.pick(['', 'https://', 'https://', 'http://'])}${random.pick(BRAND_HOSTS[region])}${path}`;
}

function amountFrom(random: Random, shapes: readonly string[]): string {
  return shaped(random, random.pick(shapes));
}

function messenger(random: Random, region: Region): string {
  const handle = `${random.pick(['money', 'lucky', 'vip', 'happy', 'stock', 'job', 'admin', 'cs', 'team', 'best', 'gold', 'jenny', 'kim'])}${random.pick(['', '_'])}${random.digits(2 + random.below(3))}`;
  const any = [`@${handle}`, `t.me/${handle}`, `https://t.me/+${slug(random, 10)}`, `wa.me/601${random.digits(8)}`];
  const korean = [
    `카톡 ${handle}`,
    `https://open.kakao.com/o/${slug(random, 8)}`,
    `텔레그램 @${handle}`,
    `카톡아이디 ${handle}`,
    `라인 ${handle}`,
    `텔레 ${handle}`,
  ];
  const latin = [`WhatsApp ${phone(random, region)}`, `telegram @${handle}`, `https://chat.whatsapp.com/${slug(random, 22)}`, `WA: ${phone(random, region)}`];
  return random.pick([...any, ...(region === 'ko' ? korean : latin)]);
}
