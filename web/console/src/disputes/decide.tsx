// A decision is final: what it leads to is told first, and it is asked once.

import { Button, Group, List, Modal, Paper, SimpleGrid, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { disputeDone } from '../../../../api/contract/oversight-answers.ts';
import { post, type Answer } from '../app/api.ts';
import { Conflict } from '../parts/conflict.tsx';
import { sayDone } from '../parts/notify.tsx';
import { PermittedButton } from '../parts/permitted-button.tsx';
import { word } from '../parts/say.ts';
import type { DisputeDetail } from './dispute-page.tsx';

type Decision = 'uphold' | 'reject';

export function Decide({ dispute }: { dispute: DisputeDetail }): ReactNode {
  const { t } = useTranslation();
  const [decision, setDecision] = useState<Decision | null>(null);
  return (
    <Paper component="section" withBorder p="md" aria-label={t('disputes.decide')}>
      <Title order={2} size="h5" mb="sm">
        {t('disputes.decide')}
      </Title>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {(['uphold', 'reject'] as const).map((each) => (
          <div key={each}>
            <Consequences dispute={dispute} decision={each} />
            <PermittedButton
              may={dispute.may[each] ?? { allowed: false, why: 'not_your_role' }}
              onPress={() => setDecision(each)}
              variant={each === 'uphold' ? 'filled' : 'default'}
              mt="sm"
            >
              {t(`disputes.${each}`)}
            </PermittedButton>
          </div>
        ))}
      </SimpleGrid>
      {decision !== null && <Confirm dispute={dispute} decision={decision} onClose={() => setDecision(null)} />}
    </Paper>
  );
}

function Consequences({ dispute: { outcomes, content }, decision }: { dispute: DisputeDetail; decision: Decision }): ReactNode {
  const { t } = useTranslation();
  const outcome = outcomes?.[decision];
  return (
    <>
      <Text fw={600}>{t(`disputes.if_${decision}`)}</Text>
      <List size="sm">
        <List.Item>{t(content?.kind === 'person' ? `disputes.block.${decision}` : `disputes.leads.${decision}`)}</List.Item>
        {outcome !== undefined && <List.Item>{t('disputes.public_then', { wording: word(`disputes.wording.${outcome.wording}`, outcome.wording) })}</List.Item>}
        {outcome !== undefined && outcome.warnings > 0 && <List.Item>{t('disputes.warnings_again', { count: outcome.warnings })}</List.Item>}
        <List.Item>{t('disputes.final')}</List.Item>
      </List>
    </>
  );
}

function Confirm({ dispute, decision, onClose }: { dispute: DisputeDetail; decision: Decision; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const reload = async (): Promise<void> => {
    onClose();
    await Promise.all([queryClient.invalidateQueries({ queryKey: ['dispute'] }), queryClient.invalidateQueries({ queryKey: ['disputes'] })]);
  };
  const decide = useMutation({
    meta: { told: true },
    mutationFn: () => post<Answer<typeof disputeDone>>(`/disputes/${dispute.reference}/decide`, { decision }),
    onSuccess: async () => {
      sayDone(t('disputes.decided'));
      await reload();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t(`disputes.${decision}`)} closeButtonProps={{ 'aria-label': t('close') }}>
      <Consequences dispute={dispute} decision={decision} />
      {decide.isError && <Conflict error={decide.error} reload={() => void reload()} />}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button loading={decide.isPending} onClick={() => decide.mutate()}>
          {t(`disputes.${decision}_now`)}
        </Button>
      </Group>
    </Modal>
  );
}
