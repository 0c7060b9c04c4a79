// Ctrl-K: go anywhere, find anything by its number, without the mouse.

import { Spotlight, spotlight } from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Screen } from './screens.ts';

export const openPalette = (): void => spotlight.open();

export function Palette({ screens }: { screens: readonly Screen[] }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const actions = screens.map(({ name, path }) => ({ id: name, label: t(`screens.${name}`), onClick: () => void navigate({ to: path }) }));
  return (
    <Spotlight
      actions={actions}
      shortcut={['mod + K']}
      nothingFound={t('palette.nothing')}
      searchProps={{ placeholder: t('palette.search'), 'aria-label': t('palette.search') }}
      highlightQuery
    />
  );
}
