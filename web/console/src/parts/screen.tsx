// What every screen begins with: its name, also in the window's title, and what can be done here.

import { Group, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';

export function Screen({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }): ReactNode {
  useEffect(() => {
    document.title = `${title} · Jaga`;
  }, [title]);
  return (
    <>
      <Group justify="space-between" mb="md" gap="xs">
        <Title order={1} size="h2">
          {title}
        </Title>
        <Group gap="xs" className="no-print">
          {actions}
        </Group>
      </Group>
      {children}
    </>
  );
}
