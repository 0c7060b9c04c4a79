// What was asked of banks and given to the other country's force, and how that stands.

import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../../app/api.ts';
import { useMay } from '../../app/session.ts';
import { useFreezeAnswer } from '../use-casework.ts';
import type { Report } from '../use-report.ts';
import { Ago } from '../../parts/time.tsx';
import { Panel } from './panel.tsx';

const ANSWERS = ['frozen', 'partly', 'too_late', 'refused'] as const;

export function ActsPanel({ report }: { report: Report }): ReactNode {
  const { t } = useTranslation();
  if (report.freeze_requests.length === 0 && report.handovers.length === 0) return null;
  return (
    <Panel title={t('report.acts.title')}>
      <Stack gap="sm">
        {report.freeze_requests.map((request) => (
          <Freeze key={request.id} reference={report.reference} request={request} />
        ))}
        {report.handovers.map((handover) => (
          <Handover key={handover.id} reference={report.reference} handover={handover} />
        ))}
      </Stack>
    </Panel>
  );
}

function Freeze({ reference, request }: { reference: string; request: Report['freeze_requests'][number] }): ReactNode {
  const { t } = useTranslation();
  const mayAnswer = useMay('report.decide');
  const answering = useFreezeAnswer(reference);
  const { bank, account, amount, currency, answer, answered_by_name: answeredBy } = request;
  return (
    <div>
      <Text size="sm" td={request.withdrawn_at === null ? undefined : 'line-through'}>
        {t('report.freeze.asked', { bank, account })} {amount !== undefined && `${amount} ${currency ?? ''}`}
      </Text>
      <Text size="xs" c="dimmed">
        {request.requested_by_name} · <Ago at={request.requested_at} />
        {request.withdrawn_at !== null && ` · ${t('report.acts.withdrawn')}`}
      </Text>
      {request.withdrawn_at === null && (
        <Select
          size="xs"
          maw={260}
          label={t('report.freeze.answer')}
          placeholder={t('report.freeze.waiting')}
          value={answer}
          disabled={!mayAnswer || answering.isPending}
          data={ANSWERS.map((value) => ({ value, label: t(`report.freeze.answers.${value}`) }))}
          allowDeselect={false}
          onChange={(value) => value !== null && answering.mutate({ id: request.id, answer: value })}
          {...(answeredBy !== null && { description: answeredBy })}
        />
      )}
    </div>
  );
}

function Handover({ reference, handover }: { reference: string; handover: Report['handovers'][number] }): ReactNode {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const mayGive = useMay('report.decide');
  const taking = useMutation({
    mutationFn: () => post<object>(`/handovers/${handover.id}/take-out`),
    onSuccess: async (copy) => {
      save(copy, `${reference}-${handover.country}.json`);
      await queryClient.invalidateQueries({ queryKey: ['report', reference] });
    },
  });
  return (
    <div>
      <Text size="sm" td={handover.withdrawn_at === null ? undefined : 'line-through'}>
        {t('report.hand_over.done', { country: t(`report.countries.${handover.country}`), ground: t(`report.grounds.${handover.ground}`) })}
      </Text>
      <Text size="xs" c="dimmed">
        {handover.parts.map((part) => t(`report.parts.${part}`)).join(', ')} · {handover.made_by_name} · <Ago at={handover.made_at} />
      </Text>
      <Answered handover={handover} />
      {handover.holds && mayGive && (
        <Group gap="xs">
          <Button size="compact-xs" variant="default" loading={taking.isPending} onClick={() => taking.mutate()}>
            {t('report.hand_over.take_out')}
          </Button>
          <Text size="xs" c="dimmed">
            {t(handover.given_at === null ? 'report.hand_over.not_given' : 'report.hand_over.given')}
          </Text>
        </Group>
      )}
    </div>
  );
}

/** What became of it there. */
function Answered({ handover }: { handover: Report['handovers'][number] }): ReactNode {
  const { t } = useTranslation();
  const { holds, withdrawn_at: withdrawn, opened_at: opened, acknowledged_at: acknowledged, acknowledged_by_name: name } = handover;
  if (withdrawn === null && !holds) return <Text size="xs">{t('report.hand_over.consent_gone')}</Text>;
  if (acknowledged === null && opened === null) return null;
  return (
    <Text size="xs">
      {acknowledged === null ? t('report.hand_over.opened') : t('report.hand_over.acknowledged', { name: name ?? '–' })} ·{' '}
      <Ago at={acknowledged ?? opened ?? handover.made_at} />
    </Text>
  );
}

function save(copy: object, name: string): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(copy, null, 2)], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}
