// The rows of the queue as a grid that draws only what is looked at: one row has the focus, arrows or j and k move it.

import { Text } from '@mantine/core';
import { useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { COLUMNS, FEATURES, SelectingContext, type Selecting } from './queue-columns.tsx';
import type { QueueRow } from './use-queue.ts';

export type Density = 'roomy' | 'dense';
const HEIGHTS: Record<Density, number> = { roomy: 46, dense: 34 };
/** Rows before the end at which more are asked for. */
const AHEAD = 40;

export interface QueueTableProps {
  rows: QueueRow[];
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

export function QueueTable({ rows, total, density, focused, focusCalls, selecting, onFocus, onOpen, onEnd }: QueueTableProps): ReactNode {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const table = useTable({ features: FEATURES, columns: COLUMNS, data: rows, getRowId: ({ reference }) => reference });
  const models = table.getRowModel().rows;
  const virtual = useVirtualizer({
    count: models.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => HEIGHTS[density],
    overscan: 12,
  });
  useEffect(() => virtual.measure(), [virtual, density]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (models.length > 0 && last >= models.length - AHEAD) onEnd();
  }, [last, models.length, onEnd]);
  useEffect(() => {
    if (focusCalls === 0) return;
    virtual.scrollToIndex(focused, { align: 'auto' });
    // The row is drawn with the next frame when it was out of sight.
    const frame = requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${focused}"]`)?.focus({ preventScroll: true }));
    return () => cancelAnimationFrame(frame);
  }, [virtual, focused, focusCalls]);
  const isDrawn = items.some(({ index }) => index === focused);
  return (
    <SelectingContext value={selecting}>
      <div role="grid" aria-label={t('screens.queue')} aria-rowcount={total === undefined ? -1 : total + 1} aria-multiselectable className="queue-grid">
        <div role="rowgroup" className="queue-columns">
          <div role="row" aria-rowindex={1} className="queue-row queue-head">
            {table.getHeaderGroups()[0]?.headers.map(({ id, column }) => (
              <Text key={id} role="columnheader" size="xs" fw={600} c="dimmed" truncate>
                {t(String(column.columnDef.header))}
              </Text>
            ))}
          </div>
        </div>
        <div ref={scroller} role="rowgroup" className="queue-scroller" tabIndex={isDrawn ? -1 : 0}>
          <div role="presentation" className="queue-canvas" style={{ height: virtual.getTotalSize() }}>
            {items.map(({ index, start, size }) => {
              const row = models[index];
              if (row === undefined) return null;
              return (
                <div
                  key={row.id}
                  role="row"
                  data-index={index}
                  data-reference={row.id}
                  aria-rowindex={index + 2}
                  aria-selected={selecting.has(row.id)}
                  tabIndex={index === focused ? 0 : -1}
                  className="queue-row queue-item"
                  style={{ height: size, transform: `translateY(${start}px)` }}
                  onFocus={() => onFocus(index)}
                  onDoubleClick={() => onOpen(row.original)}
                >
                  {row.getAllCells().map((cell) => (
                    <div key={cell.id} role="gridcell" className="queue-cell">
                      <table.FlexRender cell={cell} />
                    </div>
                  ))}
                </div>
              );
            })}
          </div>
        </div>
      </div>
    </SelectingContext>
  );
}
