import { Button, Select, Stack } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/session.ts';
import { useColleagues } from '../use-casework.ts';
import type { FormProps } from './decision-form.tsx';

export function AssignForm({ isBusy, onSend }: FormProps): ReactNode {
  const { t } = useTranslation();
  const me = useMe();
  const colleagues = useColleagues();
  const [chosen, setChosen] = useState<string | null>(me?.id ?? null);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== null) onSend({ to: chosen });
      }}
    >
      <Stack>
        <Select
          label={t('report.assign.to')}
          data={colleagues.map(({ id, name, role }) => ({ value: id, label: `${name} · ${t(`roles.${role}`)}` }))}
          value={chosen}
          onChange={setChosen}
          searchable
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          nothingFoundMessage={t('palette.nothing')}
        />
        <Button type="submit" loading={isBusy} data-autofocus>
          {t('report.decisions.assign')}
        </Button>
      </Stack>
    </form>
  );
}
