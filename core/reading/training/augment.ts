// Copies of a script as they reach people: other values in the slots, other spacing, capitals, typing errors, noise against
// filters, padding, and words meant for a machine. Labels stay, so the model learns that none of this says anything.

import type { Random } from './random.ts';
import { ADDRESSED_TO_MACHINES, CLOSINGS, OPENINGS } from './padding.ts';

type Change = (text: string, random: Random, language: string) => string;

const HANGUL_PAIR = /(?<=[가-힣])(?=[가-힣])/g;
const NOISE = ['.', '*', '·', ' ', '-', '~', '_'];
const LOOK_ALIKE: Readonly<Record<string, string>> = { a: 'а', e: 'е', o: '0', i: '1', l: '1', s: '5', c: 'с', p: 'р' };

const CHANGES: readonly (readonly [number, Change])[] = [
  [0.1, (text) => text.replace(/(?<=[가-힣]) (?=[가-힣])/g, '')],
  [0.06, (text, random) => text.replace(HANGUL_PAIR, () => (random.chance(0.15) ? random.pick(NOISE) : ''))],
  [0.06, (text) => text.replace(/\n/g, ' ')],
  [0.05, (text) => text.toUpperCase()],
  [0.08, (text) => text.toLowerCase()],
  [0.05, (text, random) => text.replace(/[aeoilscp]/g, (letter) => (random.chance(0.12) ? (LOOK_ALIKE[letter] ?? letter) : letter))],
  [0.08, (text, random) => text.replace(/(?<=[a-z])[aeiou](?=[a-z])/g, (vowel) => (random.chance(0.12) ? '' : vowel))],
  [0.06, (text) => text.replace(/[.,!?]/g, '')],
  [0.06, (text, random, language) => `${random.pick(OPENINGS[language] ?? OPENINGS.en)} ${text}`],
  [0.06, (text, random, language) => `${text}${random.pick([' ', '\n', '\n\n'])}${random.pick(CLOSINGS[language] ?? CLOSINGS.en)}`],
  [0.16, (text, random, language) => addressMachine(text, random, language)],
];

/** One more copy of a filled script; the first copy of each script is left as it is. */
export function vary(text: string, random: Random, language: string): string {
  return CHANGES.reduce((changed, [probability, change]) => (random.chance(probability) ? change(changed, random, language) : changed), text);
}

// Characters that nobody sees, letters of other scripts, syllables pulled apart: as scammers write past filters.
const DISGUISES: readonly Change[] = [
  (text, random) => text.replace(/(?<=[\p{L}])(?=[\p{L}])/gu, () => (random.chance(0.3) ? random.pick(['\u200b', '\u00ad', '\u2060']) : '')),
  (text, random) => text.replace(HANGUL_PAIR, () => (random.chance(0.35) ? random.pick(NOISE) : '')),
  (text, random) => text.replace(/[aeoilscp]/g, (letter) => (random.chance(0.35) ? (LOOK_ALIKE[letter] ?? letter) : letter)),
  (text, random) => text.replace(/[가-힣]/g, (syllable) => (random.chance(0.25) ? syllable.normalize('NFD') : syllable)),
  (text, random) => text.replace(/(?<=[a-z])(?=[a-z])/gi, () => (random.chance(0.12) ? random.pick(['.', '-', ' ']) : '')),
];

/** A copy written to get past filters: two disguises at once. For measuring. */
export function disguise(text: string, random: Random, language: string): string {
  return [random.pick(DISGUISES), random.pick(DISGUISES)].reduce((changed, change) => change(changed, random, language), text);
}

function addressMachine(text: string, random: Random, language: string): string {
  const words = random.pick(ADDRESSED_TO_MACHINES[language] ?? ADDRESSED_TO_MACHINES.en);
  return random.chance(0.5) ? `${text}\n${words}` : `${words} ${text}`;
}
