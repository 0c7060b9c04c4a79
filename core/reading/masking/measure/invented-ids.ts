// Invented identifiers of every kind that is masked, valid where the kind has check digits.

import type { Random } from '../../training/random.ts';
import {
  isCheckedAadhaar,
  isCheckedBrazilian,
  isCheckedChinese,
  isCheckedHkid,
  isCheckedNric,
  isCheckedSpanish,
  isCheckedTaiwanese,
  isCheckedThai,
  isLuhn,
} from '../ids/check-digits.ts';

/** Groups of an id as it is printed; joined by whatever separator the writer uses. */
export type Groups = readonly string[];
export type Invent = (random: Random) => Groups;

const two = (value: number): string => String(value).padStart(2, '0');

interface Birth {
  year: number;
  month: number;
  day: number;
}

export function birth(random: Random): Birth {
  return { year: 1940 + random.below(66), month: 1 + random.below(12), day: 1 + random.below(28) };
}

function sixDigits({ year, month, day }: Birth): string {
  return `${two(year % 100)}${two(month)}${two(day)}`;
}

/** Digits or letters at the end until the check holds. */
function checked(stem: string, endings: string, holds: (id: string) => boolean): string {
  return [...endings].map((ending) => stem + ending).find(holds) ?? `${stem}${endings.charAt(0)}`;
}

const DIGITS = '0123456789';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const letters = (random: Random, count: number, from = 'ABCDEFGHJKLMNPRSTUVWXYZ'): string =>
  Array.from({ length: count }, () => random.pick([...from])).join('');
const split = (digits: string, ...sizes: number[]): string[] => {
  let at = 0;
  return sizes.map((size) => digits.slice(at, (at += size)));
};

/** With a check digit for half of them: those issued since October 2020 have none. */
export const rrn: Invent = (random) => {
  const born = birth(random);
  const sex = born.year < 2000 ? random.pick(['1', '2', '5', '6']) : random.pick(['3', '4', '7', '8']);
  return [sixDigits(born), `${sex}${random.digits(6)}`];
};
export const mykad: Invent = (random) => [
  sixDigits(birth(random)),
  random.pick(['01', '05', '08', '10', '14', '21', '43', '56', '71', '82']),
  random.digits(4),
];
export const nric: Invent = (random) => [checked(`${random.pick(['s', 't', 'f', 'g', 'm'])}${random.digits(7)}`, LETTERS, isCheckedNric).toUpperCase()];
export const nik: Invent = (random) => {
  const { year, month, day } = birth(random);
  return [
    `${random.pick(['31', '32', '35', '12', '73'])}${random.digits(4)}`,
    `${two(day + (random.chance(0.5) ? 40 : 0))}${two(month)}${two(year % 100)}`,
    random.digits(4),
  ];
};
export const chinese: Invent = (random) => {
  const { year, month, day } = birth(random);
  const stem = `${random.pick(['110101', '310115', '440305', '220202'])}${year}${two(month)}${two(day)}${random.digits(3)}`;
  return [checked(stem, '0123456789x', isCheckedChinese).toUpperCase()];
};
export const hkid: Invent = (random) => {
  const id = checked(`${letters(random, 1).toLowerCase()}${random.digits(6)}`, '0123456789a', isCheckedHkid).toUpperCase();
  return [`${id.slice(0, -1)}(${id.slice(-1)})`];
};
export const taiwanese: Invent = (random) => [
  checked(`${letters(random, 1).toLowerCase()}${random.pick(['1', '2'])}${random.digits(7)}`, DIGITS, isCheckedTaiwanese).toUpperCase(),
];
export const thai: Invent = (random) => split(checked(`${1 + random.below(8)}${random.digits(11)}`, DIGITS, isCheckedThai), 1, 4, 5, 2, 1);
export const vietnamese: Invent = (random) => [`0${random.pick(['01', '79', '48'])}${random.digits(9)}`];
export const philippine: Invent = (random) => split(random.digits(12), 4, 4, 4);
export const ssn: Invent = (random) => [String(101 + random.below(500)), two(10 + random.below(80)), String(1000 + random.below(9000))];
export const nino: Invent = (random) => [
  `${letters(random, 2, 'ABCEGHJKLMN')}`,
  random.digits(2),
  random.digits(2),
  random.digits(2),
  random.pick(['A', 'B', 'C', 'D']),
];
export const aadhaar: Invent = (random) => split(checked(`${2 + random.below(8)}${random.digits(10)}`, DIGITS, isCheckedAadhaar), 4, 4, 4);
export const pan: Invent = (random) => [`${letters(random, 3)}P${letters(random, 1)}${random.digits(4)}${letters(random, 1)}`];
export const sin: Invent = (random) => split(checked(`${1 + random.below(7)}${random.digits(7)}`, DIGITS, isLuhn), 3, 3, 3);
export const tfn: Invent = (random) => split(`${1 + random.below(9)}${random.digits(8)}`, 3, 3, 3);
export const cpf: Invent = (random) => {
  const stem = random.digits(9);
  const id = Array.from({ length: 100 }, (_, check) => `${stem}${two(check)}`).find(isCheckedBrazilian) ?? stem;
  return [`${id.slice(0, 3)}.${id.slice(3, 6)}.${id.slice(6, 9)}-${id.slice(9)}`];
};
export const dni: Invent = (random) => [checked(random.digits(8), LETTERS, isCheckedSpanish).toUpperCase()];
export const codiceFiscale: Invent = (random) => [
  `${letters(random, 6, 'BCDFGLMNPRSTV')}${random.digits(2)}${random.pick(['A', 'E', 'H', 'P'])}${two(1 + random.below(28))}${letters(random, 1)}${random.digits(3)}${letters(random, 1)}`,
];
export const germanTax: Invent = (random) => split(`${1 + random.below(9)}${random.digits(10)}`, 2, 3, 3, 3);
export const koreanPassport: Invent = (random) => [
  random.chance(0.5) ? `M${random.digits(8)}` : `M${random.digits(3)}${letters(random, 1)}${random.digits(4)}`,
];
export const malaysianPassport: Invent = (random) => [`${random.pick(['A', 'H', 'K'])}${random.digits(8)}`];
export const otherPassport: Invent = (random) => [
  random.pick([
    () => `${letters(random, 2)}${random.digits(7)}`,
    () => `${letters(random, 1)}${random.digits(7)}`,
    () => `5${random.digits(8)}`,
    () => `E${random.digits(8)}`,
    () => `K${random.digits(7)}${letters(random, 1)}`,
  ])(),
];
export const mrz: Invent = (random) => [
  `P<KORHONG<<GILDONG<<<<<<<<<<<<<<<<<<<<<<<<<<<<\nM${random.digits(8)}4KOR${sixDigits(birth(random))}1M${random.digits(6)}6<<<<<<<<<<<<<<06`,
];
export const licence: Invent = (random) => [String(11 + random.below(18)), two(random.below(24)), random.digits(6), random.digits(2)];
export const oldIc: Invent = (random) => [`${letters(random, 1, 'A')}${random.digits(7)}`];

export const card: Invent = (random) => {
  const range = random.pick(['4', '51', '55', '2221', '62', '35', '9420', '6011', '4']);
  return split(checked(`${range}${random.digits(15 - range.length)}`, DIGITS, isLuhn), 4, 4, 4, 4);
};
export const amex: Invent = (random) => split(checked(`${random.pick(['34', '37'])}${random.digits(12)}`, DIGITS, isLuhn), 4, 6, 5);
