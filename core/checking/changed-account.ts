// "Sorry, that account is blocked, use this one": an account that takes another's place in the middle of a conversation is how invoices are
// diverted and how mules are changed. Two accounts side by side are a shop's; it takes words of replacing between them or after.

import type { Indicator } from '#core/reading/reading.ts';
import type { IndicatorKind } from '#core/taxonomy/taxonomy.ts';

const PAID_INTO: ReadonlySet<IndicatorKind> = new Set(['bank_account', 'crypto_address']);

/** Stems of replacing, correcting and being unusable; Korean ones are looked for with spaces removed. */
const REPLACING: readonly RegExp[] = [
  /바뀌|바꿔|바꿨|바꾸|변경|새계좌|새로운계좌|다른계좌|대신|정정|잘못(?:보|알|적|드)|말고|아니라|아니고|막혔|막혀|정지되|동결|한도초과/,
  /\b(?:tukar|ditukar|bertukar|ganti|diganti|pinda|dipinda|bukan|salah|(?:di)?beku(?:kan)?|(?:di)?sekat|ditahan|ditutup|akaun (?:baru|baharu|lain)|tak (?:boleh|dapat) guna|jangan guna|sebaliknya)\b/,
  /\b(?:instead|chang(?:e|ed|ing)|replac\w+|updat(?:e|ed)|correct(?:ed|ion)?|wrong|mistake|frozen|blocked|suspended|no longer|do(?:n't| not) (?:use|send|pay)|not (?:the|that)|new (?:bank )?(?:account|wallet|address)|(?:another|different|other) (?:bank )?(?:account|wallet))\b/,
];

/** Either will do. */
const ALTERNATIVE = /또는|혹은|이나|\b(?:or|atau|either)\b/;
/** Characters before the first account and after the second that may still say that one replaces the other. */
const AROUND = 80;

/** @param indicators of `text`, with their offsets. */
export function changesAccount(text: string, indicators: readonly Indicator[]): boolean {
  const accounts = indicators.filter(({ kind, official }) => PAID_INTO.has(kind) && official !== true).toSorted((a, b) => a.start - b.start);
  return accounts.some((second, at) => {
    const first = accounts[at - 1];
    if (first === undefined || first.value === second.value) return false;
    const between = text.slice(first.end, second.start);
    if (saysReplaced(between)) return true;
    const around = text.slice(Math.max(0, first.start - AROUND), first.start) + text.slice(second.end, second.end + AROUND);
    return !ALTERNATIVE.test(between.toLowerCase()) && saysReplaced(around);
  });
}

function saysReplaced(words: string): boolean {
  const lower = words.toLowerCase().normalize('NFC');
  const joined = lower.replaceAll(/\s+/g, '');
  return REPLACING.some((form, at) => form.test(at === 0 ? joined : lower));
}
