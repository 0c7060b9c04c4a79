// Languages that their letters alone tell.

import type { DetectedLanguage } from '../reading.ts';

/** A script, the language it is read as, and how many Latin letters one of its units carries. */
export interface Script {
  language: DetectedLanguage;
  from: number;
  to: number;
  weight: number;
}

// One entry a range: unique to a language or close enough to route by. A syllable or an ideograph carries about as much as three letters.
export const SCRIPTS: readonly Script[] = [
  { language: 'el', from: 0x0370, to: 0x03ff, weight: 1 },
  { language: 'ru', from: 0x0400, to: 0x04ff, weight: 1 },
  { language: 'he', from: 0x0590, to: 0x05ff, weight: 1 },
  { language: 'ar', from: 0x0600, to: 0x06ff, weight: 1 },
  { language: 'ar', from: 0x0750, to: 0x077f, weight: 1 },
  { language: 'hi', from: 0x0900, to: 0x097f, weight: 1 },
  { language: 'bn', from: 0x0980, to: 0x09ff, weight: 1 },
  { language: 'pa', from: 0x0a00, to: 0x0a7f, weight: 1 },
  { language: 'gu', from: 0x0a80, to: 0x0aff, weight: 1 },
  { language: 'ta', from: 0x0b80, to: 0x0bff, weight: 1 },
  { language: 'te', from: 0x0c00, to: 0x0c7f, weight: 1 },
  { language: 'kn', from: 0x0c80, to: 0x0cff, weight: 1 },
  { language: 'ml', from: 0x0d00, to: 0x0d7f, weight: 1 },
  { language: 'si', from: 0x0d80, to: 0x0dff, weight: 1 },
  { language: 'th', from: 0x0e01, to: 0x0e5b, weight: 1 },
  { language: 'lo', from: 0x0e80, to: 0x0eff, weight: 1 },
  { language: 'my', from: 0x1000, to: 0x109f, weight: 1 },
  { language: 'ka', from: 0x10a0, to: 0x10ff, weight: 1 },
  { language: 'ko', from: 0x1100, to: 0x11ff, weight: 3 },
  { language: 'km', from: 0x1780, to: 0x17ff, weight: 1 },
  { language: 'ja', from: 0x3041, to: 0x30fa, weight: 3 },
  { language: 'ko', from: 0x3131, to: 0x318e, weight: 3 },
  { language: 'zh', from: 0x3400, to: 0x4dbf, weight: 3 },
  { language: 'zh', from: 0x4e00, to: 0x9fff, weight: 3 },
  { language: 'ne', from: 0xa8e0, to: 0xa8ff, weight: 1 },
  { language: 'ko', from: 0xac00, to: 0xd7a3, weight: 3 },
];
const FIRST = 0x0370;

/** null for Latin letters, digits and signs. */
export function scriptOf(unit: number): Script | null {
  if (unit < FIRST) return null;
  let low = 0;
  let high = SCRIPTS.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const script = SCRIPTS[middle];
    if (script === undefined) return null;
    if (unit < script.from) high = middle - 1;
    else if (unit > script.to) low = middle + 1;
    else return script;
  }
  return null;
}

// Letters that only one of the languages of a script has.
const JAWI = /[\u06a0\u06a4\u0762\u06bd\u06cf]/;
const PERSIAN = /[\u067e\u0686\u0698\u06af\u06cc]/;
const URDU = /[\u0679\u0688\u0691\u06ba\u06be\u06d2]/;
const UKRAINIAN = /[\u0404\u0406\u0407\u0454\u0456\u0457\u0490\u0491]/;
const KANA = /[\u3041-\u30fa]/;

/** Tells languages of one script apart by letters that only one of them uses. */
export function withinScript(language: DetectedLanguage, text: string): DetectedLanguage {
  if (language === 'zh') return KANA.test(text) ? 'ja' : 'zh';
  if (language === 'ru') return UKRAINIAN.test(text) ? 'uk' : 'ru';
  if (language !== 'ar') return language;
  if (JAWI.test(text)) return 'ms';
  return URDU.test(text) ? 'ur' : PERSIAN.test(text) ? 'fa' : 'ar';
}
