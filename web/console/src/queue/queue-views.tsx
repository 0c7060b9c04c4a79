// Saved views: open one, keep the filters that are set, rename, share, forget, and say with which the queue opens.

import { Button, Group, Menu, Modal, Stack, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { memo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { viewList } from '../../../../api/contract/queue-answers.ts';
import { get, post, type Answer } from '../app/api.ts';
import { useMay } from '../app/session.ts';

export type View = Answer<typeof viewList>['items'][number];

export function useViews(): View[] | undefined {
  return useQuery({ queryKey: ['queue-views'], queryFn: () => get<Answer<typeof viewList>>('/queue-views'), staleTime: 60_000 }).data?.items;
}

interface QueueViewsProps {
  search: string;
  onOpen(view: View): void;
}

export const QueueViews = memo(function QueueViews({ search, onOpen }: QueueViewsProps): ReactNode {
  const { t } = useTranslation();
  const views = useViews() ?? [];
  const [editing, setEditing] = useState<View | 'new' | null>(null);
  const change = useChangeViews();
  const mayShare = useMay('view.share');
  const open = views.find((view) => view.search === search);
  return (
    <>
      <Menu position="bottom-start" withinPortal width={300}>
        <Menu.Target>
          <Button variant="default" size="xs">
            {open?.name ?? t('queue.views.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.length === 0 && <Menu.Label>{t('queue.views.none')}</Menu.Label>}
          {views.map((view) => (
            <Menu.Item key={view.id} onClick={() => onOpen(view)} fw={view === open ? 600 : 400}>
              {view.name}
              {view.shared && ` · ${t('queue.views.shared_by', { name: view.owner_name ?? '?' })}`}
              {view.is_default && ` · ${t('queue.views.is_default')}`}
            </Menu.Item>
          ))}
          <Menu.Divider />
          {search !== '' && <Menu.Item onClick={() => setEditing('new')}>{t('queue.views.save')}</Menu.Item>}
          {open !== undefined && (
            <>
              <Menu.Item onClick={() => change.mutate({ path: '/queue-views/default', body: { view: open.is_default ? null : open.id } })}>
                {t(open.is_default ? 'queue.views.no_default' : 'queue.views.make_default')}
              </Menu.Item>
              {(open.mine || (open.shared && mayShare)) && (
                <>
                  <Menu.Item onClick={() => setEditing(open)}>{t('queue.views.edit')}</Menu.Item>
                  <Menu.Item color="red" onClick={() => change.mutate({ path: `/queue-views/${open.id}/delete`, body: {} })}>
                    {t('queue.views.delete')}
                  </Menu.Item>
                </>
              )}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {editing !== null && <EditView view={editing === 'new' ? null : editing} search={search} mayShare={mayShare} onClose={() => setEditing(null)} />}
    </>
  );
});

function useChangeViews() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) => post(path, body),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['queue-views'] }),
  });
}

function EditView({ view, search, mayShare, onClose }: { view: View | null; search: string; mayShare: boolean; onClose(): void }): ReactNode {
  const { t } = useTranslation();
  const [name, setName] = useState(view?.name ?? '');
  const [isShared, setShared] = useState(view?.shared ?? false);
  const change = useChangeViews();
  const save = (): void =>
    change.mutate(
      view === null
        ? { path: '/queue-views', body: { name, search, shared: isShared } }
        : { path: `/queue-views/${view.id}/edit`, body: { name, shared: isShared } },
      { onSuccess: onClose },
    );
  return (
    <Modal opened onClose={onClose} title={t(view === null ? 'queue.views.save' : 'queue.views.edit')} closeButtonProps={{ 'aria-label': t('keys.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Stack>
          <TextInput
            label={t('queue.views.name')}
            required
            maxLength={60}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            data-autofocus
          />
          {mayShare && <Switch label={t('queue.views.share')} checked={isShared} onChange={({ currentTarget }) => setShared(currentTarget.checked)} />}
          <Group justify="flex-end">
            <Button type="submit" loading={change.isPending}>
              {t('queue.views.keep')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
