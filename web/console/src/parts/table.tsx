// A table that scrolls within itself on a narrow screen; with a name, so that a screen reader can list it.

import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';

export interface Column<Row> {
  key: string;
  heading: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand right. */
  number?: boolean;
}

interface Props<Row> {
  name: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  /** Shown instead of a table without rows. */
  empty?: string;
}

export function DataTable<Row>({ name, columns, rows, rowKey, empty }: Props<Row>): ReactNode {
  if (rows.length === 0 && empty !== undefined) return <Text c="dimmed">{empty}</Text>;
  return (
    <div className="scrolls" tabIndex={0} role="region" aria-label={name}>
      <Table highlightOnHover verticalSpacing={6} aria-label={name}>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ key, heading, number }) => (
              <Table.Th key={key} scope="col" {...(number === true && { ta: 'right' })}>
                {heading}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={rowKey(row)}>
              {columns.map(({ key, cell, number }) => (
                <Table.Td key={key} {...(number === true && { ta: 'right' })}>
                  {cell(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
