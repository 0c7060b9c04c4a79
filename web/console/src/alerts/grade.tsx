import { Badge, ColorSwatch } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertItem } from './use-alerts.ts';

const COLOURS = { notice: 'blue', caution: 'yellow', warning: 'orange', danger: 'red' } as const;

/** In words; the colour only helps. */
export function Grade({ grade }: { grade: AlertItem['content']['grade'] }): ReactNode {
  const { t } = useTranslation();
  return (
    <Badge variant="default" tt="none" leftSection={<ColorSwatch size={10} color={`var(--mantine-color-${COLOURS[grade]}-6)`} withShadow={false} />}>
      {t(`alerts:grades.${grade}`)}
    </Badge>
  );
}
