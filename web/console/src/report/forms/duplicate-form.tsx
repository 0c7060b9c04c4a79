import { Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormProps } from './decision-form.tsx';

/** Reports that it resembles are offered; any other by its number. */
export function DuplicateForm({ report, isBusy, onSend }: FormProps): ReactNode {
  const { t } = useTranslation();
  const matches = report.matches.filter(({ target_kind: kind }) => kind === 'report').slice(0, 8);
  const [of, setOf] = useState(matches[0]?.target ?? '');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (of.trim() !== '') onSend({ of: of.trim() });
      }}
    >
      <Stack>
        {matches.length > 0 && (
          <Radio.Group label={t('report.duplicate.like')} value={of} onChange={setOf}>
            <Stack gap="xs" mt="xs">
              {matches.map(({ target, score }) => (
                <Radio
                  key={target}
                  value={target}
                  label={
                    <Group gap="xs">
                      <Text ff="monospace" size="sm">
                        {target}
                      </Text>
                      <Text size="sm">{t('report.matches.score', { percent: Math.round(score * 100) })}</Text>
                    </Group>
                  }
                />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <TextInput
          label={t('report.duplicate.number')}
          placeholder="JG-XXXX-XXXX-X"
          value={of}
          onChange={(event) => setOf(event.currentTarget.value)}
          maxLength={32}
          required
          data-autofocus
        />
        <Button type="submit" loading={isBusy}>
          {t('report.decisions.mark_duplicate')}
        </Button>
      </Stack>
    </form>
  );
}
