// What can be done with the reports that are chosen, or with the one that has the focus, and what came of it.

import { Alert, Button, Group, List, Loader, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Undo } from '../parts/undo.tsx';
import type { Selection } from './use-selection.ts';
import type { BatchDecision, Deciding, Told } from './use-triage.ts';

interface BulkBarProps {
  selection: Selection;
  isBusy: boolean;
  mayDecide: boolean;
  onDecide(decision: BatchDecision): void;
}

const DECISIONS: readonly { decision: BatchDecision; key: string }[] = [
  { decision: 'claim', key: 'c' },
  { decision: 'release', key: 'shift+c' },
  { decision: 'reject', key: 'e' },
  { decision: 'mark_duplicate', key: 'd' },
  { decision: 'assign', key: 'a' },
];

export function BulkBar({ selection, isBusy, mayDecide, onDecide }: BulkBarProps): ReactNode {
  const { t } = useTranslation();
  const count = selection.references.length;
  if (count === 0) return null;
  return (
    <Group gap="xs" role="toolbar" aria-label={t('queue.bulk.title')}>
      <Text size="sm" fw={600} aria-live="polite">
        {t('queue.bulk.chosen', { count })}
      </Text>
      {DECISIONS.map(({ decision, key }) => (
        <Button
          key={decision}
          size="compact-sm"
          variant="default"
          disabled={!mayDecide || isBusy}
          title={mayDecide ? undefined : t('queue.bulk.may_not')}
          aria-keyshortcuts={key.replace('shift', 'Shift')}
          onClick={() => onDecide(decision)}
        >
          {t(`queue.bulk.${decision}`)}
        </Button>
      ))}
      <Button size="compact-sm" variant="subtle" onClick={selection.clear}>
        {t('queue.bulk.clear')}
      </Button>
      {isBusy && <Loader size="xs" aria-label={t('waiting')} />}
    </Group>
  );
}

interface OutcomeProps {
  told: Told;
  isBusy: boolean;
  onUndo(): void;
  onTakeOver(asked: Deciding): void;
  onClose(): void;
}

/** Where something failed it stays until it is closed or something else was done; else it goes by itself, and the key still takes it back. */
export function Outcome({ told, isBusy, onUndo, onTakeOver, onClose }: OutcomeProps): ReactNode {
  const { t } = useTranslation();
  const { asked, done, isUndone } = told;
  const worked = done.results.filter(({ kind }) => kind === 'done' || kind === 'unchanged').length;
  const failed = done.results.filter(({ kind }) => kind === 'conflict' || kind === 'not_found');
  const held = failed.filter(({ reason }) => reason === 'claimed_by_another').map(({ reference }) => reference);
  return (
    <Alert
      role="status"
      data-notice
      color={failed.length > 0 ? 'orange' : 'blue'}
      variant="light"
      p="xs"
      title={t(isUndone ? 'queue.bulk.undone' : `queue.bulk.done.${asked.decision}`, { count: worked })}
      withCloseButton
      closeButtonLabel={t('keys.close')}
      onClose={onClose}
    >
      {failed.length > 0 && (
        <List size="sm">
          {failed.slice(0, 5).map(({ reference, kind, reason, by_name }) => (
            <List.Item key={reference}>
              {reference}: {t(`queue.refused.${reason ?? kind}`, { name: by_name ?? '?' })}
            </List.Item>
          ))}
          {failed.length > 5 && <List.Item>{t('queue.bulk.more', { count: failed.length - 5 })}</List.Item>}
        </List>
      )}
      <Group gap="xs" mt={failed.length > 0 ? 'xs' : 0}>
        {!isUndone && done.id !== null && <Undo key={done.id} onUndo={onUndo} isBusy={isBusy} onTime={failed.length > 0 ? undefined : onClose} />}
        {asked.decision === 'claim' && !isUndone && held.length > 0 && (
          <Button size="compact-sm" variant="default" disabled={isBusy} onClick={() => onTakeOver({ decision: 'claim', references: held, takeOver: true })}>
            {t('queue.bulk.take_over', { count: held.length })}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
