// A message that says it is from us: the code under a warning beside its own words in each language, or our name at the head of what looks like one.

const CODE = '[0-9A-HJKMNP-TV-Z]{4}';
const OUR_CODE = new RegExp(`(?:(?:확인|경보)\\s*코드|\\bkod(?:\\s+amaran)?|\\bcode)[^0-9A-Za-z]{0,6}${CODE}[- ]${CODE}(?![0-9A-Za-z])|^${CODE}-${CODE}$`, 'i');
const OUR_NAME = /(?:^|\n)[^\n]{0,40}(?:\[\s*Jaga\s*\]|\bJaga\s*(?:경보|공식|amaran|rasmi|warning|alert|official))/i;

export function looksLikeOurs(text: string): boolean {
  const head = text.slice(0, 5_000).trim();
  return OUR_CODE.test(head) || OUR_NAME.test(head);
}
