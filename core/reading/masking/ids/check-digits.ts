// Check digits and dates inside identity numbers. A check digit only ever tells a number apart from an ordinary one where the
// words around it do not; where a cue names the number it is masked without (domain rules §0.8, §3.10).

/** ISO/IEC 7812-1 annex B. */
export function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const weighted = i % 2 === 1 ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}

/** yyMMdd; 29 February is let through in every year. */
export function hasBirthDate(digits: string): boolean {
  return isMonthAndDay(Number(digits.slice(2, 4)), Number(digits.slice(4, 6)));
}

export function isMonthAndDay(month: number, day: number): boolean {
  const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= longest;
}

function weightedSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, i) => sum + weight * (digits.charCodeAt(i) - 48), 0);
}

/** Resident registration number; holds for those issued before October 2020 only. */
export function isCheckedRrn(digits: string): boolean {
  return (11 - (weightedSum(digits, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11)) % 10 === Number(digits.charAt(12));
}

/** Singapore NRIC and FIN: letter, seven digits, letter; lower case. */
export function isCheckedNric(id: string): boolean {
  const series = id.charAt(0);
  const sum = weightedSum(id.slice(1, 8), [2, 7, 6, 5, 4, 3, 2]) + ({ t: 4, g: 4, m: 3 }[series] ?? 0);
  const letters = series === 'm' ? 'kljnpqrtuwx' : series === 'f' || series === 'g' ? 'xwutrqpnmlk' : 'jzihgfedcba';
  const at = series === 'm' ? 10 - (sum % 11) : sum % 11;
  return letters.charAt(at) === id.charAt(8);
}

/** Hong Kong identity card: one or two letters, six digits, check digit or A; lower case, no brackets. */
export function isCheckedHkid(id: string): boolean {
  const body = id.slice(0, -1).padStart(8, ' ');
  let sum = 0;
  for (let i = 0; i < 8; i += 1) {
    const unit = body.charCodeAt(i);
    const value = unit === 32 ? 36 : unit >= 97 ? unit - 87 : unit - 48;
    sum += value * (9 - i);
  }
  const check = (11 - (sum % 11)) % 11;
  return id.at(-1) === (check === 10 ? 'a' : String(check));
}

// Values of the letters of Taiwanese identity numbers, a to z.
const TAIWAN_LETTERS = [10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21, 22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33];

/** Taiwan: letter, nine digits; lower case. */
export function isCheckedTaiwanese(id: string): boolean {
  const letter = TAIWAN_LETTERS[id.charCodeAt(0) - 97] ?? 0;
  return (Math.floor(letter / 10) + (letter % 10) * 9 + weightedSum(id.slice(1), [8, 7, 6, 5, 4, 3, 2, 1, 1])) % 10 === 0;
}

/** Thailand, 13 digits. */
export function isCheckedThai(digits: string): boolean {
  return (11 - (weightedSum(digits, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === Number(digits.charAt(12));
}

/** China, 18 characters: region, yyyyMMdd, order, check digit or x (GB 11643). */
export function isCheckedChinese(id: string): boolean {
  return '10x98765432'.charAt(weightedSum(id, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11) === id.charAt(17);
}

export function hasChineseDate(id: string): boolean {
  const year = Number(id.slice(6, 10));
  return /^[1-6]/.test(id) && year >= 1900 && year <= 2030 && isMonthAndDay(Number(id.slice(10, 12)), Number(id.slice(12, 14)));
}

/** Indonesian NIK: province, district, ddMMyy with 40 added to the day of women. */
export function isIndonesian(digits: string): boolean {
  const province = Number(digits.slice(0, 2));
  const day = Number(digits.slice(6, 8));
  return province >= 11 && province <= 96 && isMonthAndDay(Number(digits.slice(8, 10)), day > 40 ? day - 40 : day);
}

const VERHOEFF_MULTIPLY = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const VERHOEFF_PERMUTE = ['0123456789', '1576283094', '5803796142', '8916043527', '9453126870', '4286573901', '2793806415', '7046913258'];

/** Aadhaar (Verhoeff, 1969); never begins with 0 or 1. */
export function isCheckedAadhaar(digits: string): boolean {
  let check = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    check = Number(VERHOEFF_MULTIPLY[check]?.charAt(Number(VERHOEFF_PERMUTE[i % 8]?.charAt(digit))));
  }
  return check === 0 && !/^[01]/.test(digits);
}

/** Spain, DNI and NIE: number and letter; lower case. */
export function isCheckedSpanish(id: string): boolean {
  const number = Number(id.slice(0, -1).replace(/^[xyz]/, (letter) => String('xyz'.indexOf(letter))));
  return 'trwagmyfpdxbnjzsqvhlcke'.charAt(number % 23) === id.at(-1);
}

/** France, 15 digits: sex, year, month, place, order, key. */
export function isCheckedFrench(digits: string): boolean {
  const key = 97 - Number(BigInt(digits.slice(0, 13)) % 97n);
  return /^[12]\d\d(?:0[1-9]|1[0-2])/.test(digits) && key === Number(digits.slice(13));
}

/** Brazil, CPF. */
export function isCheckedBrazilian(digits: string): boolean {
  const check = (length: number): number => {
    const weights = Array.from({ length }, (_, i) => length + 1 - i);
    return ((weightedSum(digits, weights) * 10) % 11) % 10;
  };
  return check(9) === Number(digits.charAt(9)) && check(10) === Number(digits.charAt(10));
}

/** ISO 13616, lower case without gaps. */
export function isIban(written: string): boolean {
  let rest = 0;
  for (const unit of written.slice(4) + written.slice(0, 4)) {
    const value = unit >= 'a' ? unit.charCodeAt(0) - 87 : Number(unit);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
