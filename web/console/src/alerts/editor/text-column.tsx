// One language of a warning, with what keeps it from being approved beside the field that it is about.

import { List, Stack, Text, Textarea, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TEXT_LIMIT } from '../../../../../core/alerts/alert-words.ts';
import { sayNumber } from '../../parts/say.ts';
import { sayFault } from '../faults.tsx';
import { FIELDS } from '../texts.tsx';
import type { AlertContent, AlertFault } from '../use-alerts.ts';

type Language = keyof AlertContent['texts'];

interface Props {
  language: Language;
  content: AlertContent;
  /** Of this language. */
  faults: readonly AlertFault[];
  change: (content: AlertContent) => void;
}

export function TextColumn({ language, content, faults, change }: Props): ReactNode {
  const { t } = useTranslation();
  const texts = content.texts[language];
  const name = t(`languages.${language}`);
  const whole = faults.filter(({ field }) => field === undefined);
  return (
    <section aria-label={name}>
      <Title order={2} size="h5" mb="xs">
        {name}
      </Title>
      <Stack gap="sm">
        {FIELDS.map((field) => (
          <Textarea
            key={field}
            lang={language}
            label={<span lang={document.documentElement.lang}>{t(`alerts.field.${field}`)}</span>}
            aria-label={`${name}: ${t(`alerts.field.${field}`)}`}
            description={<Counted length={texts[field].length} />}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={texts[field]}
            onChange={({ currentTarget: { value } }) => change({ ...content, texts: { ...content.texts, [language]: { ...texts, [field]: value } } })}
            error={
              faults
                .filter((fault) => fault.field === field)
                .map(sayFault)
                .join(' ') || undefined
            }
            autosize
            minRows={field === 'headline' ? 2 : 6}
            maxRows={16}
          />
        ))}
        {whole.length > 0 && (
          <List size="sm" c="var(--mantine-color-error)" role="status">
            {whole.map((fault) => (
              <List.Item key={JSON.stringify(fault)}>{sayFault(fault)}</List.Item>
            ))}
          </List>
        )}
      </Stack>
    </section>
  );
}

function Counted({ length }: { length: number }): ReactNode {
  return (
    <Text span size="xs" lang={document.documentElement.lang}>
      {sayNumber(length)} / {sayNumber(TEXT_LIMIT)}
    </Text>
  );
}
