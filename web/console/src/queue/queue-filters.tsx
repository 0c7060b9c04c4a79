// Filters with what each of their values would show. Everything stands in the address.

import { Button, CloseButton, Group, Popover, Select, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
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

export function QueueFilters({ filter, counts, me, isOpen, onOpen, onChange, onClear }: QueueFiltersProps): ReactNode {
  const { t, i18n } = useTranslation();
  const say = useSayValue(me);
  const set = Object.entries(filter).filter(([, value]) => value !== undefined);
  const number = new Intl.NumberFormat(i18n.language);
  const options = (facet: Facet): { value: string; label: string }[] => {
    const chosen = filter[facet] === undefined ? [] : [String(filter[facet])];
    const counted = counts?.by[facet]?.map(({ value, name, reports }) => ({
      value: facet === 'claimed_by' && value === me ? 'me' : value,
      label: `${say(facet, value, name)} (${number.format(reports)})`,
    }));
    const missing = chosen
      .filter((value) => !counted?.some((each) => each.value === value))
      .map((value) => ({ value, label: `${say(facet, value, null)} (0)` }));
    return [...(counted ?? []), ...missing];
  };
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
          <Stack gap="xs">
            <Select
              size="xs"
              label={t('queue.facets.state')}
              comboboxProps={{ withinPortal: false }}
              data={STATES.map((value) => ({ value, label: say('state', value, null) }))}
              value={filter.state ?? 'received,in_review'}
              allowDeselect={false}
              onChange={(value) => onChange({ state: value === 'received,in_review' || value === null ? undefined : value })}
            />
            {FACETS.map((facet) => (
              <FacetSelect key={facet} facet={facet} value={filter[facet]} options={options(facet)} onChange={onChange} />
            ))}
            <Select
              size="xs"
              label={t('queue.facets.hours')}
              placeholder={t('queue.any')}
              comboboxProps={{ withinPortal: false }}
              clearable
              clearButtonProps={{ 'aria-label': t('queue.clear_one', { what: t('queue.facets.hours') }) }}
              data={HOURS.map((hours) => ({ value: String(hours), label: say('hours', String(hours), null) }))}
              value={filter.hours === undefined ? null : String(filter.hours)}
              onChange={(value) => onChange({ hours: value === null ? undefined : Number(value) })}
            />
          </Stack>
        </Popover.Dropdown>
      </Popover>
      {set.map(([name, value]) => (
        <Button
          key={name}
          size="compact-xs"
          variant="light"
          onClick={() => onChange({ [name]: undefined })}
          aria-label={t('queue.clear_one', { what: `${t(`queue.facets.${name}`)}: ${say(name, String(value), null)}` })}
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
}

interface FacetSelectProps {
  facet: Facet;
  value: string | boolean | undefined;
  options: { value: string; label: string }[];
  onChange: QueueFiltersProps['onChange'];
}

function FacetSelect({ facet, value, options, onChange }: FacetSelectProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Select
      size="xs"
      label={t(`queue.facets.${facet}`)}
      placeholder={t('queue.any')}
      comboboxProps={{ withinPortal: false }}
      clearable
      clearButtonProps={{ 'aria-label': t('queue.clear_one', { what: t(`queue.facets.${facet}`) }) }}
      searchable={facet === 'type' || facet === 'claimed_by'}
      data={options}
      value={value === undefined ? null : String(value)}
      onChange={(chosen) => onChange({ [facet]: chosen === null ? undefined : facet === 'urgent' ? chosen === 'true' : chosen })}
    />
  );
}

/** A value of a filter in words. */
function useSayValue(me: string | undefined): (facet: string, value: string, name: string | null) => string {
  const { t, i18n } = useTranslation();
  return (facet, value, name) => {
    if (facet === 'type') return t(`taxonomy:types.${value}.short`);
    if (facet === 'country') return new Intl.DisplayNames(i18n.language, { type: 'region' }).of(value) ?? value;
    if (facet === 'language')
      return value === 'und' ? t('queue.values.language.und') : (new Intl.DisplayNames(i18n.language, { type: 'language' }).of(value) ?? value);
    if (facet === 'claimed_by') return value === me || value === 'me' ? t('queue.me') : value === 'nobody' ? t('queue.nobody') : (name ?? '?');
    if (facet === 'campaign') return `#${value}`;
    if (facet === 'state')
      return value
        .split(',')
        .map((each) => t(`queue.states.${each}`))
        .join(' + ');
    if (facet === 'hours')
      return Number(value) > 24 ? t('queue.values.days', { count: Number(value) / 24 }) : t('queue.values.hours', { count: Number(value) });
    return t(`queue.values.${facet}.${value}`);
  };
}
