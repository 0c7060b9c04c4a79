// A question to the reporter: a sentence that stands in their language, or the officer's own, checked by the server.

import { Alert, Button, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { QUESTION_LIMIT, QUESTION_TEMPLATES } from '../../../../../core/triage/decisions/decision-words.ts';
import type { FormProps } from './decision-form.tsx';

const OWN = 'own';

export function AskForm({ report, isBusy, onSend }: FormProps): ReactNode {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string>(QUESTION_TEMPLATES[0]);
  const [text, setText] = useState('');
  const language = report.reading?.language ?? 'en';
  const send = (): void => onSend(chosen === OWN ? { text: text.trim() } : { template: chosen });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack>
        <Text size="sm">{t('report.ask.text')}</Text>
        <Radio.Group label={t('report.ask.which')} value={chosen} onChange={setChosen}>
          <Stack gap="xs" mt="xs">
            {QUESTION_TEMPLATES.map((template) => (
              <Radio key={template} value={template} label={t(`officer_question:templates.${template}`)} />
            ))}
            <Radio value={OWN} label={t('report.ask.own')} />
          </Stack>
        </Radio.Group>
        {chosen === OWN && (
          <>
            <Textarea
              label={t('report.ask.words', { language: t(`languages.${language}`, { defaultValue: language }) })}
              description={t('report.ask.rules')}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              maxLength={QUESTION_LIMIT}
              autosize
              minRows={3}
              required
            />
            <Alert color="gray">{t('report.ask.never')}</Alert>
          </>
        )}
        <Button type="submit" loading={isBusy} data-autofocus>
          {t('report.ask.send')}
        </Button>
      </Stack>
    </form>
  );
}
