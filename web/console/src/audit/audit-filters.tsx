import { Button, Group, Select, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { i18n } from '../app/language.ts';
import type { AuditSearch } from './audit-search.ts';
import { useActors } from './use-actors.ts';

/** Actions are those that have a sentence in the locales: all there are. */
function actionsOf(language: string): { value: string; label: string }[] {
  const sentences = (i18n.getResource(language, 'console', 'audit.action') ?? {}) as Record<string, string>;
  return Object.entries(sentences).map(([name, label]) => ({ value: actionOf(name), label }));
}

const SUBJECTS = ['dead_letter', 'dead_letters', 'training', 'stream'];

/** `report_opened` is `report.opened`: the first underscore after the subject. */
function actionOf(name: string): string {
  const subject = SUBJECTS.find((each) => name.startsWith(`${each}_`)) ?? name.slice(0, name.indexOf('_'));
  return `${subject}.${name.slice(subject.length + 1)}`;
}

export function AuditFilters({ search }: { search: AuditSearch }): ReactNode {
  const { t, i18n: current } = useTranslation();
  const navigate = useNavigate();
  const actors = useActors();
  const [subject, setSubject] = useState(search.subject_id ?? '');
  const set = (change: Partial<Record<keyof AuditSearch, string | undefined>>): void =>
    void navigate({
      to: '/audit',
      search: Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined && value !== '')) as AuditSearch,
      replace: true,
    });
  const look = (event: FormEvent): void => {
    event.preventDefault();
    set({ subject_id: subject.trim() });
  };
  const people = [
    { value: 'system', label: t('system') },
    ...(actors.data?.items.map(({ id, name, role }) => ({ value: id, label: `${name} (${t(`roles.${role}`)})` })) ?? []),
  ];
  const clear = { clearable: true, clearButtonProps: { 'aria-label': t('clear') }, placeholder: t('all') };
  return (
    <form role="search" aria-label={t('audit.filters')} onSubmit={look}>
      <Group align="flex-end" gap="sm">
        <Select
          label={t('changes.by')}
          data={people}
          value={search.actor ?? null}
          onChange={(value) => set({ actor: value ?? undefined })}
          searchable
          w={230}
          {...clear}
        />
        <Select
          label={t('csv.action')}
          data={actionsOf(current.language)}
          value={search.action ?? null}
          onChange={(value) => set({ action: value ?? undefined })}
          searchable
          w={230}
          {...clear}
        />
        <TextInput
          label={t('audit.about')}
          description={t('audit.about_help')}
          value={subject}
          onChange={({ currentTarget }) => setSubject(currentTarget.value)}
          w={230}
        />
        <TextInput type="date" label={t('audit.from')} value={search.from ?? ''} onChange={({ currentTarget }) => set({ from: currentTarget.value })} w={150} />
        <TextInput type="date" label={t('audit.to')} value={search.to ?? ''} onChange={({ currentTarget }) => set({ to: currentTarget.value })} w={150} />
        <Button type="submit">{t('audit.look')}</Button>
        <Button
          variant="subtle"
          onClick={() => {
            setSubject('');
            void navigate({ to: '/audit', search: {}, replace: true });
          }}
        >
          {t('campaigns.clear')}
        </Button>
      </Group>
    </form>
  );
}
