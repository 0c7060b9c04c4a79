// Private keys, access tokens and what a link carries of them.

import type { Survey } from '../../survey/survey.ts';
import type { SensitiveSpan } from '../mask.ts';

const PRIVATE_KEY = /(?<![0-9a-z])(?:0x)?[0-9a-f]{64}(?![0-9a-z])/g;
const SPACED_KEY =
  /(?<![0-9a-z])(?:0x ?)?(?:[0-9a-f]{4}[ \n:-]{1,2}){15}[0-9a-f]{4}(?![0-9a-z])|(?<![0-9a-z])(?:0x ?)?(?:[0-9a-f]{8}[ \n:-]{1,2}){7}[0-9a-f]{8}(?![0-9a-z])|(?<![0-9a-z])(?:0x ?)?[0-9a-f]{32}\s{1,2}[0-9a-f]{32}(?![0-9a-z])/g;
const TRANSACTION_CUE = /(?:tx|txid|hash|해시|transaction|transaksi|거래|\/tx\/)[^0-9a-z]{0,12}$/;
const BASE58 = '[1-9A-HJ-NP-Za-km-z]';
const EXTENDED_KEY = new RegExp(
  String.raw`(?<![0-9A-Za-z])(?:[xyzt]prv${BASE58}{100,112}|[5KL]${BASE58}{50,51}|6P${BASE58}{56}|nsec1[0-9a-z]{58}|S[A-Z2-7]{55})(?![0-9A-Za-z])`,
  'g',
);
const TOKENS = [
  String.raw`-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[\sA-Za-z0-9+/=]{0,4000}(?:-----END [A-Z ]{0,20}PRIVATE KEY-----)?`,
  String.raw`(?<![0-9A-Za-z])(?:sk|pk|rk)[-_](?:live|test|proj|ant|or)?[-_]?[A-Za-z0-9_-]{16,200}`,
  String.raw`(?<![0-9A-Za-z])gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255}|glpat-[A-Za-z0-9_-]{20,64}|hf_[A-Za-z0-9]{20,64}|npm_[A-Za-z0-9]{20,64}`,
  String.raw`(?<![0-9A-Za-z])(?:AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Za-z])|AIza[0-9A-Za-z_-]{35}|ya29\.[0-9A-Za-z_-]{20,200}`,
  String.raw`(?<![0-9A-Za-z])xox[abeoprs]-[A-Za-z0-9-]{10,250}|SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64}`,
  String.raw`(?<![0-9A-Za-z])[0-9]{8,10}:AA[A-Za-z0-9_-]{30,40}`,
  String.raw`(?<![0-9A-Za-z])eyJ[A-Za-z0-9_-]{8,2000}\.[A-Za-z0-9_-]{8,2000}(?:\.[A-Za-z0-9_-]{0,2000})?`,
];
const BEARER = String.raw`(?<=[Bb]earer )[A-Za-z0-9._~+/-]{16,2000}=*`;
const TOKEN = new RegExp([...TOKENS, BEARER].join('|'), 'g');
/** What TOKEN needs. */
export const KEY_HEADS: readonly RegExp[] = [...TOKENS.map((token) => new RegExp(token)), /bearer /];
const PARAMETER =
  /(?<=[?&#;])(?:access_?token|auth_?token|id_?token|refresh_?token|session_?token|reset_?token|token|api_?key|apikey|key|secret|client_?secret|password|passwd|pwd|pass|otp|pin|tac|code|auth|session|sessionid|sid|sig|signature|jwt|verify)=(?<secret>[^&#\s"'<>\])[]{4,2000})/gi;
export const NAMED_KEY =
  /(?:api|access|private|secret|client|encryption|개인 ?|비밀 ?|시크릿 ?|kunci (?:peribadi|rahsia)|wallet)[ _-]?(?:key|secret|token|키|토큰)?(?:는|은|가| is| saya| ialah| anda)*\s?[:=]\s?["']?(?<secret>[A-Za-z0-9+/_.-]{16,200}=*)/gi;

// Sixteen signs in a row, a key in groups, a parameter of a link.
const MAY_HOLD = /[0-9a-z_+/-]{16}|(?:[0-9a-f]{4}[ \n:-]{1,2}){4}|[?&#;][a-z_]{2,14}=/;

/** @param clean for keys, whose case counts; `words` is its folded form. Offsets serve both. */
export function findKeys(clean: string, words: string, seen: Survey): SensitiveSpan[] {
  if (!MAY_HOLD.test(words)) return [];
  const { hexGroups, hasEquals } = seen.counts;
  const hex = [
    ...(seen.has({ token: 64 }) ? words.matchAll(PRIVATE_KEY) : []),
    ...(seen.has({ token: 16 }) || hexGroups >= 3 ? words.matchAll(SPACED_KEY) : []),
  ]
    .filter(({ index }) => !TRANSACTION_CUE.test(words.slice(Math.max(0, index - 24), index)))
    .map(spanOf);
  const tokens = [...(seen.has({ token: 51 }) ? clean.matchAll(EXTENDED_KEY) : []), ...(seen.mayHold('keyHead') ? clean.matchAll(TOKEN) : [])].map(spanOf);
  const named = [...(seen.mayHold('namedKey') ? clean.matchAll(NAMED_KEY) : [])].filter(
    ({ groups }) => /[0-9]/.test(groups?.['secret'] ?? '') && !isAddress(groups?.['secret'] ?? ''),
  );
  return [...hex, ...tokens, ...[...(hasEquals ? clean.matchAll(PARAMETER) : []), ...named].map(secretSpanOf)].filter(
    ({ start, end }) => !/[\ue0ff[]/.test(clean.slice(start, end)),
  );
}

/** A wallet's address is the suspect's. */
function isAddress(secret: string): boolean {
  return /^(?:0x[0-9a-f]{40}|T[1-9A-HJ-NP-Za-km-z]{33}|bc1[0-9a-z]{20,71}|[13][1-9A-HJ-NP-Za-km-z]{25,34})$/i.test(secret);
}

function spanOf(match: RegExpExecArray): SensitiveSpan {
  return { label: 'KEY', start: match.index, end: match.index + match[0].length };
}

function secretSpanOf(match: RegExpExecArray): SensitiveSpan {
  const end = match.index + match[0].length;
  return { label: 'KEY', start: end - (match.groups?.['secret']?.length ?? 0), end };
}
