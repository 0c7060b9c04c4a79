// The rows of the queue as a grid that draws only what is looked at: one row has the focus, arrows or j and k move it.

import { Text } from '@mantine/core';
import { FlexRender, useTable, type Row } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useMemo, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { COLUMNS, FEATURES, GridContext, type Selecting } from './queue-columns.tsx';
import type { QueueRow } from './use-queue.ts';

export type Density = 'roomy' | 'dense';
const HEIGHTS: Record<Density, number> = { roomy: 46, dense: 34 };
/** Rows drawn beyond each edge: what a turn of the wheel brings. */
const OVERSCAN = 6;
/** Rows before the end at which more are asked for. */
const AHEAD = 40;

export interface QueueTableProps {
  rows: QueueRow[];
  /** Others are on their way. */
  isBusy: boolean;
  total: number | undefined;
  density: Density;
  focused: number;
  /** Rises when the focused row is to take the keyboard. */
  focusCalls: number;
  selecting: Selecting;
  onFocus(index: number): void;
  onOpen(row: QueueRow): void;
  onEnd(): void;
}

export function QueueTable({ rows, isBusy, total, density, focused, focusCalls, selecting, onFocus, onOpen, onEnd }: QueueTableProps): ReactNode {
  const { t, i18n } = useTranslation();
  const me = useMe()?.id;
  const grid = useMemo(() => ({ selecting, me }), [selecting, me]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => HEIGHTS[density],
    overscan: OVERSCAN,
  });
  useEffect(() => virtual.measure(), [virtual, density]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - AHEAD) onEnd();
  }, [last, rows.length, onEnd]);
  // Of 50,000 rows the table knows those that are drawn.
  const drawn = items.flatMap(({ index }) => rows[index] ?? []);
  const table = useTable({ features: FEATURES, columns: COLUMNS, data: drawn, getRowId: ({ reference }) => reference });
  const models = table.getRowModel().rows;
  useEffect(() => {
    if (focusCalls === 0) return;
    virtual.scrollToIndex(focused, { align: 'auto' });
    // The row is drawn with the next frame when it was out of sight.
    const frame = requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${focused}"]`)?.focus({ preventScroll: true }));
    return () => cancelAnimationFrame(frame);
  }, [virtual, focused, focusCalls]);
  const isDrawn = items.some(({ index }) => index === focused);
  return (
    <GridContext value={grid}>
      <div
        role="grid"
        aria-label={t('screens.queue')}
        aria-rowcount={total === undefined ? -1 : total + 1}
        aria-multiselectable
        aria-busy={isBusy}
        className="queue-grid"
      >
        <Headings headings={table.getHeaderGroups()[0]?.headers.map(({ id, column }) => ({ id, key: String(column.columnDef.header) })) ?? []} />
        <div ref={scroller} role="rowgroup" className="queue-scroller" tabIndex={isDrawn ? -1 : 0}>
          <div
            role="presentation"
            className="queue-canvas"
            style={{ height: virtual.getTotalSize() }}
            onDoubleClick={({ target }) => {
              const place = target instanceof Element ? target.closest<HTMLElement>('[data-index]')?.dataset['index'] : undefined;
              const row = rows[Number(place)];
              if (row !== undefined) onOpen(row);
            }}
          >
            {items.map(({ index, start, size }, at) => {
              const row = models[at];
              return (
                row !== undefined && (
                  <TableRow
                    // The place, not the report: with another filter the elements that stand there only change their words.
                    key={index}
                    row={row}
                    language={i18n.language}
                    place={{ index, start, size }}
                    isSelected={selecting.has(row.id)}
                    isFocused={index === focused}
                    onFocus={onFocus}
                  />
                )
              );
            })}
          </div>
        </div>
      </div>
    </GridContext>
  );
}

function Headings({ headings }: { headings: { id: string; key: string }[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <div role="rowgroup" className="queue-columns">
      <div role="row" aria-rowindex={1} className="queue-row queue-head">
        {headings.map(({ id, key }) => (
          <Text key={id} role="columnheader" size="xs" fw={600} c="dimmed" truncate>
            {t(key)}
          </Text>
        ))}
      </div>
    </div>
  );
}

interface TableRowProps {
  row: Row<typeof FEATURES, QueueRow>;
  language: string;
  place: { index: number; start: number; size: number };
  isSelected: boolean;
  isFocused: boolean;
  onFocus(index: number): void;
}

/** Drawn anew when something of it changed, not whenever the others move past. */
const TableRow = memo(function TableRow({ row, place: { index, start, size }, isSelected, isFocused, onFocus }: TableRowProps): ReactNode {
  return (
    <div
      role="row"
      data-index={index}
      data-reference={row.id}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      tabIndex={isFocused ? 0 : -1}
      className="queue-row queue-item"
      style={{ height: size, transform: `translateY(${start}px)` }}
      onFocus={() => onFocus(index)}
    >
      {row.getAllCells().map((cell) => (
        <div key={cell.id} role="gridcell" className="queue-cell">
          <FlexRender cell={cell} />
        </div>
      ))}
    </div>
  );
}, isSameRow);

function isSameRow(before: TableRowProps, after: TableRowProps): boolean {
  return (
    before.row.original === after.row.original &&
    (['index', 'start', 'size'] as const).every((name) => before.place[name] === after.place[name]) &&
    (['language', 'isSelected', 'isFocused', 'onFocus'] as const).every((name) => before[name] === after[name])
  );
}
