// Everything in a message that identifies the person who wrote it or gives access to what is theirs, in the order that works.

import type { TakenRanges } from '../indicators/spans.ts';
import type { Survey } from '../survey/survey.ts';
import type { DigitRun } from '../text/digit-runs.ts';
import { Cues } from './cues.ts';
import { findBirthDates } from './ids/birth-dates.ts';
import { isIban } from './ids/check-digits.ts';
import { findLetteredIds } from './ids/lettered-ids.ts';
import { findNationalIds } from './ids/national-ids.ts';
import type { SensitiveSpan } from './mask.ts';
import { mergeSensitive, withoutMasks } from './mask.ts';
import { isOwnIban } from './own/own-contacts.ts';
import { findOwnAddresses } from './own/own-address.ts';
import { findSpokenCodes } from './secrets/codes.ts';
import { findKeys } from './secrets/keys.ts';
import { findPasswords } from './secrets/passwords.ts';
import { findSeedPhrases } from './secrets/seeds.ts';

/** A text as masking reads it. */
export interface MaskableText {
  clean: string;
  /** Folded, masks blanked; as long as `clean`. */
  words: string;
  /** What the folded text may hold; blanking masks takes nothing but from it. */
  seen: Survey;
}

export function maskableText(clean: string, skeleton: string, seen: Survey): MaskableText {
  return { clean, words: withoutMasks(clean, skeleton), seen };
}

const IBAN = /(?<![0-9a-z])[a-z]{2}[0-9]{2}(?:[ -]?[0-9a-z]{4}){2,7}(?:[ -]?[0-9a-z]{1,4})?(?![0-9a-z])/g;
/** Inside a link only what is grouped or named like an id is one: shops number their pages with as many digits. */
const GROUPED = /[0-9]-[0-9]/;
const NAMED = /(?:^|[?&/;=])(?:ic|nric|mykad|rrn|jumin|ssn|nik|ktp|passport|card|cc|no_?kp|id_?no)=?[^&?/]{0,3}$/;

/**
 * Ids, secrets, dates of birth and addresses; adds those outside links to `taken`, so that no phone or account is read from them.
 * Offsets are into the clean text; spans are merged.
 */
export function findSensitive(runs: readonly DigitRun[], { clean, words, seen }: MaskableText, taken: TakenRanges): SensitiveSpan[] {
  const keys = seen.mayHoldKey() ? findKeys(clean, words, seen) : [];
  const others = [
    ...(seen.mayHold('passwords') ? findPasswords(words) : []),
    ...(seen.mayHold('codeWords') ? findSpokenCodes(words, seen) : []),
    ...findSeedPhrases(words, seen),
    ...(seen.mayHold('ownAddress') ? findOwnAddresses(words) : []),
  ];
  const numbers = runs.length > 0 && hasNumber(words, seen) ? findNumbers(runs, { clean, words, seen }) : [];
  const free = [...numbers, ...others].filter(({ start, end }) => !taken.overlaps(start, end) || isWrittenAsId(words, start, end));
  const spans = mergeSensitive([...free, ...keys]);
  for (const span of spans) if (!taken.overlaps(span.start, span.end)) taken.add(span);
  return spans;
}

/** Four digits or two digit words near each other: no id and no date of birth has fewer. */
function hasNumber(words: string, seen: Survey): boolean {
  const { counts } = seen;
  if (counts.nearDigits >= 4) return true;
  return (counts.numeralsInRow >= 6 || seen.mayHold('digitWord') || counts.hasAngle) && HAS_NUMBER.test(words);
}

const HAS_NUMBER =
  /(?:[공영일이삼사오육륙칠팔구][ .\-·]{0,3}){6}|(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|kosong|sifar|satu|dua|tiga|empat|lima|enam|tujuh|lapan|sembilan)[ .\-,]{1,3}(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|kosong|sifar|satu|dua|tiga|empat|lima|enam|tujuh|lapan|sembilan)|[a-z]{2}<<?[a-z]/;

function findNumbers(runs: readonly DigitRun[], { clean, words, seen }: MaskableText): SensitiveSpan[] {
  const context = { words, cues: new Cues(words), seen };
  const ids = [...findNationalIds(runs, context), ...findLetteredIds(context)];
  const dates = findBirthDates({ clean, ...context });
  // An account number is no id, and is masked only where it is the writer's.
  if (ids.length === 0 && !seen.mayHold('ownIban')) return dates;
  const ibans = findIbans(words);
  const own = ibans.filter(({ start }) => isOwnIban(words.slice(Math.max(0, start - 40), start)));
  return [...ids.filter((span) => !ibans.some((iban) => iban.start < span.end && iban.end > span.start)), ...dates, ...own];
}

function isWrittenAsId(words: string, start: number, end: number): boolean {
  const written = words.slice(start, end);
  return (GROUPED.test(written) && /^[0-9-]{13,19}$/.test(written)) || (NAMED.test(words.slice(Math.max(0, start - 14), start)) && !/\s/.test(written));
}

function findIbans(words: string): SensitiveSpan[] {
  const found: SensitiveSpan[] = [];
  for (const match of words.matchAll(IBAN)) {
    if (isIban(match[0].replace(/[ -]/g, ''))) found.push({ label: 'ACCOUNT', start: match.index, end: match.index + match[0].length });
  }
  return found;
}
