// What one did last from the queue, to undo it later than the moment after.

import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { sayTime } from '../parts/say.ts';
import { memo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { batchList } from '../../../../api/contract/queue-answers.ts';
import { get, type Answer } from '../app/api.ts';
import type { BatchDecision } from './use-triage.ts';

const SHOWN = 15;

export const BatchHistory = memo(function BatchHistory({ onUndo }: { onUndo(id: string, decision: BatchDecision): void }): ReactNode {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const batches = useQuery({
    queryKey: ['triage-batches'],
    queryFn: () => get<Answer<typeof batchList>>('/triage-batches', { limit: SHOWN }),
    enabled: isOpen,
  });
  return (
    <Menu opened={isOpen} onChange={setOpen} position="bottom-start" withinPortal width={320}>
      <Menu.Target>
        <Button variant="default" size="xs">
          {t('queue.history.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {batches.isSuccess && batches.data.items.length === 0 && <Menu.Label>{t('queue.history.none')}</Menu.Label>}
        {batches.data?.items.map(({ id, decision, reports, made_at, undone_at }) => (
          <Menu.Item key={id} disabled={undone_at !== null} onClick={() => onUndo(id, decision as BatchDecision)}>
            {t(`queue.bulk.done.${decision}`, { count: reports })} · {sayTime(made_at)}
            {` · ${t(undone_at === null ? 'queue.bulk.undo' : 'queue.history.undone')}`}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
});
