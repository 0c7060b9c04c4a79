import { Button, Group, Select } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SCAM_TYPES } from '../../../../core/taxonomy/taxonomy.ts';
import { sayCountry, sayLanguage, sayType } from '../parts/say.ts';
import type { CampaignsSearch } from './campaigns-search.ts';

const COUNTRIES = ['KR', 'MY', 'SG'];
const SPOKEN = ['ko', 'ms', 'en'];

/** Each filter stands in the address. */
export function CampaignFilters({ search }: { search: CampaignsSearch }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const set = (change: Partial<Record<keyof CampaignsSearch, unknown>>): void =>
    void navigate({ to: '/campaigns', search: { ...search, ...change } as CampaignsSearch, replace: true });
  const flag = (value: string | null): boolean | undefined => (value === null ? undefined : value === 'true');
  const choose = (
    name: keyof CampaignsSearch,
    options: { value: string; label: string }[],
    read: (value: string | null) => unknown = (value) => value ?? undefined,
  ): ReactNode => (
    <Select
      label={t(`campaigns.filter.${name}`)}
      placeholder={t('all')}
      data={options}
      value={search[name] === undefined ? null : String(search[name])}
      onChange={(value) => set({ [name]: read(value) })}
      clearable
      clearButtonProps={{ 'aria-label': t('clear') }}
      w={{ base: '47%', xs: 170 }}
    />
  );
  return (
    <Group align="flex-end" gap="sm" mb="md" role="search" aria-label={t('campaigns.filters')}>
      <Select
        label={t('campaigns.filter.order')}
        data={['growing', 'recent'].map((value) => ({ value, label: t(`campaigns.order.${value}`) }))}
        value={search.order ?? 'growing'}
        onChange={(value) => set({ order: value === 'recent' ? value : undefined })}
        allowDeselect={false}
        w={{ base: '47%', xs: 170 }}
      />
      {choose(
        'type',
        SCAM_TYPES.map((value) => ({ value, label: sayType(value) })),
      )}
      {choose(
        'country',
        COUNTRIES.map((value) => ({ value, label: sayCountry(value) })),
      )}
      {choose(
        'language',
        SPOKEN.map((value) => ({ value, label: sayLanguage(value) })),
      )}
      {choose(
        'warned',
        ['true', 'false'].map((value) => ({ value, label: t(`campaigns.warned.${value}`) })),
        flag,
      )}
      {choose(
        'dormant',
        ['true', 'false'].map((value) => ({ value, label: t(`campaigns.dormant.${value}`) })),
        flag,
      )}
      <Button variant="subtle" onClick={() => void navigate({ to: '/campaigns', search: {}, replace: true })}>
        {t('campaigns.clear')}
      </Button>
    </Group>
  );
}
