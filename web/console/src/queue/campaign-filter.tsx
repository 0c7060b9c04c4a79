// Narrowing the queue to one campaign, chosen by its number or by what it is; the ones that grow are offered first.

import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { memo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { campaignPage } from '../../../../api/contract/campaign-answers.ts';
import { get, type Answer, type Query } from '../app/api.ts';
import { i18n } from '../app/language.ts';
import { sayNumber, sayType } from '../parts/say.ts';

type Campaigns = Answer<typeof campaignPage>['items'];

const OFFERED = 30;
const TYPING_MS = 200;
const STALE_MS = 60_000;

interface CampaignFilterProps {
  value: number | undefined;
  onChange(change: { campaign: number | undefined }): void;
}

export const CampaignFilter = memo(function CampaignFilter({ value, onChange }: CampaignFilterProps): ReactNode {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [wanted] = useDebouncedValue(typed, TYPING_MS);
  const chosen = useCampaignName(value);
  const isChosen = value !== undefined && wanted === chosen;
  const found = useQuery({
    queryKey: ['campaigns', 'to choose', isChosen ? '' : wanted],
    queryFn: () => findCampaigns(isChosen ? '' : wanted.trim()),
    staleTime: STALE_MS,
    placeholderData: (before) => before,
  });
  const options = (found.data ?? []).map(({ number, type, reports }) => ({
    value: String(number),
    label: `${nameOf({ number, type })} · ${t('queue.campaign.reports', { count: reports, shown: sayNumber(reports) })}`,
  }));
  const selected = value === undefined || options.some((option) => option.value === String(value)) ? [] : [{ value: String(value), label: chosen }];
  return (
    <Select
      size="xs"
      label={t('queue.facets.campaign')}
      placeholder={t('queue.campaign.type')}
      nothingFoundMessage={t('queue.campaign.none')}
      comboboxProps={{ withinPortal: false }}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('queue.clear_one', { what: t('queue.facets.campaign') }) }}
      // The server has found what fits.
      filter={({ options: all }) => all}
      data={[...options, ...selected]}
      searchValue={typed}
      onSearchChange={setTyped}
      value={value === undefined ? null : String(value)}
      onChange={(number) => onChange({ campaign: number === null ? undefined : Number(number) })}
    />
  );
});

/** `#12 · …`, or its number alone while it is not known what it is. A merged one goes by where it went. */
export function useCampaignName(number: number | undefined): string {
  const found = useQuery({
    queryKey: ['campaigns', 'name', number],
    queryFn: () => ask({ number: number ?? 0, limit: 1 }),
    enabled: number !== undefined,
    staleTime: STALE_MS,
  });
  const campaign = found.data?.[0];
  return campaign === undefined ? `#${number ?? ''}` : nameOf(campaign);
}

function nameOf({ number, type }: Pick<Campaigns[number], 'number' | 'type'>): string {
  return `#${number} · ${sayType(type)}`;
}

/** A number, or words of what kind of scam it is; nothing: those that grow. */
async function findCampaigns(typed: string): Promise<Campaigns> {
  const number = /^#?\s*(\d{1,9})\b/.exec(typed)?.[1];
  if (number !== undefined) return ask({ number: Number(number), limit: 1 });
  if (typed === '') return ask({ order: 'growing', limit: OFFERED });
  const lists = await Promise.all(typesNamed(typed).map((type) => ask({ type, order: 'growing', limit: OFFERED })));
  return lists.flat().slice(0, OFFERED);
}

const TYPES_ASKED = 3;

/** Codes of the types that are called so in the officer's language. */
function typesNamed(typed: string): string[] {
  const words = i18n.getResourceBundle(i18n.language, 'taxonomy') as { types: Record<string, { label: string; short: string }> };
  const plain = typed.toLowerCase();
  return Object.entries(words.types)
    .filter(([, { label, short }]) => `${short} ${label}`.toLowerCase().includes(plain))
    .map(([code]) => code)
    .slice(0, TYPES_ASKED);
}

async function ask(query: Query): Promise<Campaigns> {
  return (await get<Answer<typeof campaignPage>>('/campaigns', query)).items;
}
