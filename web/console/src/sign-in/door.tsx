import { Center, Paper, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** The frame of whatever comes before the console. */
export function Door({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <Center mih="100vh" p="md">
      <Paper component="main" withBorder p="xl" w={420} maw="100%">
        <Stack>
          <Title order={1} size="h3">
            {title}
          </Title>
          {children}
        </Stack>
      </Paper>
    </Center>
  );
}
