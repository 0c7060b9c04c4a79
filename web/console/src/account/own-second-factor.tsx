import { Button, Group, Modal, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { backupCodes } from '../../../../api/contract/account-answers.ts';
import { post, type Answer } from '../app/api.ts';
import { meQuery, type Me } from '../app/session.ts';
import { BackupCodes } from '../sign-in/backup-codes.tsx';
import { beginEnrolment, Enrolment, type NewFactor } from '../sign-in/enrolment.tsx';
import { PasswordAgain } from '../sign-in/password-again.tsx';
import { Part } from './part.tsx';

type Renewed = Answer<typeof backupCodes>;
/** What the dialog is open for, and how far it is. */
type Doing = { what: 'app'; factor?: NewFactor } | { what: 'codes'; codes?: readonly string[] };

export function OwnSecondFactor({ me }: { me: Me }): ReactNode {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [doing, setDoing] = useState<Doing | null>(null);
  const { enrolled } = me.second_factor;
  async function finish(): Promise<void> {
    setDoing(null);
    await queryClient.invalidateQueries(meQuery);
  }
  return (
    <Part title={t('account.second_factor')}>
      <Text>{t(enrolled ? 'account.app_on' : 'account.app_off')}</Text>
      <Group>
        <Button variant="default" onClick={() => setDoing({ what: 'app' })}>
          {t(enrolled ? 'account.app_new' : 'account.app_set_up')}
        </Button>
        {enrolled && (
          <Button variant="default" onClick={() => setDoing({ what: 'codes' })}>
            {t('account.spare_new')}
          </Button>
        )}
      </Group>
      <Modal
        opened={doing !== null}
        onClose={() => void finish()}
        title={t(doing?.what === 'codes' ? 'account.spare_new' : 'second_factor.set_up')}
        // What it shows is shown once; and a step up may stand before it, which Escape declines.
        closeOnEscape={false}
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': t('second_factor.cancel') }}
      >
        {doing?.what === 'app' && doing.factor === undefined && <PasswordAgain send={beginEnrolment} onDone={(factor) => setDoing({ what: 'app', factor })} />}
        {doing?.what === 'app' && doing.factor !== undefined && <Enrolment factor={doing.factor} onDone={() => void finish()} />}
        {doing?.what === 'codes' && doing.codes === undefined && (
          <PasswordAgain
            send={(password) => post<Renewed>('/auth/second-factor/backup-codes', { password })}
            onDone={({ backup_codes }) => setDoing({ what: 'codes', codes: backup_codes })}
          />
        )}
        {doing?.what === 'codes' && doing.codes !== undefined && <BackupCodes codes={doing.codes} onKept={() => void finish()} />}
      </Modal>
    </Part>
  );
}
