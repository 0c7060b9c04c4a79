import { Button, Code, CopyButton, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export function BackupCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <Stack>
      <Title order={2} size="h4">
        {t('second_factor.spare')}
      </Title>
      <Text>{t('second_factor.spare_why')}</Text>
      <SimpleGrid cols={2} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {codes.map((code) => (
          <li key={code}>
            <Code fz="md">{code}</Code>
          </li>
        ))}
      </SimpleGrid>
      <Group grow>
        <CopyButton value={codes.join('\n')}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? 'second_factor.copied' : 'second_factor.copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onKept}>{t('second_factor.kept')}</Button>
      </Group>
    </Stack>
  );
}
