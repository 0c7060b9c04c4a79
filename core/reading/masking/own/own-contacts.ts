// The writer's own account and phone, which are masked and never matched on, told from the suspect's, which stay. The role is read from
// possessives, particles and prepositions: `제 계좌`, `akaun saya`, `my account`, 에서/from/dari = own; 로/to/ke = where the money went.

import type { Survey } from '../../survey/survey.ts';
import type { MaskLabel, SensitiveSpan } from '../mask.ts';

/** An account or phone that was found; offsets are into the clean text. */
export interface Contact {
  kind: string;
  value: string;
  official?: boolean;
  start: number;
  end: number;
}

const NUMBER = String.raw`(?<number>\+?[0-9](?:[ .\-]{0,3}\(?[0-9]\)?){6,18})(?![0-9])`;
const BANK = String.raw`(?:[ (,:]{0,3}(?:[가-힣]{1,6}(?:은행|뱅크|금고|증권)|국민|신한|우리|하나|농협|기업|카뱅|토스|새마을|우체국|maybank|cimb|public bank|rhb|hong leong|hlb|ambank|bank islam|bimb|bsn|bank rakyat|uob|ocbc|dbs|posb|hsbc|bank|tng|gxbank|kb|nh|ibk)[ ),:]{0,3}){0,2}`;
const IS = String.raw`(?:[ :=-]|는|은|가|이|인데|number|no\.?|nombor|번호|is|ialah|adalah|di|dengan|ini|bank|ending|yang)*`;

export const OWN_PHONE = new RegExp(
  [
    String.raw`(?<![가-힣])(?:제|내|저의|나의|본인) ?(?:핸드폰|휴대폰|휴대전화|전화|폰|연락처|번호|전번)[ 가-힣]{0,4}?${IS}`,
    String.raw`(?<![a-z])my (?:own |personal )?(?:phone|hp|h\/p|handphone|mobile|cell|contact|tel|whatsapp|number|no\.?)${IS}`,
    String.raw`(?<![a-z])(?:no|nombor|nomor|telefon|fon|tel|hp)\.?(?: ?(?:telefon|tel|hp|fon|phone|wasap|whatsapp))?\.? ?(?:saya|sy|aku|kami)${IS}`,
  ]
    .map((cue) => `(?:${cue})`)
    .join('|')
    .replace(/^/, '(?<cue>')
    .concat(`)${NUMBER}`),
  'g',
);
export const OWN_ACCOUNT = new RegExp(
  [
    String.raw`(?<![가-힣])(?:제|내|저의|나의|저희|본인) ?(?:명의 ?)?(?:의 ?)?${BANK}(?:계좌|통장)(?:번호)?${IS}${BANK}${IS}`,
    String.raw`(?<![가-힣])(?:제|내|저의|나의) ${BANK}`,
    String.raw`(?<![a-z])my (?:own |bank |savings? |current |personal )*${BANK}(?:account|acct?|a\/c|iban)${IS}${BANK}${IS}`,
    String.raw`(?<![a-z])my ${BANK}`,
    String.raw`(?<![a-z])(?:no\.? ?|nombor )?(?:akaun|akn|acc|rekening)(?: bank)?${BANK} ?(?:saya|sy|aku|kami)${IS}${BANK}${IS}`,
  ]
    .map((cue) => `(?:${cue})`)
    .join('|')
    .replace(/^/, '(?<cue>')
    .concat(`)${NUMBER}`),
  'g',
);
/** To the writer's own account is where a scammer says money should go. */
const TO_BEFORE = /(?:(?<![a-z])(?:to|into|onto|ke|kepada|pada|masuk(?:kan)?(?: ke)?|at|on|call|hubungi|wasap|whatsapp|text|new|baru)|새|바뀐|임시|새로운)\s?$/;
const NEW_NUMBER = /새 ?번호|바뀐|임시|새로|(?<![a-z])(?:new|baru|temporary|sementara)(?![a-z])/;
const TO_AFTER = /^["'”’)]?\s?(?:으?로)(?![가-힣]*(?:받|들어|입금됐|입금되))/;
const FROM_AFTER = /^["'”’)]?\s?(?:\([^)]{0,12}\)|[가-힣]{2,4})?\s?에서(?! ?[^.\n]{0,24}(?:입금됐|입금되|들어왔|들어와|받았))/;
const FROM_BEFORE = new RegExp(String.raw`(?<![a-z])(?:from|dari(?:pada)?)(?: (?:my|akaun|account|acc|acct|no|number|a\/c|the))*${BANK}[ :]{0,2}$`);
const SENT =
  /(?<![a-z])(?:i|we|saya|sy|aku|kami)(?![a-z])[^.!?\n]{0,60}(?:transfer|sent|send|paid|pay|bank|withdr|hantar|bayar|pindah|keluar|debit)|(?:transferred|debited|withdrawn|deducted|stolen|missing|ditolak|dipindahkan|didebit|hilang)/;
const RECEIVED = /(?<![a-z])(?:received|receive|got|came|terima|diterima|call(?:ed)?|sms|text)(?![a-z])/;

/** Spans of the writer's own numbers among those found, and of numbers that the words call so though nothing else knows them. */
export function findOwnContacts(words: string, contacts: readonly Contact[], seen: Survey): SensitiveSpan[] {
  // NUMBER has seven digits and more.
  const hasNumber = seen.has({ near: 7 });
  const named = [
    ...(hasNumber && seen.mayHold('ownPhone') ? namedOwn(words, OWN_PHONE, 'PHONE') : []),
    ...(hasNumber && seen.mayHold('ownAccount') ? namedOwn(words, OWN_ACCOUNT, 'ACCOUNT') : []),
  ];
  const accounts = contacts.filter(({ kind }) => kind === 'bank_account');
  const sources = accounts.filter(({ start, end }) => isSource(words, start, end)).map(({ start, end }): SensitiveSpan => ({ label: 'ACCOUNT', start, end }));
  const official = contacts.filter((contact) => contact.official === true);
  return [...named, ...sources].filter(({ start, end }) => !official.some((known) => known.start < end && known.end > start));
}

const POSSESSIVE = /(?:제|내|저의|저희|나의|본인) ?[가-힣]|(?<![a-z])my |(?:saya|sy|aku|kami)(?![a-z])[^0-9]{0,24}[0-9]/;

/** `제 번호는 …`, `my account no is …`, unless it is said to be new or money is to go there. */
function namedOwn(words: string, pattern: RegExp, label: MaskLabel): SensitiveSpan[] {
  if (!POSSESSIVE.test(words)) return [];
  const found: SensitiveSpan[] = [];
  for (const match of words.matchAll(pattern)) {
    const { cue = '', number = '' } = match.groups ?? {};
    const end = match.index + match[0].length;
    if (TO_BEFORE.test(words.slice(Math.max(0, match.index - 12), match.index)) || NEW_NUMBER.test(cue)) continue;
    if (TO_AFTER.test(words.slice(end, end + 24)) || isMoneyOrDate(words, number, end)) continue;
    found.push({ label, start: end - number.length, end });
  }
  return found;
}

function isMoneyOrDate(words: string, number: string, end: number): boolean {
  return /^\s?(?:원|만|천|won|ringgit)/.test(words.slice(end, end + 8)) || /^(?:19|20)\d\d[-. ]/.test(number);
}

/** `… 에서 … 로 보냈어요`, `I transferred RM500 from Maybank …`: the money's way out of the writer's own account. */
function isSource(words: string, start: number, end: number): boolean {
  if (FROM_AFTER.test(words.slice(end, end + 40))) return true;
  const before = words.slice(Math.max(0, start - 90), start);
  return FROM_BEFORE.test(before) && SENT.test(before) && !RECEIVED.test(before.slice(-40));
}

export const OWN_IBAN =
  /(?<![a-z])my (?:own |bank )*(?:account |acc )?(?:iban|account)[^0-9a-z]{0,3}(?:(?:is|no|number)[^0-9a-z]{0,3}){0,3}$|제 (?:계좌|iban)[^0-9a-z]{0,8}$|akaun saya[^0-9a-z]{0,8}$/;

/** Whether what stands before an IBAN says that it is the writer's. */
export function isOwnIban(before: string): boolean {
  return OWN_IBAN.test(before);
}
