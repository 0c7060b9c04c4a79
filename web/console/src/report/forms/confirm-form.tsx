import { Button, Select, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormProps } from './decision-form.tsx';
import { SCAM_TYPES } from '../../../../../core/taxonomy/taxonomy.ts';

/** The type as it was read stands there already: Enter confirms it. */
export function ConfirmForm({ report, isBusy, onSend }: FormProps): ReactNode {
  const { t } = useTranslation();
  const read = report.reading?.type ?? null;
  const [type, setType] = useState<string | null>(read);
  const likely = report.reading?.types.map(({ code }) => code) ?? [];
  const types = [...new Set([...likely, ...SCAM_TYPES])];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSend(type === null || type === read ? {} : { type });
      }}
    >
      <Stack>
        <Text size="sm">{t('report.confirm.text')}</Text>
        <Select
          label={t('report.confirm.type')}
          data={types.map((code) => ({ value: code, label: t(`taxonomy:types.${code}.label`) }))}
          value={type}
          onChange={setType}
          searchable
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          nothingFoundMessage={t('palette.nothing')}
        />
        <Button type="submit" loading={isBusy} data-autofocus>
          {t('report.decisions.confirm')}
        </Button>
      </Stack>
    </form>
  );
}
