// Puts syllables together that were typed as single letters (ㄷㅐ출, NFD from a Mac), which NFKC leaves open.

const LEADS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const VOWELS = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ';
const TAILS = '\0ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ';

/** Unicode 3.12: index of a letter as lead, vowel or tail, compatibility (U+3131…) or conjoining (U+1100…); -1 if none. */
function leadIndex(unit: number): number {
  if (unit >= 0x1100 && unit <= 0x1112) return unit - 0x1100;
  return unit >= 0x3131 && unit <= 0x314e ? LEADS.indexOf(String.fromCharCode(unit)) : -1;
}

function vowelIndex(unit: number): number {
  if (unit >= 0x1161 && unit <= 0x1175) return unit - 0x1161;
  return unit >= 0x314f && unit <= 0x3163 ? VOWELS.indexOf(String.fromCharCode(unit)) : -1;
}

function tailIndex(unit: number): number {
  if (unit >= 0x11a8 && unit <= 0x11c2) return unit - 0x11a7;
  return unit >= 0x3131 && unit <= 0x314e ? TAILS.indexOf(String.fromCharCode(unit)) : -1;
}

/** Half-width jamo (U+FFA1…U+FFDC) fold to compatibility jamo; others stay. */
function widened(unit: number): number {
  if (unit < 0xffa1 || unit > 0xffdc) return unit;
  const folded = String.fromCharCode(unit).normalize('NFKC');
  const lead = folded.charCodeAt(0);
  if (lead >= 0x1100 && lead <= 0x1112) return LEADS.charCodeAt(lead - 0x1100);
  if (lead >= 0x1161 && lead <= 0x1175) return VOWELS.charCodeAt(lead - 0x1161);
  return unit;
}

/** One composed syllable beginning at `at`, and how many units it took; null when none begins there. */
export function syllableAt(text: string, at: number): { syllable: string; length: number } | null {
  const lead = leadIndex(widened(text.charCodeAt(at)));
  if (lead < 0) return null;
  const vowel = vowelIndex(widened(text.charCodeAt(at + 1)));
  if (vowel < 0 || isLaughOrTears(text, at)) return null;
  const tail = tailIndex(widened(text.charCodeAt(at + 2)));
  // A consonant before a vowel begins the next syllable (ㄱㅓㅁㅊㅏㄹ is 검찰, not 거ㅁ차ㄹ).
  const tailBelongs = tail > 0 && vowelIndex(widened(text.charCodeAt(at + 3))) < 0;
  const code = 0xac00 + (lead * 21 + vowel) * 28 + (tailBelongs ? tail : 0);
  return { syllable: String.fromCharCode(code), length: tailBelongs ? 3 : 2 };
}

/** An open NFD syllable (가 + U+11A8) closed by a conjoining tail; null when `at` holds no such pair. */
export function closedSyllableAt(text: string, at: number): string | null {
  const code = text.charCodeAt(at);
  const tail = text.charCodeAt(at + 1);
  const isOpen = code >= 0xac00 && code <= 0xd7a3 && (code - 0xac00) % 28 === 0;
  if (!isOpen || !(tail >= 0x11a8 && tail <= 0x11c2)) return null;
  return String.fromCharCode(code + tail - 0x11a7);
}

/** ㅋㅋㅠㅠ is laughing and crying, not a syllable. */
function isLaughOrTears(text: string, at: number): boolean {
  return 'ㅋㅎ'.includes(text.charAt(at)) && 'ㅜㅠㅡ'.includes(text.charAt(at + 1));
}

/** Letters that may take part in a composition. */
export function isJamo(unit: number): boolean {
  return (unit >= 0x1100 && unit <= 0x11ff) || (unit >= 0x3131 && unit <= 0x3163) || (unit >= 0xffa1 && unit <= 0xffdc);
}
