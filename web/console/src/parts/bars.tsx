// Bars as marks of a table: each has its number beside it, so nothing depends on colour or on seeing the plot.

import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { sayNumber } from './say.ts';

export interface Bar {
  key: string;
  label: ReactNode;
  /** null: hidden. */
  value: number | null;
  /** Instead of the number. */
  said?: string;
}

export function Bars({ bars, hidden = '–' }: { bars: readonly Bar[]; hidden?: string }): ReactNode {
  const most = Math.max(1, ...bars.map(({ value }) => value ?? 0));
  return (
    <Stack gap={6}>
      {bars.map(({ key, label, value, said }) => (
        <Group key={key} gap="xs" wrap="nowrap">
          <Text size="sm" w={150} miw={90} truncate="end" component="div">
            {label}
          </Text>
          <svg className="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
            <rect width={value === null || value === 0 ? 0 : Math.max(0.5, (100 * value) / most)} height="10" />
          </svg>
          <Text size="sm" miw={72} ta="right">
            {said ?? (value === null ? hidden : sayNumber(value))}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
