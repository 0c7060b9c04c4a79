// The columns of the queue; their widths, which fit 1024 pixels beside the navigation, are in queue.css. The order of the rows is the server's. Cells are
// plain elements without hooks but for the clock: dozens of rows are drawn with every filter and every frame that is scrolled.

import { createColumnHelper, tableFeatures } from '@tanstack/react-table';
import { Badge } from '@mantine/core';
import { createContext, useContext, type ReactNode } from 'react';
import { ageOf, useNow } from '../app/clock.ts';
import { t } from '../app/language.ts';
import { sayExactTime } from '../parts/say.ts';
import { holderOf } from './holder.ts';
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
  column.accessor('claimed_by', { header: 'queue.holder', cell: ({ row }) => <HolderCell row={row.original} /> }),
]);

export interface Selecting {
  has(reference: string): boolean;
  toggle(reference: string, isRange: boolean): void;
}

/** Handed down by the table, so that a cell needs nothing but its row. `me`: staff id. */
export const GridContext = createContext<{ selecting: Selecting; me: string | undefined }>({
  selecting: { has: () => false, toggle: () => undefined },
  me: undefined,
});

function SelectCell({ reference }: { reference: string }): ReactNode {
  const { selecting } = useContext(GridContext);
  return (
    <input
      type="checkbox"
      className="queue-check"
      tabIndex={-1}
      aria-label={t('queue.select_one', { reference })}
      checked={selecting.has(reference)}
      onClick={({ shiftKey }) => selecting.toggle(reference, shiftKey)}
      onChange={() => undefined}
    />
  );
}

function ReferenceCell({ row }: { row: QueueRow }): ReactNode {
  return (
    <>
      <span className="mono queue-words">{row.reference}</span>
      {row.state !== 'received' && row.state !== 'in_review' && (
        <Badge size="xs" variant="outline" color="gray">
          {t(`queue.states.${row.state}`)}
        </Badge>
      )}
    </>
  );
}

function TypeCell({ row }: { row: QueueRow }): ReactNode {
  const type = row.type === null ? t('queue.unread') : t(`taxonomy:types.${row.type}.short`);
  return (
    <span className="queue-words" title={type}>
      {type}
      <span className="queue-aside">
        {row.country !== null && ` ${row.country}`}
        {row.campaign !== null && ` #${row.campaign}`}
      </span>
    </span>
  );
}

function HolderCell({ row }: { row: QueueRow }): ReactNode {
  const { me } = useContext(GridContext);
  const held = holderOf(row, { me, now: useNow(10_000) });
  if (held.by === 'nobody') return <span className="queue-aside" aria-label={t('queue.nobody')} children="–" />;
  return (
    <span className="queue-words" title={t('queue.held', { name: held.name, count: held.minutes })}>
      {held.by === 'me' ? <b>{t('queue.me')}</b> : held.name} <span className="queue-aside">{t('queue.minutes_left', { count: held.minutes })}</span>
    </span>
  );
}

function AgeCell({ at }: { at: string }): ReactNode {
  const age = ageOf(useNow(60_000) - Date.parse(at));
  return (
    <span className="queue-words queue-dim" title={sayExactTime(at)}>
      {t(`queue.age.${age.unit}`, { count: age.count })}
    </span>
  );
}
