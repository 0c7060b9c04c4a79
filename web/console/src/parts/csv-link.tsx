import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Query } from '../app/api.ts';

/** The table on the screen as a file, streamed by the server; it is in the audit trail. */
export function CsvLink({ table, query = {}, what }: { table: string; query?: Query; what: string }): ReactNode {
  const { t } = useTranslation();
  const asked = { ...query, lang: document.documentElement.lang };
  const given = Object.entries(asked).flatMap(([name, value]): [string, string][] => (value === undefined || value === '' ? [] : [[name, String(value)]]));
  return (
    <Button
      component="a"
      href={`/api/console/exports/${table}?${new URLSearchParams(given).toString()}`}
      download
      variant="default"
      size="compact-sm"
      className="no-print"
      aria-label={t('export.of', { what })}
    >
      CSV
    </Button>
  );
}
