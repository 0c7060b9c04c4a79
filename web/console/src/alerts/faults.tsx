// What keeps it from being approved, in the officer's words; each names its language and field, so that it is found at once.

import { Alert, List } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { t as say } from '../app/language.ts';
import { sayRegion } from '../parts/say.ts';
import type { AlertFault } from './use-alerts.ts';

export function Faults({ faults }: { faults: readonly AlertFault[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <Alert color="orange" title={t('alerts.faulty', { count: faults.length })}>
      <List size="sm">
        {faults.map((fault) => (
          <List.Item key={JSON.stringify(fault)}>
            {fault.language !== undefined && <strong>{t(`languages.${fault.language}`)}: </strong>}
            {fault.field !== undefined && `${t(`alerts.field.${fault.field}`)}: `}
            {sayFault(fault)}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

export function sayFault({ code, value }: AlertFault): string {
  return say(`alerts.fault.${code}`, { value: code === 'region_outside' ? sayRegion(value ?? null) : (value ?? '') });
}
