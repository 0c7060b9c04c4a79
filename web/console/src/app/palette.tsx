// Ctrl-K: go anywhere, find anything by its number, without the mouse.

import { Spotlight, spotlight } from '@mantine/spotlight';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Screen } from './screens.ts';

export const openPalette = (): void => spotlight.open();

const RECENT = 8;
const REFERENCE = /^JG-?[0-9A-Z]{4}-?[0-9A-Z]{4}-?[0-9A-Z]$/i;

export function Palette({ screens }: { screens: readonly Screen[] }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const recent = useRecent();
  const go = (href: string): void => void navigate({ href });
  const groups = [
    { group: t('palette.direct'), actions: directOf(typed, screens).map(({ label, href }) => ({ id: href, label, onClick: () => go(href) })) },
    { group: t('palette.recent'), actions: recent.map(({ label, href }) => ({ id: `recent ${href}`, label, onClick: () => go(href) })) },
    {
      group: t('palette.screens'),
      actions: screens.map(({ name, path }) => ({ id: name, label: t(`screens.${name}`), onClick: () => void navigate({ to: path }) })),
    },
  ];
  return (
    <Spotlight
      actions={groups.filter(({ actions }) => actions.length > 0)}
      query={typed}
      onQueryChange={setTyped}
      shortcut={['mod + K']}
      nothingFound={t('palette.nothing')}
      searchProps={{ placeholder: t('palette.search'), 'aria-label': t('palette.search') }}
      highlightQuery
    />
  );
}

/** What is typed names a thing by itself: a report by its reference, a warning by its code, a campaign by its number. A partner's reports are those that are shared. */
function directOf(typed: string, screens: readonly Screen[]): { label: string; href: string }[] {
  const plain = typed.trim();
  const reports = screens.some(({ name }) => name === 'shared') ? '/shared' : '/reports';
  if (REFERENCE.test(plain)) {
    const body = plain.replaceAll('-', '').toUpperCase().slice(2);
    const reference = `JG-${body.slice(0, 4)}-${body.slice(4, 8)}-${body.slice(8)}`;
    // The label holds what was typed, or the palette would hide it.
    return [{ label: plain.toUpperCase() === reference ? reference : `${plain} → ${reference}`, href: `${reports}/${reference}` }];
  }
  // Crockford's letters: what may be a warning's code.
  if (/^[0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}$/i.test(plain) && !/^\d+$/.test(plain))
    return [{ label: plain.toUpperCase(), href: `/alerts?code=${plain.toUpperCase()}` }];
  const campaign = /^#?(\d{1,9})$/.exec(plain)?.[1];
  return campaign === undefined ? [] : [{ label: plain.startsWith('#') ? plain : `${campaign} → #${campaign}`, href: `/campaigns/${campaign}` }];
}

/** Reports and campaigns that were looked at, the last first; forgotten with the page. */
function useRecent(): { label: string; href: string }[] {
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const [recent, setRecent] = useState<{ label: string; href: string }[]>([]);
  useEffect(() => {
    const found = /\/(reports|shared|campaigns)\/([\w-]+)$/.exec(pathname);
    if (found === null) return;
    const [, kind, name] = found;
    const label = kind === 'campaigns' ? `#${name}` : String(name);
    setRecent((before) => [{ label, href: `/${kind}/${name}` }, ...before.filter((each) => each.label !== label)].slice(0, RECENT));
  }, [pathname]);
  return recent;
}
