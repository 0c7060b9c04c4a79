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
  [0.1, (text, random, language) => addressMachine(text, random, language)],
];

/** One more copy of a filled script; the first copy of each script is left as it is. */
export function vary(text: string, random: Random, language: string): string {
  return CHANGES.reduce((changed, [probability, change]) => (random.chance(probability) ? change(changed, random, language) : changed), text);
}

function addressMachine(text: string, random: Random, language: string): string {
  const words = random.pick(ADDRESSED_TO_MACHINES[language] ?? ADDRESSED_TO_MACHINES.en);
  return random.chance(0.5) ? `${text}\n${words}` : `${words} ${text}`;
}
