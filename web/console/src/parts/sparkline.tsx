import type { ReactNode } from 'react';

/** Four weeks in a row's height; said in words beside it. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }): ReactNode {
  const most = Math.max(1, ...values);
  const width = 100 / values.length;
  return (
    <svg className="sparkline" viewBox="0 0 100 20" preserveAspectRatio="none" role="img" aria-label={label}>
      {values.map((value, at) => (
        // Days have no other name than their place.
        // oxlint-disable-next-line react/no-array-index-key
        <rect key={at} x={at * width} width={width * 0.8} y={20 - (19 * value) / most} height={value === 0 ? 0.5 : (19 * value) / most} />
      ))}
    </svg>
  );
}
