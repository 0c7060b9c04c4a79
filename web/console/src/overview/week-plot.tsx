import type { ReactNode } from 'react';
import { Bar, BarChart, CartesianGrid, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';

interface Props {
  data: readonly { week: string; false_alarms: number }[];
  name: string;
  limit: { at: number; name: string } | null;
  label: string;
}

export function WeekPlot({ data, name, limit, label }: Props): ReactNode {
  const ink = 'var(--mantine-color-text)';
  return (
    <div role="img" aria-label={label}>
      <ResponsiveContainer width="100%" height={200}>
        <BarChart data={[...data]} accessibilityLayer={false} margin={{ top: 16, right: 8, left: -24, bottom: 0 }}>
          <CartesianGrid vertical={false} strokeDasharray="2 4" stroke="var(--mantine-color-default-border)" />
          <XAxis dataKey="week" tick={{ fill: ink, fontSize: 12 }} />
          <YAxis allowDecimals={false} domain={[0, (most: number) => Math.max(most, Math.ceil(limit?.at ?? 1) + 1)]} tick={{ fill: ink, fontSize: 12 }} />
          <Bar dataKey="false_alarms" name={name} fill="var(--mark)" isAnimationActive={false} />
          {limit !== null && (
            <ReferenceLine
              y={limit.at}
              stroke="var(--alarm-mark)"
              strokeDasharray="4 3"
              label={{ value: limit.name, position: 'insideTopRight', fill: ink, fontSize: 12 }}
            />
          )}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
