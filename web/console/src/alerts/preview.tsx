// As a subscriber reads it in Telegram, and as anybody reads its page.

import { Group, SegmentedControl } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../app/language.ts';
import { Figure } from '../parts/figure.tsx';
import { TelegramText } from './telegram-text.tsx';
import type { AlertCheck } from './use-alerts.ts';

const FACES = ['telegram', 'page'] as const;

export function Preview({ shown }: { shown: AlertCheck['shown'] }): ReactNode {
  const { t } = useTranslation();
  const [language, setLanguage] = useState(() => LANGUAGES.find((each) => each === document.documentElement.lang) ?? 'en');
  const [face, setFace] = useState<(typeof FACES)[number]>('telegram');
  const { telegram, page } = shown[language];
  return (
    <Figure
      question={t('alerts.preview')}
      table={
        <>
          <Group gap="xs" mb="sm">
            <SegmentedControl
              size="xs"
              aria-label={t('csv.language')}
              value={language}
              onChange={(value) => setLanguage(LANGUAGES.find((each) => each === value) ?? 'en')}
              data={LANGUAGES.map((value) => ({ value, label: t(`languages.${value}`) }))}
            />
            <SegmentedControl
              size="xs"
              aria-label={t('alerts.face_heading')}
              value={face}
              onChange={(value) => setFace(FACES.find((each) => each === value) ?? 'telegram')}
              data={FACES.map((value) => ({ value, label: t(`alerts.face.${value}`) }))}
            />
          </Group>
          {face === 'telegram' ? (
            <div className="bubble" lang={language}>
              <TelegramText html={telegram} />
            </div>
          ) : (
            // Without scripts; of the same origin, so that the page's own style is there.
            <iframe className="page-preview" sandbox="allow-same-origin" srcDoc={page} title={t('alerts.face.page')} lang={language} />
          )}
        </>
      }
    />
  );
}
