import { Select, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../app/language.ts';
import { useSaveSettings } from '../app/save-settings.ts';
import type { Me } from '../app/session.ts';
import { Part } from './part.tsx';

/** Stands in the list for "as the computer says". */
const OWN_ZONE = 'own';
const ZONES = Intl.supportedValuesOf('timeZone');

export function OwnSettings({ me }: { me: Me }): ReactNode {
  const { t } = useTranslation();
  const save = useSaveSettings();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Part title={t('account.settings')}>
      <Select
        label={t('account.language')}
        data={LANGUAGES.map((value) => ({ value, label: t(`languages.${value}`) }))}
        value={me.language}
        allowDeselect={false}
        onChange={(chosen) => {
          const language = LANGUAGES.find((each) => each === chosen);
          if (language !== undefined) save.mutate({ language });
        }}
      />
      <Select
        label={t('account.time_zone')}
        data={[{ value: OWN_ZONE, label: t('account.browser_zone', { zone }) }, ...ZONES]}
        value={me.time_zone ?? OWN_ZONE}
        searchable
        limit={50}
        allowDeselect={false}
        onChange={(chosen) => save.mutate({ time_zone: chosen === OWN_ZONE ? null : chosen })}
      />
      <Text role="status" size="sm" c="dimmed" mih="1.5em">
        {save.isSuccess ? t('account.saved') : ''}
      </Text>
    </Part>
  );
}
