/** One line of bench/results.json; `ratio` is value over baseline, medians over interleaved rounds. */
export interface BenchEntry {
  value: number;
  unit: string;
  baseline: number | null;
  baseline_name: string | null;
  ratio: number | null;
  runs: number;
  settings: Record<string, string | number>;
}

export function median(values: number[]): number {
  return quantile(values, 0.5);
}

/** Nearest-rank quantile; NaN for none. */
export function quantile(values: number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}

export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
