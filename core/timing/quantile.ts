// Quantiles of few figures, as PostgreSQL's percentile_cont gives them.

/** Between the two nearest ranks, linearly. `q` 0…1; null of nothing. */
export function quantile(figures: readonly number[], q: number): number | null {
  const sorted = figures.toSorted((a, b) => a - b);
  const rank = (sorted.length - 1) * q;
  const [low, high] = [sorted[Math.floor(rank)], sorted[Math.ceil(rank)]];
  return low === undefined || high === undefined ? null : low + (high - low) * (rank - Math.floor(rank));
}
