// Amounts as decimal strings in major units. As people type them: `1,200,000`, `150만`, `RM 1.500,50`, `2 juta`, `1.5m`.

/** Words after a number that multiply it, longest first. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/억/, 100_000_000],
  [/천만/, 10_000_000],
  [/백만/, 1_000_000],
  [/만/, 10_000],
  [/천/, 1_000],
  [/^(?:juta|million|mil|m)$/, 1_000_000],
  [/^(?:ribu|thousand|k)$/, 1_000],
];
const LEAST = 1e-6;
const MOST = 1e15;
/** What a double holds exactly. */
const DIGITS = 15;

/** null: not an amount above nothing. */
export function parseDecimal(typed: string): string | null {
  const plain = typed
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/(?:원|won|krw|rm|myr|ringgit|usdt|usd|btc|sgd|[₩$])/g, ' ')
    .trim();
  const parts = [...plain.matchAll(/(\d[\d.,]*)\s*([가-힣]+|[a-z]+)?/g)];
  if (parts.length === 0 || plain.replaceAll(/(\d[\d.,]*)\s*([가-힣]+|[a-z]+)?/g, '').trim() !== '') return null;
  const values = parts.map(([, digits = '', unit]) => valueOf(digits, unit));
  if (values.includes(null)) return null;
  const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0);
  return sum >= LEAST && sum < MOST ? String(Number(sum.toPrecision(DIGITS))) : null;
}

function valueOf(digits: string, unit: string | undefined): number | null {
  const number = Number(plainDigits(digits));
  if (!Number.isFinite(number)) return null;
  if (unit === undefined) return number;
  const times = UNITS.find(([word]) => word.test(unit))?.[1];
  return times === undefined ? null : number * times;
}

/** The last separator stands before decimals when at most two digits follow it, or when it is the only point. */
function plainDigits(digits: string): string {
  const trimmed = digits.replace(/[.,]+$/, '');
  const last = Math.max(trimmed.lastIndexOf('.'), trimmed.lastIndexOf(','));
  if (last === -1) return trimmed;
  const decimals = trimmed.slice(last + 1);
  const before = trimmed.slice(0, last);
  const separates = decimals.length === 3 && !(before === '0');
  return separates ? trimmed.replaceAll(/[.,]/g, '') : `${before.replaceAll(/[.,]/g, '')}.${decimals}`;
}

/** ISO 4217 exponents, as core/reading/money/amounts.ts counts them. */
const NO_MINOR_UNIT = ['KRW', 'JPY', 'VND'];

/** An amount that was read, in major units. */
export function decimalOf({ minor, currency }: { minor: number; currency: string }): string {
  return NO_MINOR_UNIT.includes(currency) ? String(minor) : (minor / 100).toFixed(2);
}
