// Passwords and secret answers in the many ways people give them away: `비번 1234야`, `kata laluan: abc`, `my password is hunter2`.

import type { SensitiveSpan } from '../mask.ts';

const CUE = String.raw`(?<cue>(?:제|내|저의|나의) ?(?:비밀 ?번호|비번|패스워드|암호)|비밀 ?번호|비번|패스워드|암호(?!화)|(?<![a-z])(?:(?:my|the|your|ur|our|wifi|email|bank|login|account|facebook|fb|ig|insta|gmail|maybank2u|m2u) ){0,2}(?:password|passwrd|passwd|pass ?code|pass ?phrase|pwd?|pass(?=\s?[:=])|pass ?word|kata ?(?:laluan|sandi)|sandi|pasword|pw)(?:nya|ku)?(?![a-z]))`;
const LINK = String.raw`(?<link>(?:(?:는|은|가|이|도|를|을| is| was| ialah| adalah| saya| sy| aku| dia| anda| akaun| bank| emel| email| maybank2u| m2u| cimb ?clicks| cimb| rhb| facebook| fb| gmail| wifi| ig| tng| lama| baru| dah tukar(?: ke| jadi)?| jadi| set(?: to)?| to| changed to|→|-?>)(?= ?[:= "'‘“]|[0-9]|[!-~]|[가-힣]|$))*)`;
const PASSWORD = new RegExp(String.raw`${CUE}${LINK}\s{0,2}(?<sign>[:=]|→|-?>)?\s{0,2}["'‘“(]?(?<secret>[!-~]{3,64})`, 'g');
const KOREAN_PASSWORD =
  /(?:비밀 ?번호|비번|패스워드|암호)(?:는|은|가|이)?\s?[:=]?\s?["'‘“]?(?<secret>[가-힣]{1,10}[0-9!@#$%^&*]{1,10}[가-힣0-9!@#$%^&*]{0,10})/g;
const PASSPHRASE = /(?:pass ?phrase)(?: is| ialah)?\s?[:=]\s?(?<secret>[a-z]{2,12}(?: [a-z]{2,12}){2,9})/g;
const ANSWER =
  /(?:보안 ?질문[^\n:=]{0,20}?(?:답변?|정답)|(?:보안|비밀) ?답변|secret answer|security (?:question )?answer|answer to (?:my|the) (?:security|secret) question|jawapan (?:soalan )?(?:keselamatan|rahsia)|mother'?s maiden name|nama gadis ibu|어머니 ?(?:성함|결혼 ?전 ?성))(?:는|은|이| is| ialah| adalah| saya)*\s?[:=]?\s?["'‘“]?(?<secret>[a-z0-9가-힣]{1,24})/g;

export const PASSWORD_PATTERNS = [PASSWORD, KOREAN_PASSWORD, PASSPHRASE, ANSWER];

const NO_SECRET =
  /^(?:(?:is|are|was|and|or|to|for|has|have|had|with|the|a|an|not|of|in|on|at|by|my|your|our|his|her|their|saya|anda|yang|dan|atau|untuk|dengan|kepada|tidak|tak|telah|akan|boleh|jangan|please|sila|incorrect|wrong|invalid|manager|must|should|will|can|cannot|could|would|salah|betul|lama|baru|baharu|safe|secure|stolen|leaked|never|only|same|hacked|compromised|correct|strong|weak|secret|private|confidential|successful(?:ly)?|ditukar|tamat|details|anyone|again|now|via|from|when|if|because|after|before|but|so|then|here|there|this|that|they|he|she|it|we|you|i|i'm|maybank2u|m2u|2fa|(?:reset|chang|expir|requir|protect|updat|forg|need|ask|enter|creat|sent|was|dicuri|digodam|hilang|diminta)\w{0,6})[.,!?)"']*|[_*.•●xX-]+|https?:.*|\[.*)$/;

/** Offsets are into the clean text; `words` is its folded form with masks blanked. */
export function findPasswords(words: string): SensitiveSpan[] {
  if (!/비밀|비번|패스워드|암호|pass|pw|sandi|laluan|답|answer|jawapan|maiden|gadis|어머니/.test(words)) return [];
  return [
    ...secretsOf(words, PASSWORD, isPassword),
    ...secretsOf(words, KOREAN_PASSWORD, () => true),
    ...secretsOf(words, PASSPHRASE, () => true),
    ...secretsOf(words, ANSWER, (match) => isAnswer(match.groups?.['secret'] ?? '')),
  ];
}

function secretsOf(words: string, pattern: RegExp, accept: (match: RegExpExecArray) => boolean): SensitiveSpan[] {
  const found: SensitiveSpan[] = [];
  for (const match of words.matchAll(pattern)) {
    if (!accept(match)) continue;
    const end = match.index + match[0].length;
    found.push({ label: 'CODE', start: end - (match.groups?.['secret']?.length ?? 0), end });
  }
  return found;
}

/** `password: hunter` is one, `password is required` is not: without a sign or "my … is" the word must hold a digit or a sign. */
function isPassword(match: RegExpExecArray): boolean {
  const { cue = '', link = '', sign, secret = '' } = match.groups ?? {};
  if (NO_SECRET.test(secret) || !/[0-9a-z]/.test(secret)) return false;
  if (/[0-9]/.test(secret)) return secret.length >= 4 || sign !== undefined;
  if (sign !== undefined) return !/^(?:영문|숫자)/.test(secret);
  if (/[a-z][!@#$%^&*_]/.test(secret)) return true;
  return /^(?:my|제|내|저의|나의)/.test(cue) ? /(?:is|was|는|은|to)$/.test(link.trim()) : /(?:saya|sy|aku) (?:ialah|adalah|is|dah tukar)/.test(link);
}

function isAnswer(secret: string): boolean {
  return secret.length >= 2 && !NO_SECRET.test(secret) && !/^(?:뭐|무엇|어떻게|등|을|를|하|알려|입력|요구|물어|what|asked|required)/.test(secret);
}
