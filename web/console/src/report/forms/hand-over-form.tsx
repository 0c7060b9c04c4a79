import { Button, List, Radio, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormProps } from './decision-form.tsx';

const LAWFUL = ['danger_to_life', 'legal_request'] as const;
const PARTS = {
  consent: ['facts', 'indicators', 'masked_text', 'loss'],
  danger_to_life: ['facts', 'indicators', 'masked_text', 'loss'],
  legal_request: ['facts', 'indicators'],
};

/** Says what goes before it goes. */
export function HandOverForm({ report, isBusy, onSend }: FormProps): ReactNode {
  const { t } = useTranslation();
  const byConsent = report.may.hand_over.allowed;
  const [ground, setGround] = useState<(typeof LAWFUL)[number]>('legal_request');
  const country = t(`report.countries.${report.hand_over_to}`);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSend({ to: report.hand_over_to, ...(!byConsent && { ground }) });
      }}
    >
      <Stack>
        <Text size="sm">{t(byConsent ? 'report.hand_over.agreed' : 'report.hand_over.not_agreed', { country })}</Text>
        {!byConsent && (
          <Radio.Group
            label={t('report.hand_over.ground')}
            value={ground}
            onChange={(value) => setGround(value === 'danger_to_life' ? value : 'legal_request')}
          >
            <Stack gap="xs" mt="xs">
              {LAWFUL.map((each) => (
                <Radio key={each} value={each} label={t(`report.grounds.${each}`)} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <Text size="sm" fw={600}>
          {t('report.hand_over.goes')}
        </Text>
        <List size="sm">
          {PARTS[byConsent ? 'consent' : ground].map((part) => (
            <List.Item key={part}>{t(`report.parts.${part}`)}</List.Item>
          ))}
        </List>
        <Text size="sm">{t('report.hand_over.never')}</Text>
        <Button type="submit" loading={isBusy} data-autofocus>
          {t('report.hand_over.send', { country })}
        </Button>
      </Stack>
    </form>
  );
}
