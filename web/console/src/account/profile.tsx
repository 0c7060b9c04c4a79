import { List, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../app/session.ts';
import { Part } from './part.tsx';

export function Profile({ me }: { me: Me }): ReactNode {
  const { t } = useTranslation();
  return (
    <Part title={me.name}>
      <Text>
        {me.email} · {t(`roles.${me.role}`)}
      </Text>
      <Text fw={600} size="sm">
        {t('account.may.title')}
      </Text>
      <List size="sm">
        {me.capabilities.map((capability) => (
          <List.Item key={capability}>{t(`account.may.${capability.replace('.', '_')}`)}</List.Item>
        ))}
      </List>
    </Part>
  );
}
