import { SimpleGrid, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { Waiting } from '../app/states.tsx';
import { OwnPasskeys } from './own-passkeys.tsx';
import { OwnPassword } from './own-password.tsx';
import { OwnSecondFactor } from './own-second-factor.tsx';
import { OwnSessions } from './own-sessions.tsx';
import { OwnSettings } from './own-settings.tsx';
import { Profile } from './profile.tsx';

export function AccountPage(): ReactNode {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <>
      <Title order={1} size="h2" mb="md">
        {t('account.title')}
      </Title>
      {me === undefined ? (
        <Waiting />
      ) : (
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <Profile me={me} />
          <OwnSettings me={me} />
          <OwnSecondFactor me={me} />
          <OwnPasskeys />
          <OwnPassword />
          <OwnSessions />
        </SimpleGrid>
      )}
    </>
  );
}
