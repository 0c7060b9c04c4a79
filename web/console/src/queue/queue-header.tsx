// How many reports fit, whether what is shown is up to date, what is new, and the search field.

import { Badge, Button, Group, SegmentedControl, Title } from '@mantine/core';
import { memo, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveState } from '../app/live.ts';
import { sayNumber } from '../parts/say.ts';
import type { Density } from './queue-table.tsx';
import { SearchBox } from './search.tsx';
import type { Queue } from './use-queue.ts';

interface QueueHeaderProps extends Pick<Queue, 'unseen' | 'reload'> {
  total: number | undefined;
  density: Density;
  onDensity(density: Density): void;
  searchBox: Ref<HTMLInputElement>;
  onSearch(query: string | null): void;
}

export const QueueHeader = memo(function QueueHeader({ unseen, reload, total, density, onDensity, searchBox, onSearch }: QueueHeaderProps): ReactNode {
  const { t } = useTranslation();
  const live = useLiveState();
  return (
    <Group justify="space-between" mb="xs">
      <Group gap="sm">
        <Title order={1} size="h3">
          {t('screens.queue')}
        </Title>
        {total !== undefined && (
          <Badge variant="light" radius="sm" tt="none">
            {t('queue.total', { count: total, shown: sayNumber(total) })}
          </Badge>
        )}
        {live === 'away' && (
          <Badge color="orange" variant="light" radius="sm" tt="none" role="status">
            {t('queue.away')}
          </Badge>
        )}
        <span aria-live="polite">
          {unseen > 0 && (
            <Button size="compact-sm" onClick={reload} aria-keyshortcuts="r">
              {t('queue.unseen', { count: unseen })}
            </Button>
          )}
        </span>
      </Group>
      <Group gap="xs">
        <SearchBox ref={searchBox} onSearch={onSearch} />
        <SegmentedControl
          size="xs"
          aria-label={t('queue.density')}
          value={density}
          onChange={(value) => onDensity(value === 'dense' ? 'dense' : 'roomy')}
          data={[
            { value: 'roomy', label: t('queue.roomy') },
            { value: 'dense', label: t('queue.dense') },
          ]}
        />
      </Group>
    </Group>
  );
});
