// What was done last, and what must still be asked before something is done: which report they repeat, or who is to have them.

import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useColleagues } from '../report/use-casework.ts';
import { Outcome } from './bulk-bar.tsx';
import type { Asked, Desk } from './use-desk.ts';
import type { Deciding as Decided } from './use-triage.ts';

export function Deciding({ desk: { triage, asking, ask, decideOn } }: { desk: Desk }): ReactNode {
  return (
    <>
      {triage.told !== null && <Outcome told={triage.told} isBusy={triage.isBusy} onUndo={triage.undo} onTakeOver={decideOn} onClose={triage.forget} />}
      {asking !== null && (
        <Ask
          asked={asking}
          onClose={() => ask(null)}
          onChosen={(more) => {
            decideOn({ ...asking, ...more });
            ask(null);
          }}
        />
      )}
    </>
  );
}

interface AskProps {
  asked: Asked;
  onChosen(more: Pick<Decided, 'of' | 'assignee'>): void;
  onClose(): void;
}

function Ask({ asked: { decision, references }, onChosen, onClose }: AskProps): ReactNode {
  const { t } = useTranslation();
  const [answer, setAnswer] = useState('');
  const colleagues = useColleagues();
  return (
    <Modal opened onClose={onClose} title={t(`queue.bulk.${decision}`)} closeButtonProps={{ 'aria-label': t('keys.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (answer !== '') onChosen(decision === 'assign' ? { assignee: answer } : { of: answer });
        }}
      >
        <Stack>
          {decision === 'assign' ? (
            <Select
              label={t('queue.bulk.assignee', { count: references.length })}
              required
              searchable
              comboboxProps={{ withinPortal: false }}
              data={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
              value={answer === '' ? null : answer}
              onChange={(value) => setAnswer(value ?? '')}
              data-autofocus
            />
          ) : (
            <TextInput
              label={t('queue.bulk.original', { count: references.length })}
              placeholder="JG-7K3M-9QPX-4"
              required
              maxLength={32}
              value={answer}
              onChange={({ currentTarget }) => setAnswer(currentTarget.value)}
              data-autofocus
            />
          )}
          <Group justify="flex-end">
            <Button type="submit">{t(`queue.bulk.${decision}`)}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
