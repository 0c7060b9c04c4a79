// Finding reports by words or numbers; a reference, a campaign's number or a warning's code leads straight there. What is typed stays out of the address.

import { Anchor, Badge, Button, CloseButton, Group, Mark, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { searchAnswer } from '../../../../api/contract/queue-answers.ts';
import { post, type Answer } from '../app/api.ts';
import { useKeys } from '../app/keys.tsx';
import { Empty, Failed, Waiting } from '../app/states.tsx';
import { Why } from './why.tsx';

type Found = Answer<typeof searchAnswer>;

export function SearchBox({ ref, onSearch }: { ref: Ref<HTMLInputElement>; onSearch(query: string | null): void }): ReactNode {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const clear = (): void => {
    setTyped('');
    onSearch(null);
  };
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed.trim() === '' ? null : typed.trim());
      }}
    >
      <TextInput
        ref={ref}
        size="xs"
        w={240}
        type="text"
        enterKeyHint="search"
        autoComplete="off"
        maxLength={200}
        aria-label={t('queue.search.label')}
        placeholder={t('queue.search.label')}
        aria-keyshortcuts="/"
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          clear();
          event.currentTarget.blur();
        }}
        rightSection={typed === '' ? null : <CloseButton size="xs" aria-label={t('queue.search.clear')} onClick={clear} />}
      />
    </form>
  );
}

export function SearchResults({ query, onOpen, onClose }: { query: string; onOpen(row: { reference: string }): void; onClose(): void }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useQuery({ queryKey: ['report-search', query], queryFn: () => post<Found>('/report-search', { query }), staleTime: 60_000, gcTime: 60_000 });
  const go = search.data?.go ?? null;
  useKeys('queue.search.label', [{ keys: ['Escape'], what: 'queue.search.back', run: onClose }]);
  useEffect(() => {
    if (go === null) return;
    const href = { report: `/reports/${go.id}`, campaign: `/campaigns/${go.id}`, alert: `/alerts/${go.id}` }[go.kind];
    onClose();
    void navigate({ href });
  }, [go, navigate, onClose]);
  const found = search.data;
  return (
    <section className="queue-scroller" aria-label={t('queue.search.results')}>
      <Group mb="xs" gap="sm">
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {t('queue.search.back')}
        </Button>
        {found !== undefined && (
          <Text size="sm" role="status">
            {t('queue.search.found', { count: found.items.length })}
            {found.stopped_early && ` · ${t('queue.search.stopped')}`}
            {found.too_short && ` · ${t('queue.search.too_short')}`}
          </Text>
        )}
      </Group>
      {search.isPending && <Waiting />}
      {search.isError && <Failed error={search.error} again={() => void search.refetch()} />}
      {found !== undefined && found.items.length === 0 && go === null && (
        <Empty title={t(found.too_short ? 'queue.search.too_short' : 'queue.search.nothing')} />
      )}
      <Stack gap="xs" pr="xs">
        {found?.items.map(({ report, text, hits, indicators }) => (
          <Paper key={report.reference} withBorder p="xs">
            <Group gap="sm" mb={4}>
              <Anchor component="button" type="button" ff="monospace" size="sm" onClick={() => onOpen(report)}>
                {report.reference}
              </Anchor>
              <Badge size="sm" variant="outline" color="gray" radius="sm" tt="none">
                {t(`queue.states.${report.state}`)}
              </Badge>
              <Why row={report} isShort />
            </Group>
            <Text size="sm" className="queue-text">
              <Highlighted text={text} hits={hits} />
            </Text>
            {indicators.map((value) => (
              <Badge key={value} variant="light" radius="sm" tt="none" mt={4} mr={4}>
                {value}
              </Badge>
            ))}
          </Paper>
        ))}
      </Stack>
    </section>
  );
}

function Highlighted({ text, hits }: { text: string; hits: readonly (readonly [number, number])[] }): ReactNode {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const [start, end] of hits) {
    parts.push(text.slice(at, start), <Mark key={start}>{text.slice(start, end)}</Mark>);
    at = end;
  }
  return [...parts, text.slice(at)];
}
