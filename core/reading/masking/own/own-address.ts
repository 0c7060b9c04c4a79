// The writer's home, only where the words say that it is theirs: other addresses are shops, courts and suspects.

import type { SensitiveSpan } from '../mask.ts';

export const OWN_ADDRESS =
  /(?:(?:제|내|저희|우리) ?(?:집 ?)?주소|우리 ?집|저희 ?집|집 ?주소)(?:는|은|가|이|도| ?:)\s?(?<korean>[^\n.!?]{4,90})|(?<![a-z])(?:my|our) (?:home |house |current |residential |mailing )?address(?: is|:| is at|,)\s?(?<english>[^\n!?]{6,110})|(?<![a-z])i (?:live|stay) at (?<lives>[^\n!?]{6,110})|(?<![a-z])alamat (?:rumah )?(?:saya|kami|sy)(?: ialah| adalah|:| di)?\s?(?<malay>[^\n!?]{6,110})|(?<![a-z])(?:saya|kami|sy) tinggal di (?<stays>[^\n!?]{6,110})/g;
/** A house or a road has a number, or the words name a street. */
const STREET = /[0-9]|jalan|jln|lorong|taman|street|road|avenue|blk|block|동|로 |길 |아파트|빌라/;
const SENTENCE = /[.;](?=\s+[a-z가-힣]{2,})|(?:입니다|이에요|예요|인데|이고| and i | dan saya | but | tapi )/;

/** Offsets are into the folded text. */
export function findOwnAddresses(words: string): SensitiveSpan[] {
  if (!/주소|집|address|alamat|live at|stay at|tinggal/.test(words)) return [];
  const found: SensitiveSpan[] = [];
  for (const match of words.matchAll(OWN_ADDRESS)) {
    const address = Object.values(match.groups ?? {}).find((group) => group !== undefined) ?? '';
    const end = SENTENCE.exec(address)?.index ?? address.length;
    const kept = address.slice(0, end).trimEnd();
    const start = match.index + match[0].length - address.length;
    if (kept.length >= 4 && STREET.test(`${kept} `) && !/[\ue0ff]/.test(kept)) found.push({ label: 'ADDRESS', start, end: start + kept.length });
  }
  return found;
}
