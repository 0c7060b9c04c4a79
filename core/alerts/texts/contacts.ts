// What somebody could dial, open or pay, in the text of a warning. A warning with a live link or a wrong number is worse than none, so
// what looks like one counts as one; the officer then writes it differently.

import { certainHotlines } from '#core/safety/hotlines.ts';

/** As written, with where it stands. */
export interface Contact {
  value: string;
  start: number;
  end: number;
}

export interface Contacts {
  /** Scheme or host, defanged ones too. */
  links: (Contact & { live: boolean })[];
  /** Numbers to dial; `official` ones are certain in hotlines.json. */
  phones: (Contact & { official: boolean })[];
  /** Runs of digits that may be an account, a card or an identity number. */
  accounts: Contact[];
  emails: Contact[];
}

const LINK = /\b(?:h(?:tt|xx)ps?:\/\/\S{1,300}|(?:[a-z0-9-]{1,63}(?:\.|\[\.\])){1,8}[a-z]{2,24}(?:\/\S{0,300})?)/giu;
/** Government hosts may be opened; everything else must be defanged. */
const OFFICIAL_HOST = /(?:^|\.)(?:go\.kr|gov\.my|gov\.sg)$/i;
const EMAIL = /[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}/giu;
const DIGIT_RUN = /(?<![\d*])\+?\d(?:[ .()/-]{0,2}\d){6,18}(?![\d*])/g;
const DATE = /^\d{4}[-./]\d{1,2}[-./]\d{1,2}$/;
const GROUPED_AMOUNT = /^\d{1,3}(?:\.\d{3})+$/;
const SHORT_NUMBER =
  /(?<![\d,.*-])\d{3,6}(?![\d,*-]|\.\d| ?(?:원|만|천|억|명|개|일|시간|분|초|년|월|회|건|퍼센트|%|ringgit|orang|hari|jam|minit|kali|kes|people|victims|days|hours|minutes|won|times|cases|reports)\b| ?(?:원|만|천|억|명|개|일|시간|분|초|년|월|회|건))/giu;
const CALL_BEFORE = /(?:전화|신고|연락|상담|☎|call|dial|phone|tel|hotline|hubungi|telefon|talian|dail)[^.!?\d]{0,24}$/iu;
const CALL_AFTER = /^\s?(?:번|으로 (?:전화|신고|연락)|로 (?:전화|신고|연락)|에 (?:전화|신고|연락)|에서 상담)/u;

const DIALLABLE = new Set(certainHotlines().flatMap(({ number, tel }) => [digitsOf(number), digitsOf(tel)]));

export function contactsIn(text: string): Contacts {
  const emails = spans(text, EMAIL);
  const links = spans(text, LINK)
    .filter((link) => !emails.some((email) => link.start < email.end && email.start < link.end))
    .map((link) => ({ ...link, live: isLive(link.value) }));
  const rest = blank(text, [...emails, ...links]);
  const long = spans(rest, DIGIT_RUN).filter(({ value }) => !DATE.test(value) && !GROUPED_AMOUNT.test(value));
  const short = spans(blank(rest, long), SHORT_NUMBER).filter((number) => isDialled(rest, number));
  const phones = [...long.filter(isPhoneLike), ...short].map((phone) => ({ ...phone, official: DIALLABLE.has(digitsOf(phone.value)) }));
  return { links, phones, accounts: long.filter((run) => !isPhoneLike(run)), emails };
}

function spans(text: string, pattern: RegExp): Contact[] {
  return [...text.matchAll(pattern)].map((match) => ({ value: match[0], start: match.index, end: match.index + match[0].length }));
}

function blank(text: string, parts: Contact[]): string {
  return parts.reduce((left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end), text);
}

function isLive(link: string): boolean {
  if (/^hxxp/i.test(link) || link.includes('[.]')) return false;
  const host = link.replace(/^https?:\/\//i, '').split(/[/?#:]/, 1)[0] ?? '';
  return !OFFICIAL_HOST.test(host);
}

/** Nine digits or fewer, a trunk 0 or a country code: dialled rather than paid into. Hotlines always are. */
function isPhoneLike({ value }: Contact): boolean {
  const digits = digitsOf(value);
  return DIALLABLE.has(digits) || digits.length <= 9 || (digits.length <= 12 && /^[+0]/.test(value));
}

function isDialled(text: string, { start, end }: Contact): boolean {
  return CALL_BEFORE.test(text.slice(Math.max(0, start - 36), start)) || CALL_AFTER.test(text.slice(end, end + 12));
}

function digitsOf(number: string): string {
  return number.replaceAll(/\D/g, '');
}
