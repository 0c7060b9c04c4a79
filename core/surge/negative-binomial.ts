// Upper tail of the negative binomial distribution, also between whole numbers, so that counts may be scaled.

/** Distribution of failures before the r-th success, r > 0 real; mean r(1−p)/p. */
export interface NegativeBinomial {
  r: number;
  /** Probability of success, 0 < p < 1. */
  p: number;
}

const SMALLEST = 1e-300;
const CONVERGED = 1e-15;
const MAX_STEPS = 10_000;

/** P(Y ≥ y) = I₁₋ₚ(y, r), y ≥ 0 real (DLMF 8.17.5). Relative error about 1e-10 for r and y up to 1e6. */
export function negativeBinomialTail(y: number, { r, p }: NegativeBinomial): number {
  return y <= 0 ? 1 : incompleteBeta(1 - p, y, r);
}

/** Regularised incomplete beta function Iₓ(a, b), 0 < x < 1, from the side where the continued fraction converges fast. */
function incompleteBeta(x: number, a: number, b: number): number {
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  if (x < (a + 1) / (a + b + 2)) return Math.min(1, (front * betaFraction(x, a, b)) / a);
  return Math.max(0, 1 - (front * betaFraction(1 - x, b, a)) / b);
}

/** Continued fraction of the incomplete beta function (DLMF 8.17.22) by Lentz's method. */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= MAX_STEPS; m += 1) {
    for (const term of [(m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)), (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))]) {
      d = 1 / nonZero(1 + term * d);
      c = nonZero(1 + term / c);
      fraction *= c * d;
    }
    if (Math.abs(c * d - 1) < CONVERGED) break;
  }
  return fraction;
}

function nonZero(value: number): number {
  return Math.abs(value) < SMALLEST ? SMALLEST : value;
}

/** ln Γ(x), x > 0: Stirling's series (Abramowitz & Stegun 6.1.41) from 10 upwards, the recurrence below. */
export function logGamma(x: number): number {
  let shift = 0;
  let at = x;
  while (at < 10) {
    shift += Math.log(at);
    at += 1;
  }
  const inverse = 1 / at;
  const square = inverse * inverse;
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188)))));
  return (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series - shift;
}
