// About what, how grave, for whom and how long; and, before it is published, when it goes out and whether it is rehearsed.

import { Checkbox, MultiSelect, Select, SimpleGrid, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ALERT_GRADES } from '../../../../../core/alerts/alert-words.ts';
import { REGION_COUNTRIES, REGIONS_OF, regionsWithin } from '../../../../../core/taxonomy/regions.ts';
import { SCAM_TYPES } from '../../../../../core/taxonomy/taxonomy.ts';
import { sayCountry, sayRegion, sayTime, word } from '../../parts/say.ts';
import { fromWall, toWall } from '../../parts/wall-time.ts';
import type { AlertContent } from '../use-alerts.ts';

const COUNTRIES = ['KR', 'MY', 'SG'];
const DAYS = [1, 3, 7, 14, 30] as const;
const DAY_MS = 86_400_000;

interface Props {
  content: AlertContent;
  change: (content: AlertContent) => void;
  /** Its sentences are those of the type: they change with it. */
  onType: (type: AlertContent['type']) => void;
  /** `new`: nothing is kept yet. */
  stage: 'new' | 'kept' | 'published';
}

export function AlertSettings({ content, change, onType, stage }: Props): ReactNode {
  const { t } = useTranslation();
  const countries = [...new Set([...COUNTRIES, ...content.countries])];
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }}>
      <Select
        label={t('csv.type')}
        data={SCAM_TYPES.map((value) => ({ value, label: word(`taxonomy:types.${value}.label`, value) }))}
        value={content.type}
        onChange={(value) => {
          const type = SCAM_TYPES.find((each) => each === value);
          if (type !== undefined) onType(type);
        }}
        allowDeselect={false}
        searchable
      />
      <Select
        label={t('alerts.grade')}
        data={ALERT_GRADES.map((value) => ({ value, label: t(`alerts:grades.${value}`) }))}
        value={content.grade}
        onChange={(value) => change({ ...content, grade: ALERT_GRADES.find((each) => each === value) ?? content.grade })}
        allowDeselect={false}
      />
      <MultiSelect
        label={t('csv.countries')}
        placeholder={content.countries.length === 0 ? t('everywhere') : ''}
        data={countries.map((value) => ({ value, label: sayCountry(value) }))}
        value={content.countries}
        onChange={(value) => change(withArea(content, { countries: value.toSorted() }))}
        clearable
        clearButtonProps={{ 'aria-label': t('clear') }}
      />
      <Regions content={content} change={change} />
      <Select
        label={t('alerts.valid_until')}
        description={sayTime(content.valid_until)}
        placeholder={t('alerts.valid_as_it_is')}
        data={DAYS.map((days) => ({ value: String(days), label: t('alerts.valid_days', { count: days }) }))}
        value={null}
        onChange={(days) => days !== null && change({ ...content, valid_until: new Date(Date.now() + Number(days) * DAY_MS).toISOString() })}
      />
      {stage !== 'published' && <SendAt content={content} change={change} />}
      {stage === 'new' && (
        <Checkbox
          label={t('alerts.exercise')}
          description={t('alerts.exercise_hint')}
          checked={content.exercise === true}
          onChange={({ currentTarget: { checked } }) => change(withExercise(content, checked))}
        />
      )}
    </SimpleGrid>
  );
}

function withExercise({ exercise: _before, ...content }: AlertContent, isOne: boolean): AlertContent {
  return isOne ? { ...content, exercise: true } : content;
}

function SendAt({ content, change }: Pick<Props, 'content' | 'change'>): ReactNode {
  const { t } = useTranslation();
  const { send_at, ...rest } = content;
  const take = (wall: string): void => {
    const at = fromWall(wall);
    change(at === null ? rest : { ...rest, send_at: at });
  };
  return (
    <TextInput
      type="datetime-local"
      label={t('alerts.send_at')}
      description={send_at === undefined ? t('alerts.send_at_once') : sayTime(send_at)}
      value={send_at === undefined ? '' : toWall(send_at)}
      onChange={({ currentTarget }) => take(currentTarget.value)}
    />
  );
}

/** Of the countries chosen; none is the whole of them. */
function Regions({ content, change }: Pick<Props, 'content' | 'change'>): ReactNode {
  const { t } = useTranslation();
  const { countries, regions = [] } = content;
  const offered = REGION_COUNTRIES.filter((country) => countries.includes(country));
  return (
    <MultiSelect
      label={t('alerts.regions')}
      placeholder={regions.length > 0 ? '' : t(offered.length === 0 ? 'alerts.regions_first' : 'alerts.regions_whole')}
      data={offered.map((country) => ({ group: sayCountry(country), items: REGIONS_OF[country].map((value) => ({ value, label: sayRegion(value) })) }))}
      value={regions}
      onChange={(value) => change(withArea(content, { regions: value }))}
      disabled={offered.length === 0}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('clear') }}
    />
  );
}

/** A country that is taken away takes its regions along; without any, the content is what it was before there were regions. */
function withArea(before: AlertContent, area: { countries?: string[]; regions?: string[] }): AlertContent {
  const { regions = [], ...content } = before;
  const { countries = content.countries } = area;
  const kept = countries.length === 0 ? [] : regionsWithin(area.regions ?? regions, countries);
  return { ...content, countries, ...(kept.length > 0 && { regions: kept }) };
}
