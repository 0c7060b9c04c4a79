// The server walks the whole chain; its last entry is to be written down elsewhere, and can be held against a later check.

import { Alert, Button, Group, List, Paper, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { auditVerdict } from '../../../../api/contract/oversight-answers.ts';
import { post, type Answer } from '../app/api.ts';
import { sayNumber } from '../parts/say.ts';
import { Time } from '../parts/time.tsx';

type Verdict = Answer<typeof auditVerdict>;

const NOTED = /^(\d{1,15}):([0-9a-f]{64})$/;

export function Verify(): ReactNode {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [noted, setNoted] = useState('');
  const found = NOTED.exec(noted.trim());
  const isFaulty = noted.trim() !== '' && found === null;
  const verify = useMutation({
    mutationFn: () => post<Verdict>('/audit/verify', found === null ? {} : { noted: { seq: Number(found[1]), hash: found[2] } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['audit'] }),
  });
  return (
    <Paper component="section" withBorder p="md" aria-label={t('verify.title')}>
      <Group align="flex-end">
        <TextInput
          className="grows"
          label={t('verify.noted')}
          description={t('verify.noted_help')}
          value={noted}
          onChange={({ currentTarget }) => setNoted(currentTarget.value)}
          error={isFaulty && t('verify.noted_wrong')}
        />
        <Button onClick={() => verify.mutate()} loading={verify.isPending} disabled={isFaulty}>
          {t('verify.button')}
        </Button>
      </Group>
      <div aria-live="polite">{verify.isSuccess && <Result verdict={verify.data} />}</div>
    </Paper>
  );
}

function Result({ verdict: { entries, head, faults, more, verified_at } }: { verdict: Verdict }): ReactNode {
  const { t } = useTranslation();
  const isWhole = faults.length === 0;
  return (
    <Alert mt="md" color={isWhole ? 'green' : 'red'} title={t(isWhole ? 'verify.whole' : 'verify.faulty', { count: faults.length + more })}>
      <Text size="sm">
        {t('verify.entries', { entries: sayNumber(entries) })} <Time at={verified_at} />
      </Text>
      {head !== null && (
        <Text size="sm" className="break">
          {t('verify.head')} <span className="mono">{`${head.seq}:${head.hash}`}</span>
        </Text>
      )}
      {!isWhole && (
        <List size="sm">
          {faults.slice(0, 50).map(({ kind, seq, to }) => (
            <List.Item key={`${kind} ${seq}`}>
              {t(to === undefined ? 'verify.fault_at' : 'verify.fault_span', { what: t(`verify.fault.${kind}`), seq, to: to ?? seq })}
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
