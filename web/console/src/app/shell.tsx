// The frame around every screen: where one can go, who one is, and the keyboard.

import { AppShell, Burger, Group, Kbd, Menu, NavLink, Text, UnstyledButton, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useCallback, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from './api.ts';
import { Keys } from './keys.tsx';
import { LANGUAGES } from './language.ts';
import { useLiveConnection } from './live.ts';
import { openPalette, Palette } from './palette.tsx';
import { useSaveSettings } from './save-settings.ts';
import { SCREENS } from './screens.ts';
import { meQuery, useMay, useMe } from './session.ts';
import { StepUp } from './step-up.tsx';

export function Shell(): ReactNode {
  const { t } = useTranslation();
  const me = useMe();
  const [isOpen, { toggle, close }] = useDisclosure();
  // Not the location: what is filtered stands in it, and the frame is the same.
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const queryClient = useQueryClient();
  const sessionEnded = useCallback(() => void queryClient.invalidateQueries(meQuery), [queryClient]);
  useLiveConnection(useMay('report.list'), sessionEnded);
  const screens = SCREENS.filter(({ capability }) => me?.capabilities.includes(capability));
  return (
    <AppShell header={{ height: 52 }} navbar={{ width: 200, breakpoint: 'sm', collapsed: { mobile: !isOpen } }} padding="md">
      <AppShell.Header>
        <a className="skip" href="#main">
          {t('skip')}
        </a>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('navigation')} />
            <Text fw={700} component={Link} to="/" c="inherit" td="none">
              Jaga
            </Text>
          </Group>
          <Group gap="md" wrap="nowrap">
            <UnstyledButton onClick={openPalette} aria-keyshortcuts="Control+K" mih={24}>
              <Group gap="xs">
                <Text size="sm">{t('palette.open')}</Text> <Kbd visibleFrom="sm">Ctrl K</Kbd>
              </Group>
            </UnstyledButton>
            <Account />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={t('navigation')}>
        {screens.map(({ name, path }) => (
          <NavLink
            key={name}
            component={Link}
            to={path}
            label={t(`screens.${name}`)}
            active={path === '/' ? pathname === '/' : pathname.startsWith(path)}
            onClick={close}
          />
        ))}
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1}>
        <Outlet />
      </AppShell.Main>
      <Palette screens={screens} />
      <Keys screens={screens} />
      <StepUp />
    </AppShell>
  );
}

function Account(): ReactNode {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const swap = (): void => setColorScheme(scheme === 'dark' ? 'light' : 'dark');
  const save = useSaveSettings();
  useHotkeys([['mod+J', swap]]);
  async function leave(): Promise<void> {
    await post('/auth/sign-out');
    queryClient.clear();
    await navigate({ to: '/sign-in', search: {} });
  }
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <UnstyledButton mih={24}>
          <Text size="sm" fw={600}>
            {me?.name ?? '…'}
          </Text>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me === undefined ? '' : `${me.email} · ${t(`roles.${me.role}`)}`}</Menu.Label>
        {LANGUAGES.map((language) => (
          <Menu.Item key={language} lang={language} onClick={() => save.mutate({ language })}>
            {t(`languages.${language}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to="/account">
          {t('account.open')}
        </Menu.Item>
        <Menu.Item onClick={swap} rightSection={<Kbd size="xs">Ctrl J</Kbd>}>
          {t(scheme === 'dark' ? 'light' : 'dark')}
        </Menu.Item>
        <Menu.Item onClick={() => void leave()}>{t('sign_out')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
