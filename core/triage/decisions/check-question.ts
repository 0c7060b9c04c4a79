// What an officer may write to a reporter. Whoever pretends to be us asks for money, codes and identity numbers and sends links: a question of ours
// never does, so that people can be told so.

import { readMessage } from '#core/reading/read-message.ts';
import { QUESTION_LIMIT } from './decision-words.ts';

export const QUESTION_FAULTS = ['empty', 'too_long', 'link', 'phone', 'personal', 'asks_identity', 'asks_code', 'asks_money'] as const;
export type QuestionFault = (typeof QUESTION_FAULTS)[number];

/** Not to be asked for at all, whatever the sentence around it. */
const IDENTITY =
  /주민\s*(등록)?\s*번호|외국인\s*등록\s*번호|여권\s*번호|운전\s*면허|신분증|\b(?:no\.?|nombor|nomor)\s*(?:ic|kp|kad pengenalan|pasport)\b|kad\s*pengenalan|\bmykad\b|\bic\s*(?:number|no)\b|\b(?:identity|id|resident|passport|nric)\s*(?:card|number|no)\b/iu;
const CODE =
  /비밀\s*번호|인증\s*번호|보안\s*(카드|번호)|일회용|\botp\b|\btac\b|\bcvc\b|\bcvv\b|\bpin\b|kata\s*laluan|kod\s*(pengesahan|keselamatan|tac|otp)|\bpassword\b|\bpasscode\b|(?:verification|security|one[- ]time)\s*code/iu;

/** To be told what was paid is fine; to be told to pay is not. */
const MONEY = [
  /(?:송금|입금|이체|결제|납부|충전|보내)\s*(?:해|하|을|를)?\s*(?:주세요|주십시오|주시기|주셔야|하세요|하십시오|하셔야|하시면|야\s*합니다|부탁)/u,
  /\b(?:sila|tolong|perlu|mesti|kena|hendaklah)\b[^.?!]{0,30}\b(?:bayar|membayar|pindahkan|transfer|hantar(?:kan)?\s+(?:wang|duit)|top\s?up|deposit)/iu,
  /\b(?:please|must|need\s+to|have\s+to|should)\b[^.?!]{0,30}\b(?:pay|transfer|send\s+(?:money|the\s+money|us)|deposit|top\s?up|wire)\b/iu,
] as const;

const LINKS = ['url', 'domain', 'app', 'telegram', 'whatsapp', 'kakaotalk', 'line', 'handle', 'email'] as const;
const NUMBERS = ['phone', 'bank_account', 'crypto_address'] as const;

/** null: it may be sent. @param ownHost host of our own pages, which may be linked to. */
export function faultOfQuestion(text: string, ownHost: string | null): QuestionFault | null {
  if (text.trim() === '') return 'empty';
  if (text.length > QUESTION_LIMIT) return 'too_long';
  const { indicators, masked } = readMessage({ text });
  if (indicators.some(({ kind, value, official }) => isOneOf(LINKS, kind) && !(isOwn(value, ownHost) || (kind === 'domain' && official === true))))
    return 'link';
  if (indicators.some(({ kind, official }) => isOneOf(NUMBERS, kind) && official !== true)) return 'phone';
  if (IDENTITY.test(text)) return 'asks_identity';
  if (CODE.test(text)) return 'asks_code';
  if (MONEY.some((pattern) => pattern.test(text))) return 'asks_money';
  return masked === text ? null : 'personal';
}

function isOwn(value: string, ownHost: string | null): boolean {
  return ownHost !== null && (value === ownHost || (URL.canParse(value) && new URL(value).host === ownHost));
}

function isOneOf(kinds: readonly string[], kind: string): boolean {
  return kinds.includes(kind);
}
