// What it says, script by script and language by language, two side by side with their differences marked word by word; and its indicators.

import { Group, Paper, Select, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty, Failed, Waiting } from '../app/states.tsx';
import { ReportLink } from '../parts/links.tsx';
import { sayLanguage, sayNumber, word } from '../parts/say.ts';
import { DataTable } from '../parts/table.tsx';
import { ScriptDiff } from './script-diff.tsx';
import { useContents, type Contents, type Script } from './use-campaign.ts';

export function ScriptsTab({ number }: { number: number }): ReactNode {
  const { t } = useTranslation();
  const contents = useContents(number, true);
  if (contents.isPending) return <Waiting />;
  if (contents.isError) return <Failed error={contents.error} again={() => void contents.refetch()} />;
  const { scripts, distinct_scripts, indicators } = contents.data;
  if (scripts.length === 0) return <Empty title={t('scripts.empty')} />;
  const languages = [...Map.groupBy(scripts, ({ language }) => language ?? '?')];
  return (
    <Stack>
      <Text size="sm">{t('scripts.shown', { shown: scripts.length, all: distinct_scripts })}</Text>
      {languages.map(([language, own]) => (
        <LanguageScripts key={language} language={language} scripts={own} number={number} />
      ))}
      <Title order={2} size="h5">
        {t('scripts.indicators')}
      </Title>
      <Indicators items={indicators} />
    </Stack>
  );
}

function LanguageScripts({ language, scripts, number }: { language: string; scripts: Script[]; number: number }): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/campaigns/$number' });
  const navigate = useNavigate();
  const left = scripts.find(({ template }) => template === search.left) ?? scripts[0];
  const right = scripts.find(({ template }) => template === search.right) ?? scripts.find((each) => each !== left);
  const choose = (side: 'left' | 'right', template: string | null): void =>
    void navigate({
      to: '/campaigns/$number',
      params: { number: String(number) },
      search: { ...search, ...(template !== null && { [side]: template }) },
      replace: true,
    });
  const options = scripts.map(({ template, reports }, at) => ({ value: template, label: t('scripts.script', { number: at + 1, count: reports }) }));
  return (
    <Paper component="section" withBorder p="md" aria-label={sayLanguage(language)}>
      <Title order={2} size="h5" mb="sm">
        {sayLanguage(language)}
      </Title>
      <SimpleGrid cols={{ base: 1, md: right === undefined ? 1 : 2 }}>
        {left !== undefined && (
          <OneScript
            script={left}
            side={scripts.length > 1 && <Pick label={t('scripts.left')} options={options} value={left.template} onPick={(value) => choose('left', value)} />}
          />
        )}
        {right !== undefined && (
          <OneScript
            script={right}
            before={left}
            side={<Pick label={t('scripts.right')} options={options} value={right.template} onPick={(value) => choose('right', value)} />}
          />
        )}
      </SimpleGrid>
      {right !== undefined && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('scripts.marks')}
        </Text>
      )}
    </Paper>
  );
}

interface PickProps {
  label: string;
  options: { value: string; label: string }[];
  value: string;
  onPick: (value: string | null) => void;
}

function Pick({ label, options, value, onPick }: PickProps): ReactNode {
  return <Select aria-label={label} data={options} value={value} onChange={onPick} allowDeselect={false} size="xs" w={200} />;
}

function OneScript({ script, before, side }: { script: Script; before?: Script | undefined; side: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const text = script.text ?? t('scripts.erased');
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm">
          {t('scripts.reports', { count: script.reports })} <ReportLink reference={script.reference} />
        </Text>
        {side}
      </Group>
      {before?.text == null || script.text === null ? <pre className="script">{text}</pre> : <ScriptDiff before={before.text} after={text} />}
    </div>
  );
}

function Indicators({ items }: { items: Contents['indicators'] }): ReactNode {
  const { t } = useTranslation();
  return (
    <DataTable
      name={t('scripts.indicators')}
      rows={items}
      rowKey={({ id }) => id}
      empty={t('scripts.no_indicators')}
      columns={[
        { key: 'kind', heading: t('csv.kind'), cell: ({ kind }) => word(`kinds.${kind}`, kind) },
        { key: 'value', heading: t('csv.value'), cell: ({ value }) => <span className="mono break">{value ?? t('scripts.erased')}</span> },
        { key: 'reports', heading: t('csv.reports'), number: true, cell: ({ reports }) => sayNumber(reports) },
        { key: 'campaigns', heading: t('scripts.in_campaigns'), number: true, cell: ({ campaigns }) => sayNumber(campaigns) },
      ]}
    />
  );
}
