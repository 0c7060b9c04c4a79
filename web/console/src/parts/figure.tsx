// A plot with the question it answers as its name, and its table: the same numbers for whoever cannot see it, and as a file.

import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Query } from '../app/api.ts';
import { CsvLink } from './csv-link.tsx';

interface Props {
  question: string;
  /** The answer in words. */
  answer?: ReactNode;
  plot?: ReactNode;
  table: ReactNode;
  csv?: { table: string; query?: Query };
}

export function Figure({ question, answer, plot, table, csv }: Props): ReactNode {
  const { t } = useTranslation();
  const [isTable, setIsTable] = useState(plot === undefined);
  const id = useId();
  return (
    <Paper component="section" withBorder p="md" aria-labelledby={id} className="figure">
      <Group justify="space-between" align="flex-start" gap="xs" mb="xs">
        <Title order={2} size="h5" id={id} className="grows">
          {question}
        </Title>
        <Group gap="xs" className="no-print">
          {plot !== undefined && (
            <Button variant="default" size="compact-sm" aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
              {t('figure.table')}
            </Button>
          )}
          {csv !== undefined && <CsvLink table={csv.table} what={question} {...(csv.query !== undefined && { query: csv.query })} />}
        </Group>
      </Group>
      {answer !== undefined && (
        <Text component="div" mb="xs">
          {answer}
        </Text>
      )}
      {isTable ? table : plot}
    </Paper>
  );
}
