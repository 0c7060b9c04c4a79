import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormProps } from './decision-form.tsx';

const AMOUNT = /^(\d{1,15}(\.\d{1,2})?)?$/;
const CURRENCIES = ['KRW', 'MYR', 'USD', 'SGD'] as const;

/** The account that the report names stands there already. */
export function FreezeForm({ report, isBusy, onSend }: FormProps): ReactNode {
  const { t } = useTranslation();
  const named = report.indicators.find(({ kind }) => kind === 'bank_account')?.value.split('/') ?? [];
  const loss = report.content?.loss;
  const form = useForm({
    initialValues: {
      bank: named[1] ?? '',
      account: named[2] ?? '',
      amount: loss?.amount ?? '',
      currency: loss?.currency ?? (report.country === 'MY' ? 'MYR' : 'KRW'),
    },
    validate: { amount: (amount) => (AMOUNT.test(amount) ? null : t('report.freeze.amount_hint')) },
  });
  return (
    <form onSubmit={form.onSubmit(({ amount, currency, ...to }) => onSend({ ...to, ...(amount !== '' && { amount, currency }) }))}>
      <Stack>
        <Text size="sm">{t('report.freeze.text')}</Text>
        <TextInput label={t('report.freeze.bank')} required maxLength={80} data-autofocus {...form.getInputProps('bank')} />
        <TextInput label={t('report.freeze.account')} required maxLength={80} inputMode="numeric" {...form.getInputProps('account')} />
        <Group grow align="start">
          <TextInput label={t('report.freeze.amount')} inputMode="decimal" {...form.getInputProps('amount')} />
          <Select
            label={t('report.freeze.currency')}
            data={[...CURRENCIES]}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            {...form.getInputProps('currency')}
          />
        </Group>
        <Button type="submit" loading={isBusy}>
          {t('report.freeze.send')}
        </Button>
      </Stack>
    </form>
  );
}
