// First step of text matching: a message becomes a sequence of symbols in which everything a scammer changes
// cheaply (names of links, numbers, spacing, case, punctuation, look-alike letters, taken-apart Hangul) is gone.
// For comparing only; what is stored or shown is never this.

import type { TextSpan } from '#core/reading/reading.ts';
import type { IndicatorKind } from '#core/taxonomy/taxonomy.ts';

/** What of an indicator the matching text needs: where it stands and whether it reads as a number or as a name. */
export type IndicatorSpan = Pick<TextSpan, 'start' | 'end'> & { kind: IndicatorKind };

/** Code of every link, address and handle in the symbol sequence (private use area, never letters of a message). */
export const LINK_SYMBOL = 0xe000;
/** Code of every number: phone, account, amount, date. Neighbouring numbers are one. */
export const NUMBER_SYMBOL = 0xe001;

const LINK_MARK = String.fromCharCode(LINK_SYMBOL);
const NUMBER_MARK = String.fromCharCode(NUMBER_SYMBOL);
const NUMBER_KINDS: ReadonlySet<IndicatorKind> = new Set(['phone', 'bank_account']);
const PRIVATE_USE = /[\ue000-\uf8ff]/g;
const PLAIN_LINK = /(?:h(?:tt|xx)ps?:\/\/|www\.)[\x21-\x7e]+/gi;
/** What of a link is its own: where nobody typed a space, the words beside it belong to it for a reader (`확인하세요me2.do/MTqS`). */
const NOT_HANGUL = /[^\p{Script=Hangul}]+/gu;
const NEEDS_NFKC = /[^\p{ASCII}가-힣\ue000\ue001]/u;
const OTHER_LETTER = /[\p{L}\p{M}]/u;

/** Letters that look like Latin ones and that NFKC leaves alone (subset of UTS 39 confusables seen in scam texts). */
const LOOK_ALIKES: Record<string, string> = {
  а: 'a',
  ɑ: 'a',
  α: 'a',
  ь: 'b',
  в: 'b',
  β: 'b',
  с: 'c',
  ϲ: 'c',
  ԁ: 'd',
  е: 'e',
  ё: 'e',
  ε: 'e',
  є: 'e',
  ɡ: 'g',
  һ: 'h',
  н: 'h',
  і: 'i',
  ı: 'i',
  ι: 'i',
  ӏ: 'i',
  ј: 'j',
  к: 'k',
  κ: 'k',
  м: 'm',
  μ: 'm',
  η: 'n',
  п: 'n',
  о: 'o',
  ο: 'o',
  σ: 'o',
  р: 'p',
  ρ: 'p',
  ԛ: 'q',
  г: 'r',
  ѕ: 's',
  т: 't',
  τ: 't',
  υ: 'u',
  ν: 'v',
  ѵ: 'v',
  ԝ: 'w',
  ω: 'w',
  х: 'x',
  χ: 'x',
  у: 'y',
  γ: 'y',
};
const LEET: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b', '9': 'g' };

const CODE_I = 0x69;
const CODE_L = 0x6c;
const CODE_M = 0x6d;
const CODE_N = 0x6e;
const CODE_R = 0x72;
const CODE_V = 0x76;
const CODE_W = 0x77;
const HANGUL_FIRST = 0xac00;
const HANGUL_LAST = 0xd7a3;
const LEAD_FIRST = 0x1100;
const LEAD_LAST = 0x1112;
const VOWEL_FIRST = 0x1161;
const VOWEL_LAST = 0x1175;
/** Index of the final consonant a lead consonant becomes, by lead index; 0: it cannot end a syllable. */
const LEAD_TO_FINAL = [1, 2, 4, 7, 0, 8, 16, 17, 0, 19, 20, 21, 22, 0, 23, 24, 25, 26, 27];
/** Laughter and tears typed as single letters (ㅋ ㅎ ㅠ ㅜ): noise between words. */
const CHAT_NOISE: ReadonlySet<number> = new Set([0x110f, 0x1112, 0x1172, 0x116e]);

const FOLD = buildFoldTable();

/**
 * Symbols of a message for matching: folded code points, {@link LINK_SYMBOL} and {@link NUMBER_SYMBOL}.
 * Links, phones, accounts and handles found by the reader are passed as `indicators` (offsets into `text`, UTF-16);
 * without them plain `http…`, `www.` links and digit runs are still recognised. Linear in the text; never throws.
 */
export function matchingSymbols(text: string, indicators: readonly IndicatorSpan[] = []): number[] {
  let marked = replaceSpans(text, indicators).replace(PLAIN_LINK, LINK_MARK);
  if (NEEDS_NFKC.test(marked)) marked = marked.normalize('NFKC');
  return foldSymbols(marked);
}

function replaceSpans(text: string, indicators: readonly IndicatorSpan[]): string {
  const clean = text.replace(PRIVATE_USE, ' ');
  if (indicators.length === 0) return clean;
  const spans = indicators.length === 1 ? indicators : indicators.toSorted((a, b) => a.start - b.start || b.end - a.end);
  let out = '';
  let from = 0;
  for (const span of spans) {
    if (span.start < from || span.end <= span.start) continue;
    const raw = clean.slice(span.start, span.end);
    out += clean.slice(from, span.start) + (NUMBER_KINDS.has(span.kind) ? NUMBER_MARK : raw.replace(NOT_HANGUL, LINK_MARK));
    from = span.end;
  }
  return out + clean.slice(from);
}

function foldSymbols(text: string): number[] {
  const out: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.codePointAt(at) ?? 0;
    if (code > 0xffff) at += 1;
    if (code >= HANGUL_FIRST && code <= HANGUL_LAST) out.push(code);
    else if (code >= 0x30 && code <= 0x39) pushDigit(out, text, at);
    else if (code < FOLD.length) pushFolded(out, FOLD[code] ?? 0);
    else pushOther(out, code);
  }
  return out;
}

/** A lone digit between Latin letters is a letter in disguise (`p1njaman`); any other digit is part of a number. */
function pushDigit(out: number[], text: string, at: number): void {
  const disguised = isLatinAt(text, at - 1) && isLatinAt(text, at + 1) ? LEET[text.charAt(at)] : undefined;
  if (disguised !== undefined) pushFolded(out, disguised.charCodeAt(0));
  else if (out.at(-1) !== NUMBER_SYMBOL) out.push(NUMBER_SYMBOL);
}

function isLatinAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at) | 0x20;
  return code >= 0x61 && code <= 0x7a;
}

/** `rn`→`m` and `vv`→`w` are folded with the letters because they are drawn alike; `l`, `I` and `1` are one by the table. */
function pushFolded(out: number[], code: number): void {
  if (code === 0) return;
  const last = out.length - 1;
  if (code === CODE_N && out[last] === CODE_R) out[last] = CODE_M;
  else if (code === CODE_V && out[last] === CODE_V) out[last] = CODE_W;
  else out.push(code);
}

function pushOther(out: number[], code: number): void {
  if (code >= LEAD_FIRST && code <= VOWEL_LAST) pushJamo(out, code);
  else if (code === LINK_SYMBOL || code === NUMBER_SYMBOL) {
    if (out.at(-1) !== code) out.push(code);
  } else if (OTHER_LETTER.test(String.fromCodePoint(code))) pushFolded(out, code);
}

/** Puts taken-apart Hangul together again: NFKC joins lead and vowel, but neither final consonants nor letters split by dots. */
function pushJamo(out: number[], code: number): void {
  const last = out.length - 1;
  const before = out[last] ?? 0;
  if (code >= VOWEL_FIRST && before >= LEAD_FIRST && before <= LEAD_LAST) {
    out[last] = syllableOf(before, code);
    return;
  }
  // The consonant that was taken for a final one begins the next syllable (ㄷ.ㅐ.ㅊ.ㅜ.ㄹ).
  const lead = code >= VOWEL_FIRST && before >= HANGUL_FIRST && before <= HANGUL_LAST ? LEAD_TO_FINAL.indexOf((before - HANGUL_FIRST) % 28 || -1) : -1;
  if (lead >= 0) {
    out[last] = before - ((before - HANGUL_FIRST) % 28);
    out.push(syllableOf(LEAD_FIRST + lead, code));
    return;
  }
  if (CHAT_NOISE.has(code)) return;
  const final = code <= LEAD_LAST ? (LEAD_TO_FINAL[code - LEAD_FIRST] ?? 0) : 0;
  const open = before >= HANGUL_FIRST && before <= HANGUL_LAST && (before - HANGUL_FIRST) % 28 === 0;
  if (final > 0 && open) out[last] = before + final;
  else if (code <= LEAD_LAST || code >= VOWEL_FIRST) out.push(code);
}

function syllableOf(lead: number, vowel: number): number {
  return HANGUL_FIRST + ((lead - LEAD_FIRST) * 21 + (vowel - VOWEL_FIRST)) * 28;
}

/** Below U+0600: Latin with its accents taken off, Greek and Cyrillic look-alikes as Latin, 0 for what is dropped. */
function buildFoldTable(): Uint16Array {
  const table = new Uint16Array(0x600);
  for (let code = 0; code < table.length; code += 1) {
    const lower = String.fromCharCode(code).toLowerCase().normalize('NFD').charAt(0);
    const folded = (LOOK_ALIKES[lower] ?? lower).charCodeAt(0);
    const isMark = code >= 0x300 && code <= 0x36f;
    if (!isMark && OTHER_LETTER.test(String.fromCharCode(folded))) table[code] = folded === CODE_L ? CODE_I : folded;
  }
  return table;
}
