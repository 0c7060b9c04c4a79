// Daily counts whose outbreaks are known, for measuring detectors: negative binomial around a rate, with or without a weekly rhythm.

/** Numbers in [0, 1). */
type Draw = () => number;

export interface SeriesSettings {
  /** Reports on an average day. */
  base: number;
  /** Variance as a multiple of the mean, ≥ 1. */
  dispersion: number;
  weekly: boolean;
}

export type Shape = 'flat' | 'rising' | 'peaked';

/** Sunday first, mean 1: what people report on a weekend is about half of a working day's. */
const WEEK = [0.4, 1.2, 1.2, 1.2, 1.2, 1.2, 0.6] as const;
/** 1970-01-01 was a Thursday. */
const FIRST_WEEKDAY = 4;

/** `extra` is added to the rate of the last days. @param first days since 1970-01-01. */
export function simulateCounts(settings: SeriesSettings, span: { first: number; days: number; extra?: readonly number[] }, draw: Draw): number[] {
  const { first, days, extra = [] } = span;
  return Array.from({ length: days }, (_, at) => {
    const rhythm = settings.weekly ? (WEEK[(first + at + FIRST_WEEKDAY) % 7] ?? 1) : 1;
    const more = extra[at - (days - extra.length)] ?? 0;
    return scattered(settings.base * rhythm, settings.dispersion, draw) + poisson(more, draw);
  });
}

/** Rates of an outbreak's days, `total` together. */
export function outbreak(shape: Shape, days: number, total: number): number[] {
  const weights = Array.from({ length: days }, (_, at) => {
    if (shape === 'flat') return 1;
    return shape === 'rising' ? at + 1 : Math.min(at + 1, days - at);
  });
  const sum = weights.reduce((left, weight) => left + weight, 0);
  return weights.map((weight) => (total * weight) / sum);
}

function scattered(mean: number, dispersion: number, draw: Draw): number {
  if (dispersion <= 1) return poisson(mean, draw);
  return poisson(gamma(mean / (dispersion - 1), draw) * (dispersion - 1), draw);
}

/** Knuth's product of uniforms, in pieces that do not underflow. */
function poisson(mean: number, draw: Draw): number {
  let [count, left, product] = [0, mean, 1];
  while (left > 0) {
    const piece = Math.min(left, 500);
    left -= piece;
    const floor = Math.exp(-piece);
    for (product = draw(); product > floor; product *= draw()) count += 1;
  }
  return count;
}

/** Marsaglia and Tsang (2000), scale 1. */
function gamma(shape: number, draw: Draw): number {
  if (shape < 1) return gamma(shape + 1, draw) * (1 - draw()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(draw);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - draw()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Box and Muller. */
function normal(draw: Draw): number {
  return Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
}
