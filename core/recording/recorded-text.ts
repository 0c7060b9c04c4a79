// The words of a report as a recording has them: masked, names and numbers gone, and for every indicator an invented one that the reader
// takes for the same kind of thing. What is doubtful stays behind, as in a training export.

import type { Indicator } from '#core/reading/reading.ts';
import { fillSlots, slottedText, type LeftOutText, type Slot, type TextToTrain } from '#core/training/training-text.ts';
import type { Pseudonyms } from './pseudonyms.ts';

export type RecordedText = { kind: 'text'; text: string } | { kind: 'left_out'; reason: LeftOutText };

export function recordedText(text: Omit<TextToTrain, 'benign'>, pseudonyms: Pseudonyms): RecordedText {
  const slotted = slottedText({ ...text, benign: false });
  if (slotted.kind === 'left_out') return slotted;
  return { kind: 'text', text: fillSlots(slotted, (slot, indicator) => (indicator === null ? WITHOUT_VALUE[slot] : standInOf(indicator, pseudonyms))) };
}

/** As the reader's masks where there is one: it knows what those are. */
const WITHOUT_VALUE: Readonly<Record<Slot, string>> = {
  phone: '[PHONE]',
  okphone: '[PHONE]',
  account: '[ACCOUNT]',
  code: '[CODE]',
  card: '[CARD]',
  refno: '[ID]',
  place: '[ADDRESS]',
  name: '○○○',
  date: '○월 ○일',
  time: '○시',
  amount: '○○○',
  messenger: '○○○',
  link: '○○○',
  short: '○○○',
  oklink: '○○○',
  app: '○○○',
};

/** Digits at a phone number's end that are nobody's in particular without the ones before; of a short one the last four. */
const OWN_DIGITS = 7;
const SHORT_NUMBER = 8;
/** Of an account, those that say which bank and what kind. */
const BANK_DIGITS = 3;

function standInOf(indicator: Indicator, pseudonyms: Pseudonyms): string {
  const { kind, raw, value } = indicator;
  switch (kind) {
    case 'phone':
    case 'whatsapp':
      return /^\+?\d/.test(value) ? phone(indicator, pseudonyms) : link(indicator, pseudonyms);
    case 'bank_account':
      return account(indicator, pseudonyms);
    case 'url':
    case 'domain':
      return link(indicator, pseudonyms);
    case 'email':
      return `u${pseudonyms.hex('email', value, 8)}@${domainFor(value.slice(value.lastIndexOf('@') + 1), pseudonyms)}`;
    case 'crypto_address':
      return `0x${pseudonyms.hex('crypto', value, 40)}`;
    case 'app':
      return /\.\w{3,12}$/.test(value) ? `a${pseudonyms.hex('app', value, 6)}${value.slice(value.lastIndexOf('.'))}` : raw;
    case 'telegram':
    case 'kakaotalk':
    case 'line':
    case 'handle':
      return URL.canParse(value) ? link(indicator, pseudonyms) : handle(indicator, pseudonyms);
    default:
      return kind satisfies never;
  }
}

/** Written as it was, however people write it; the digits that are the owner's own are others. */
function phone({ raw, value }: Indicator, pseudonyms: Pseudonyms): string {
  const digits = value.replace(/\D/g, '');
  const own = digits.length <= SHORT_NUMBER ? 4 : OWN_DIGITS;
  return withLastDigits(isPlain(raw, own) ? raw : value, pseudonyms.digits('phone', digits.slice(-9), own));
}

function account({ raw, value }: Indicator, pseudonyms: Pseudonyms): string {
  const digits = value.slice(value.lastIndexOf('/') + 1);
  const own = Math.max(0, digits.length - BANK_DIGITS);
  return withLastDigits(isPlain(raw, digits.length) ? raw : digits, pseudonyms.digits('account', digits, own));
}

/** Whether it has so many plain digits: others are spelled out, or in disguise. */
function isPlain(raw: string, digits: number): boolean {
  return raw.replace(/[^0-9]/g, '').length >= digits && !/[^\x20-\x7e\uac00-\ud7a3]/.test(raw);
}

/** The last digits of a written number replaced by as many others. */
function withLastDigits(written: string, digits: string): string {
  let left = digits.length;
  return [...written]
    .toReversed()
    .map((sign) => (left > 0 && /[0-9]/.test(sign) ? (digits[(left -= 1)] ?? sign) : sign))
    .toReversed()
    .join('');
}

/** Hosts that many use stay, and authorities'; of others the ending stays, and equal domains stay equal. A path or query is a new path. */
function link({ kind, value, registrable, shared, official }: Indicator, pseudonyms: Pseudonyms): string {
  const url = URL.parse(kind === 'domain' ? `http://${value}` : value);
  if (url === null) return '○○○';
  if (official === true) return url.origin;
  const rest = pathFor(url, pseudonyms);
  if (shared === true || isChatHost(url.hostname)) return `${url.protocol}//${url.hostname}${url.pathname.startsWith('/o/') ? '/o' : ''}${rest}`;
  const domain = registrable ?? url.hostname.split('.').slice(-2).join('.');
  const host = domainFor(domain, pseudonyms);
  return kind === 'domain' ? host : `${url.protocol}//${host}${rest}`;
}

/** A number of WhatsApp's is a phone's. */
function pathFor({ pathname, search }: URL, pseudonyms: Pseudonyms): string {
  if (/^\/\d{8,15}$/.test(pathname)) return withLastDigits(pathname, pseudonyms.digits('phone', pathname.slice(-9), OWN_DIGITS));
  return pathname.length > 1 || search !== '' ? `/${pseudonyms.hex('path', pathname + search, 8)}` : '';
}

/** With the same ending. */
function domainFor(domain: string, pseudonyms: Pseudonyms): string {
  return `x${pseudonyms.hex('domain', domain, 10)}.${domain.slice(domain.indexOf('.') + 1)}`;
}

const CHAT_HOSTS = ['t.me', 'wa.me', 'chat.whatsapp.com', 'open.kakao.com', 'pf.kakao.com', 'line.me', 'lin.ee'];

function isChatHost(host: string): boolean {
  return CHAT_HOSTS.includes(host);
}

/** The words around a name stay (`카톡 …`); the name itself is the last run of its letters. */
function handle({ raw, value }: Indicator, pseudonyms: Pseudonyms): string {
  const name = `u${pseudonyms.hex('handle', value.toLowerCase(), 8)}`;
  const at = raw.toLowerCase().lastIndexOf(value.toLowerCase());
  return at === -1 ? `@${name}` : raw.slice(0, at) + name + raw.slice(at + value.length);
}
