// A partner's first page: what its organisation filed, or what was handed over to its force, the newest first.

import { Button, SegmentedControl, Text } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { Empty, Failed, Waiting } from '../app/states.tsx';
import { sayCountry, sayType } from '../parts/say.ts';
import { Screen } from '../parts/screen.tsx';
import { DataTable, type Column } from '../parts/table.tsx';
import { Time } from '../parts/time.tsx';
import { useSharedList, type SharedItem, type SharedState } from './use-shared.ts';

export function SharedPage(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { state } = useSearch({ from: '/inside/shared' });
  const shared = useSharedList(state);
  const items = shared.data?.pages.flatMap((page) => page.items) ?? [];
  const states = shared.data?.pages[0]?.states ?? [];
  const choose = (value: string): void => {
    const chosen = states.find((each) => each === value);
    void navigate({ to: '/shared', search: chosen === undefined ? {} : { state: chosen }, replace: true });
  };
  return (
    <Screen title={t('screens.shared')} actions={items.length > 0 && <Button onClick={() => window.print()}>{t('sheet.print')}</Button>}>
      <Whose />
      {states.length > 0 && <States states={states} state={state ?? 'all'} onChange={choose} />}
      {shared.isPending && <Waiting />}
      {shared.isError && <Failed error={shared.error} again={() => void shared.refetch()} />}
      {shared.isSuccess && items.length === 0 && (state === undefined ? <Nothing /> : <Empty title={t('shared.empty_filtered')} />)}
      {items.length > 0 && <Items items={items} />}
      {shared.hasNextPage && (
        <Button mt="md" variant="default" loading={shared.isFetchingNextPage} onClick={() => void shared.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Screen>
  );
}

/** Whom the account belongs to, in words. */
function useBelonging(): { kind: 'partner' | 'country' | 'nobody'; partner: string; country: string } {
  const { partner = null, country = null } = useMe() ?? {};
  return { kind: partner !== null ? 'partner' : country !== null ? 'country' : 'nobody', partner: partner ?? '', country: sayCountry(country) };
}

function Whose(): ReactNode {
  const { t } = useTranslation();
  const { kind, ...words } = useBelonging();
  return kind === 'nobody' ? null : <Text mb="sm">{t(`shared.about.${kind}`, words)}</Text>;
}

function Nothing(): ReactNode {
  const { t } = useTranslation();
  return (
    <Empty title={t('shared.empty')}>
      <Text ta="center" maw="36rem">
        {t(`shared.empty_next.${useBelonging().kind}`)}
      </Text>
    </Empty>
  );
}

function States({ states, state, onChange }: { states: readonly SharedState[]; state: string; onChange(value: string): void }): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="scrolls no-print">
      <SegmentedControl
        mb="md"
        aria-label={t('csv.state')}
        value={state}
        onChange={onChange}
        data={['all', ...states].map((value) => ({ value, label: t(`shared.state.${value}`) }))}
      />
    </div>
  );
}

function Items({ items }: { items: readonly SharedItem[] }): ReactNode {
  const { t } = useTranslation();
  const kind = items[0]?.kind ?? 'filed';
  const columns: Column<SharedItem>[] = [
    {
      key: 'reference',
      heading: t('csv.reference'),
      cell: ({ reference }) => (
        <Link to="/shared/$reference" params={{ reference }} preload={false} className="link mono">
          {reference}
        </Link>
      ),
    },
    ...(kind === 'filed' ? [{ key: 'source_ref', heading: t('shared.your_number'), cell: ({ source_ref }: SharedItem) => source_ref ?? '–' }] : []),
    { key: 'at', heading: t(`shared.at.${kind}`), cell: ({ shared_at }) => <Time at={shared_at} /> },
    { key: 'state', heading: t('csv.state'), cell: ({ state }) => t(`shared.state.${state}`) },
    { key: 'type', heading: t('csv.type'), cell: ({ type }) => (type === null ? '–' : sayType(type)) },
    ...(kind === 'filed'
      ? [{ key: 'decided_at', heading: t('csv.decided_at'), cell: ({ decided_at }: SharedItem) => (decided_at === null ? '–' : <Time at={decided_at} />) }]
      : []),
  ];
  return <DataTable name={t('screens.shared')} columns={columns} rows={items} rowKey={({ reference }) => reference} />;
}
