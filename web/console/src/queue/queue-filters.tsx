// Filters with what each of their values would show. Everything stands in the address.

import { Button, CloseButton, Group, Popover, Select, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { memo, type ReactNode } from 'react';
import { t } from '../app/language.ts';
import { sayCountry, sayLanguage, sayNumber } from '../parts/say.ts';
import { CampaignFilter, useCampaignName } from './campaign-filter.tsx';
import type { QueueFilter } from './queue-search.ts';
import type { QueueCounts } from './use-queue.ts';

type Facet = 'type' | 'country' | 'language' | 'verdict' | 'urgent' | 'loss' | 'channel' | 'source' | 'claimed_by' | 'second_opinion';
const FACETS: readonly Facet[] = ['type', 'country', 'language', 'verdict', 'claimed_by', 'loss', 'urgent', 'channel', 'source', 'second_opinion'];
const STATES = ['received,in_review', 'received', 'in_review', 'confirmed', 'rejected', 'duplicate', 'confirmed,rejected,duplicate'] as const;
const HOURS = [1, 4, 24, 72, 168] as const;

export interface QueueFiltersProps {
  filter: QueueFilter;
  counts: QueueCounts | undefined;
  me: string | undefined;
  isOpen: boolean;
  onOpen(isOpen: boolean): void;
  onChange(change: Partial<Record<keyof QueueFilter, string | number | boolean | undefined>>): void;
  onClear(): void;
}

/** Drawn anew when a filter changed, not with every row that comes. */
export const QueueFilters = memo(function QueueFilters({ filter, counts, me, isOpen, onOpen, onChange, onClear }: QueueFiltersProps): ReactNode {
  const { t } = useTranslation();
  const campaign = useCampaignName(filter.campaign);
  const say = (facet: string, value: string, name: string | null = null): string => sayValue(facet, value, { me, name, campaign });
  const set = Object.entries(filter).filter(([, value]) => value !== undefined);
  return (
    <Group gap="xs">
      <Popover opened={isOpen} onChange={onOpen} position="bottom-start" width={320} trapFocus withinPortal returnFocus>
        <Popover.Target>
          <Button variant="default" size="xs" onClick={() => onOpen(!isOpen)} aria-keyshortcuts="f" aria-expanded={isOpen}>
            {t('queue.filter')}
            {set.length > 0 && ` (${set.length})`}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('queue.filter')} mah="70vh" style={{ overflowY: 'auto' }}>
          <FilterForm filter={filter} counts={counts} me={me} onChange={onChange} />
        </Popover.Dropdown>
      </Popover>
      {set.map(([name, value]) => (
        <Button
          key={name}
          size="compact-xs"
          variant="light"
          onClick={() => onChange({ [name]: undefined })}
          aria-label={t('queue.clear_one', { what: `${t(`queue.facets.${name}`)}: ${say(name, String(value))}` })}
          rightSection={<CloseButton component="span" size="xs" aria-hidden tabIndex={-1} />}
        >
          {say(name, String(value), counts?.by.claimed_by?.find((each) => each.value === value)?.name ?? null)}
        </Button>
      ))}
      {set.length > 1 && (
        <Button size="compact-xs" variant="subtle" onClick={onClear}>
          {t('queue.clear')}
        </Button>
      )}
    </Group>
  );
});

function FilterForm({ filter, counts, me, onChange }: Pick<QueueFiltersProps, 'filter' | 'counts' | 'me' | 'onChange'>): ReactNode {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <Select
        size="xs"
        label={t('queue.facets.state')}
        comboboxProps={{ withinPortal: false }}
        data={STATES.map((value) => ({ value, label: sayValue('state', value) }))}
        value={filter.state ?? 'received,in_review'}
        allowDeselect={false}
        onChange={(value) => onChange({ state: value === 'received,in_review' || value === null ? undefined : value })}
      />
      {FACETS.map((facet) => (
        <FacetSelect key={facet} facet={facet} value={filter[facet]} counted={counts?.by[facet]} me={me} onChange={onChange} />
      ))}
      <CampaignFilter value={filter.campaign} onChange={onChange} />
      <Select
        size="xs"
        label={t('queue.facets.hours')}
        placeholder={t('queue.any')}
        comboboxProps={{ withinPortal: false }}
        clearable
        clearButtonProps={{ 'aria-label': t('queue.clear_one', { what: t('queue.facets.hours') }) }}
        data={HOURS.map((hours) => ({ value: String(hours), label: sayValue('hours', String(hours)) }))}
        value={filter.hours === undefined ? null : String(filter.hours)}
        onChange={(value) => onChange({ hours: value === null ? undefined : Number(value) })}
      />
    </Stack>
  );
}

interface FacetSelectProps {
  facet: Facet;
  value: string | boolean | undefined;
  counted: QueueCounts['by'][Facet] | undefined;
  me: string | undefined;
  onChange: QueueFiltersProps['onChange'];
}

/** One of ten, of which a press changes one. */
const FacetSelect = memo(function FacetSelect({ facet, value, counted = [], me, onChange }: FacetSelectProps): ReactNode {
  const { t } = useTranslation();
  const options = counted.map(({ value: each, name, reports }) => ({
    value: facet === 'claimed_by' && each === me ? 'me' : each,
    label: `${sayValue(facet, each, { me, name })} (${sayNumber(reports)})`,
  }));
  const chosen = value === undefined ? null : String(value);
  const isCounted = chosen === null || options.some((option) => option.value === chosen);
  const missing = isCounted ? [] : [{ value: chosen, label: `${sayValue(facet, chosen, { me })} (0)` }];
  return (
    <Select
      size="xs"
      label={t(`queue.facets.${facet}`)}
      placeholder={t('queue.any')}
      comboboxProps={{ withinPortal: false }}
      clearable
      clearButtonProps={{ 'aria-label': t('queue.clear_one', { what: t(`queue.facets.${facet}`) }) }}
      searchable={facet === 'type' || facet === 'claimed_by'}
      data={[...options, ...missing]}
      value={chosen}
      onChange={(next) => onChange({ [facet]: next === null ? undefined : facet === 'urgent' ? next === 'true' : next })}
    />
  );
});

/** A value of a filter in words. @param known.campaign what the chosen one is called. */
function sayValue(
  facet: string,
  value: string,
  { me, name, campaign = '' }: { me?: string | undefined; name?: string | null; campaign?: string } = {},
): string {
  if (facet === 'type') return t(`taxonomy:types.${value}.short`);
  if (facet === 'country') return sayCountry(value);
  if (facet === 'language') return value === 'und' ? t('queue.values.language.und') : sayLanguage(value);
  if (facet === 'claimed_by') return value === me || value === 'me' ? t('queue.me') : value === 'nobody' ? t('queue.nobody') : (name ?? '?');
  if (facet === 'campaign') return campaign;
  if (facet === 'state')
    return value
      .split(',')
      .map((each) => t(`queue.states.${each}`))
      .join(' + ');
  if (facet === 'hours') return Number(value) > 24 ? t('queue.values.days', { count: Number(value) / 24 }) : t('queue.values.hours', { count: Number(value) });
  return t(`queue.values.${facet}.${value}`);
}
