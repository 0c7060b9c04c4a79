// Messages with an identifier planted in them, in three languages, however people write it, and ordinary ones with numbers that must
// stay. For tests and figures.

import { wordlist } from '@scure/bip39/wordlists/english.js';

import type { Random } from '../../training/random.ts';
import * as ids from './invented-ids.ts';
import type { Groups, Invent } from './invented-ids.ts';

/** One message; `secret` is what must not be readable in its masked form, without separators. */
export interface Planted {
  kind: string;
  text: string;
  secret: string;
  cued: boolean;
}

interface Kind {
  invent: Invent;
  cues: readonly string[];
  /** Also found where no word names it. */
  bare: boolean;
  /** Written with separators, or one by one. */
  varied: boolean;
}

const of = (invent: Invent, cues: string, bare: boolean, varied = true): Kind => ({ invent, cues: cues.split('|'), bare, varied });

export const KINDS: Readonly<Record<string, Kind>> = {
  rrn: of(ids.rrn, '주민번호|주민등록번호는|제 주민번호|외국인등록번호|RRN|resident registration number|ARC no', true),
  mykad: of(ids.mykad, 'IC|no ic saya|No. KP|kad pengenalan|MyKad|identity card|my IC is|신분증', true),
  nric: of(ids.nric, 'NRIC|FIN|my NRIC is|IC', true, false),
  nik: of(ids.nik, 'NIK|KTP|nomor KTP saya|NIK saya', true),
  chinese: of(ids.chinese, '身份证|身份证号码|Chinese ID|身份证号', true, false),
  hkid: of(ids.hkid, 'HKID|Hong Kong ID|HKID no', true, false),
  taiwanese: of(ids.taiwanese, '身分證|Taiwan ID', true, false),
  thai: of(ids.thai, 'Thai ID|เลขประจำตัวประชาชน|national ID', false),
  vietnamese: of(ids.vietnamese, 'CCCD|so CCCD|CMND', false, false),
  philippine: of(ids.philippine, 'PhilSys|national ID|PhilID', false),
  ssn: of(ids.ssn, 'SSN|social security number|my social is SSN|ITIN', false),
  nino: of(ids.nino, 'national insurance number|NINO|NI number', true),
  aadhaar: of(ids.aadhaar, 'Aadhaar|aadhar no|Aadhaar card number', false),
  pan: of(ids.pan, 'PAN|PAN card', true, false),
  sin: of(ids.sin, 'SIN number|social insurance number', false),
  tfn: of(ids.tfn, 'TFN|tax file number', false),
  cpf: of(ids.cpf, 'CPF', true, false),
  dni: of(ids.dni, 'DNI|NIF', true, false),
  codice_fiscale: of(ids.codiceFiscale, 'codice fiscale', true, false),
  german_tax: of(ids.germanTax, 'Steuer-ID|Steueridentifikationsnummer', false),
  passport_kr: of(ids.koreanPassport, '여권번호|여권 번호는|passport|passport no', true, false),
  passport_my: of(ids.malaysianPassport, 'pasport|no pasport saya|passport number is|여권', true, false),
  passport_other: of(ids.otherPassport, 'passport|passport no.|pasport|paspor|여권번호|护照', false, false),
  passport_mrz: of(ids.mrz, 'passport|여권', true, false),
  licence_kr: of(ids.licence, '운전면허|면허번호는|driver licence', false),
  old_ic: of(ids.oldIc, 'no ic lama|old IC|IC lama', false, false),
  card: of(ids.card, '카드번호|제 카드|card number|my card|no kad saya|kad kredit', true),
  amex: of(ids.amex, '카드번호|amex|card no|kad', true),
};

const BEFORE = [
  '',
  '안녕하세요. ',
  '사기꾼이 ',
  'Saya dah bagi ',
  'They asked for ',
  'i gave them ',
  '어제 전화로 ',
  'dia minta ',
  'pls help, ',
  '[Web발신]\n',
];
const AFTER = [
  '',
  ' 알려줬어요',
  '이에요',
  ' ini',
  ' tolong',
  ' and now I am scared',
  '라고 했습니다',
  '.',
  ', apa patut saya buat?',
  '\n감사합니다',
  '를 보냈어요',
  ' 입니다',
];
const LINKS = [' ', ': ', ' : ', ' is ', ' ialah ', '는 ', '=', ' - ', '\n'];
const SEPARATORS = ['-', ' ', '', '.', '/', '–', ' - ', '-\n'];
const FULL_WIDTH = (text: string): string => text.replace(/[0-9A-Z]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) + 0xfee0));

function written(groups: Groups, random: Random, varied: boolean): string {
  const plain = varied ? groups.join(random.pick(SEPARATORS)) : groups.join('');
  const roll = random.next();
  if (roll < 0.08) return FULL_WIDTH(plain);
  if (roll < 0.14) return [...plain].join(random.pick(['\u200b', '\u2060', '\u00ad']));
  if (roll < 0.2 && varied && !/[A-Z]/.test(plain)) return [...groups.join('')].join(random.pick([' ', '-']));
  return plain;
}

/** A message with one identifier of the kind. */
export function plant(kind: string, random: Random): Planted {
  const { invent, cues, bare, varied } = KINDS[kind] ?? { invent: ids.rrn, cues: ['RRN'], bare: true, varied: true };
  const groups = invent(random);
  const cued = !bare || random.chance(0.6);
  const number = written(groups, random, varied);
  const before = random.pick(BEFORE);
  const after = random.pick(AFTER);
  const lead = cued ? `${random.pick(cues)}${random.pick(LINKS)}` : '';
  return { kind, text: `${before}${lead}${number}${after}`, secret: groups.join(''), cued };
}

const SECRETS: readonly (readonly [string, string])[] = [
  ['code', '인증번호 {6} 입력했어요'],
  ['code', '인증번호는 {6}입니다'],
  ['code', '[{6}] 인증번호를 입력해 주세요'],
  ['code', 'TAC anda ialah {6}'],
  ['code', 'saya bagi kod TAC {6} kat dia'],
  ['code', 'Your OTP is {6}. Do not share.'],
  ['code', '{6} is your verification code'],
  ['code', 'I told him the otp {3}-{3}'],
  ['code', 'pin saya {6}'],
  ['code', 'my PIN number is {4}'],
  ['code', '비번 {4}야'],
  ['code', '카드 비밀번호 {4} 알려줬어요'],
  ['code', '보안카드 비밀번호는 {4}'],
  ['code', '核对 验证码 {6}'],
  ['code', 'cvv {3}'],
  ['code', 'the code they sent me was {6}'],
  ['code', 'nombor pin ATM {6} saya dah bagi'],
  ['code', 'security code: {6}'],
  ['code', 'G-{6} is your Google verification code.'],
  ['password', 'kata laluan: {w}'],
  ['password', 'my password is {w}{2}'],
  ['password', 'my password is {w}'],
  ['password', '비밀번호는 {w}{2}! 입니다'],
  ['password', 'password saya {w}{3}'],
  ['password', 'pw: {w}{4}'],
  ['password', 'kata laluan maybank2u saya {w}{2}'],
  ['password', '비번: {w}{2}@'],
  ['password', 'Password={w}#{2}'],
  ['password', 'secret answer is {w}'],
  ['password', 'jawapan keselamatan: {w}'],
  ['password', '보안 답변은 {w}'],
  ['key', 'private key {hex}'],
  ['key', '개인키 0x{hex}'],
  ['key', 'login https://evil.top/a?token={hex32}&x=1'],
  ['key', 'api key: sk-live-{hex32}'],
  ['key', 'kunci peribadi saya {hex}'],
  ['seed', 'seed phrase: {seed}'],
  ['seed', '{seed}'],
  ['seed', '시드 문구 {seed} 입력했어요'],
  ['seed', 'frasa pemulihan saya:\n{list}'],
  ['dob', '생년월일 {dob}'],
  ['dob', 'tarikh lahir saya {dob}'],
  ['dob', 'DOB: {dob}'],
  ['dob', 'my date of birth is {dob}'],
  ['own_account', '제 계좌 국민은행 {12}에서 빠져나갔어요'],
  ['own_account', 'my account no is {12}'],
  ['own_account', 'akaun saya Maybank 1{11} dah kosong'],
  ['own_account', '제 통장번호는 110-{3}-{6} 입니다'],
  ['own_phone', '제 번호는 010-4{3}-{4}입니다'],
  ['own_phone', 'my number is 012-3{2} {4}'],
  ['own_phone', 'nombor saya 019-4{2} {4}'],
  ['own_phone', 'no telefon saya 011-2{3} {4}'],
];
const WORDS = ['sunshine', 'hunter', 'fluffy', 'dragon', 'kucing', 'rahsia', 'choco', 'monyet', 'qwerty'];

/** A code, a password, a key or something of the writer's own. */
export function plantSecret(index: number, random: Random): Planted {
  const [kind, template] = SECRETS[index % SECRETS.length] ?? ['code', 'OTP {6}'];
  let secret = '';
  const text = template.replace(/\{(\w+)\}/g, (_, slot: string) => {
    const piece = fill(slot, random);
    secret += piece;
    return piece;
  });
  return { kind, text, secret: secret.replace(/[^0-9A-Za-z가-힣]/g, ''), cued: true };
}

function fill(slot: string, random: Random): string {
  if (slot === 'w') return random.pick(WORDS);
  if (slot === 'hex' || slot === 'hex32') return Array.from({ length: slot === 'hex' ? 64 : 32 }, () => random.pick([...'0123456789abcdef'])).join('');
  const words = Array.from({ length: 12 }, () => random.pick(wordlist));
  if (slot === 'seed') return words.join(random.pick([' ', ', ', '\n', '-', ' / ']));
  if (slot === 'list') return words.map((word, i) => `${i + 1}. ${word}`).join('\n');
  const born = ids.birth(random);
  const date = [String(born.day).padStart(2, '0'), String(born.month).padStart(2, '0'), String(born.year)];
  if (slot === 'dob')
    return random.pick([date.join('/'), date.join('-'), date.toReversed().join('-'), date.toReversed().join('.'), date.toReversed().join('')]);
  return `${1 + random.below(9)}${random.digits(Number(slot) - 1)}`;
}

/** Whether `least` characters in a row of the secret, or all of a short one, can still be read. */
export function isLeaked(masked: string, secret: string, least = 5): boolean {
  const compact = masked
    .normalize('NFKC')
    .replace(/\[[A-Z]{2,9}\]/g, '|')
    .replace(/[^0-9A-Za-z가-힣|]/g, '')
    .toLowerCase();
  const hidden = secret.replace(/[^0-9A-Za-z가-힣]/g, '').toLowerCase();
  const width = Math.min(hidden.length, hidden.length > 20 ? 12 : least);
  for (let at = 0; at + width <= hidden.length; at += 1) if (compact.includes(hidden.slice(at, at + width))) return true;
  return false;
}
