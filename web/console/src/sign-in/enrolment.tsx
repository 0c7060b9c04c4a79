// Setting up an authenticator app: the picture to scan, the code that proves it, the spare codes to keep.

import { Code, Image, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { enrolment } from '../../../../api/contract/account-answers.ts';
import { post, type Answer } from '../app/api.ts';
import { BackupCodes } from './backup-codes.tsx';
import { CodeForm } from './code-form.tsx';

export type NewFactor = Answer<typeof enrolment>;

export function beginEnrolment(password: string): Promise<NewFactor> {
  return post<NewFactor>('/auth/second-factor/enrol', { password });
}

export function Enrolment({ factor, onDone }: { factor: NewFactor; onDone: () => void }): ReactNode {
  const { t } = useTranslation();
  const [isProved, setProved] = useState(false);
  if (isProved) return <BackupCodes codes={factor.backup_codes} onKept={onDone} />;
  return (
    <Stack>
      <Text>{t('second_factor.set_up_why')}</Text>
      <Image src={`data:image/svg+xml,${encodeURIComponent(factor.qr_svg)}`} alt={t('second_factor.qr')} w={200} h={200} mx="auto" />
      <Text size="sm">{t('second_factor.by_hand')}</Text>
      <Code block fz="sm" style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>
        {factor.secret.replaceAll(/(.{4})/g, '$1 ').trim()}
      </Code>
      <CodeForm onDone={() => setProved(true)} />
    </Stack>
  );
}
