// The columns of the queue; their widths, which fit 1024 pixels beside the navigation, are in queue.css. The order of the rows is the server's.

import { createColumnHelper, tableFeatures } from '@tanstack/react-table';
import { Badge, Checkbox, Group, Text } from '@mantine/core';
import { createContext, useContext, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ageOf, useNow } from '../app/clock.ts';
import { sayExactTime } from '../parts/say.ts';
import { Holder } from './holder.tsx';
import type { QueueRow } from './use-queue.ts';
import { RowClock, Why } from './why.tsx';

export const FEATURES = tableFeatures({});
const column = createColumnHelper<typeof FEATURES, QueueRow>();

export const COLUMNS = column.columns([
  column.display({ id: 'select', header: 'queue.select', cell: ({ row }) => <SelectCell reference={row.original.reference} /> }),
  column.accessor('reference', { header: 'queue.reference', cell: ({ row }) => <ReferenceCell row={row.original} /> }),
  column.display({ id: 'why', header: 'queue.why_header', cell: ({ row }) => <Why row={row.original} /> }),
  column.display({ id: 'clock', header: 'queue.clock_header', cell: ({ row }) => <RowClock row={row.original} /> }),
  column.accessor('type', { header: 'queue.type', cell: ({ row }) => <TypeCell row={row.original} /> }),
  column.accessor('received_at', { header: 'queue.received', cell: ({ row }) => <AgeCell at={row.original.received_at} /> }),
  column.accessor('claimed_by', { header: 'queue.holder', cell: ({ row }) => <Holder row={row.original} /> }),
]);

export interface Selecting {
  has(reference: string): boolean;
  toggle(reference: string, isRange: boolean): void;
}

/** Handed down by the table, so that a cell needs nothing but its row. */
export const SelectingContext = createContext<Selecting>({ has: () => false, toggle: () => undefined });

function SelectCell({ reference }: { reference: string }): ReactNode {
  const { t } = useTranslation();
  const selecting = useContext(SelectingContext);
  return (
    <Checkbox
      size="xs"
      tabIndex={-1}
      aria-label={t('queue.select_one', { reference })}
      checked={selecting.has(reference)}
      onClick={({ shiftKey }) => selecting.toggle(reference, shiftKey)}
      onChange={() => undefined}
    />
  );
}

function ReferenceCell({ row }: { row: QueueRow }): ReactNode {
  const { t } = useTranslation();
  return (
    <Group gap={6} wrap="nowrap">
      <Text ff="monospace" size="sm" style={{ whiteSpace: 'nowrap' }}>
        {row.reference}
      </Text>
      {row.state !== 'received' && row.state !== 'in_review' && (
        <Badge size="xs" variant="outline" color="gray">
          {t(`queue.states.${row.state}`)}
        </Badge>
      )}
    </Group>
  );
}

function TypeCell({ row }: { row: QueueRow }): ReactNode {
  const { t } = useTranslation();
  const type = row.type === null ? t('queue.unread') : t(`taxonomy:types.${row.type}.short`);
  return (
    <Text size="sm" truncate title={type}>
      {type}
      {row.country !== null && (
        <Text span size="xs" c="dimmed">
          {' '}
          {row.country}
        </Text>
      )}
      {row.campaign !== null && (
        <Text span size="xs" c="dimmed">
          {' '}
          #{row.campaign}
        </Text>
      )}
    </Text>
  );
}

function AgeCell({ at }: { at: string }): ReactNode {
  const { t } = useTranslation();
  const age = ageOf(useNow(60_000) - Date.parse(at));
  return (
    <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }} title={sayExactTime(at)}>
      {t(`queue.age.${age.unit}`, { count: age.count })}
    </Text>
  );
}
