// The six limits, each with what it means and where its default comes from. Nothing is in force before it is saved.

import { Alert, Button, Group, NumberInput, Paper, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../app/api.ts';
import { sayDuration, sayNumber } from '../parts/say.ts';
import { LeaveGuard } from '../parts/leave-guard.tsx';
import { LEVELS, levelsQuery, onlyLevels, useSetLevels, type LevelName, type LevelsInForce } from './use-service-levels.ts';

/** As it stands in the fields: one may be empty for a while. */
type Written = Record<LevelName, number | null>;

const NAMES = Object.values(LEVELS).flat();

export function LevelsForm({ inForce, mayEdit }: { inForce: LevelsInForce; mayEdit: boolean }): ReactNode {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [written, write] = useState<Written>(onlyLevels(inForce));
  /** What was in force when they were written. */
  const [seen, setSeen] = useState(onlyLevels(inForce));
  const begin = (levels: LevelsInForce): void => {
    write(onlyLevels(levels));
    setSeen(onlyLevels(levels));
  };
  const saving = useSetLevels(begin);
  const isChanged = NAMES.some((name) => written[name] !== seen[name]);
  const isDefault = NAMES.every((name) => written[name] === inForce.defaults[name]);
  const reload = async (): Promise<void> => {
    saving.reset();
    begin(await queryClient.fetchQuery({ ...levelsQuery, staleTime: 0 }));
  };
  const set = (name: LevelName, minutes: number | null): void => {
    saving.reset();
    write((before) => ({ ...before, [name]: minutes }));
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged) saving.mutate({ levels: written, seen });
      }}
    >
      <Stack maw="44rem">
        {(['freeze', 'look'] as const).map((group) => (
          <Paper key={group} component="section" withBorder p="md" aria-labelledby={`levels-${group}`}>
            <Title order={2} size="h4" mb={4} id={`levels-${group}`}>
              {t(`service_levels.${group}.title`)}
            </Title>
            <Text size="sm" c="dimmed" mb="sm">
              {t(`service_levels.${group}.what`)}
            </Text>
            <Stack gap="md">
              {LEVELS[group].map((name) => (
                <Level key={name} name={name} inForce={inForce} minutes={written[name]} mayEdit={mayEdit} problem={saving.error} onChange={set} />
              ))}
            </Stack>
          </Paper>
        ))}
        <Text size="sm">{t('service_levels.at_once')}</Text>
        <Problem error={saving.error} reload={() => void reload()} />
        {mayEdit && (
          <Group>
            <Button type="submit" loading={saving.isPending} disabled={!isChanged}>
              {t('service_levels.save')}
            </Button>
            <Button variant="default" disabled={isDefault || saving.isPending} onClick={() => write(onlyLevels(inForce.defaults))}>
              {t('service_levels.defaults')}
            </Button>
            <Button variant="subtle" disabled={!isChanged || saving.isPending} onClick={() => begin({ ...inForce, ...seen })}>
              {t('service_levels.discard')}
            </Button>
            <Text size="sm" c="dimmed" role="status">
              {isChanged ? t('service_levels.unsaved') : ''}
            </Text>
          </Group>
        )}
      </Stack>
      <LeaveGuard isOn={isChanged && mayEdit} />
    </form>
  );
}

interface LevelProps {
  name: LevelName;
  inForce: LevelsInForce;
  minutes: number | null;
  mayEdit: boolean;
  problem: unknown;
  onChange(name: LevelName, minutes: number | null): void;
}

function Level({ name, inForce, minutes, mayEdit, problem, onChange }: LevelProps): ReactNode {
  const { t } = useTranslation();
  const isRefused = problem instanceof ApiProblem && name in problem.facts;
  return (
    <NumberInput
      label={t(`service_levels.${name}.label`)}
      description={`${t(`service_levels.${name}.why`)} ${t('service_levels.default', { time: sayDuration(inForce.defaults[name] * 60) })}`}
      error={isRefused && t('service_levels.refused', { least: sayNumber(inForce.least), most: sayNumber(inForce.most) })}
      suffix={` ${t('service_levels.minutes')}`}
      required
      withAsterisk={false}
      readOnly={!mayEdit}
      hideControls={!mayEdit}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="none"
      w="100%"
      styles={{ wrapper: { maxWidth: '12rem' } }}
      value={minutes ?? ''}
      onChange={(value) => onChange(name, typeof value === 'number' ? value : null)}
    />
  );
}

function Problem({ error, reload }: { error: unknown; reload: () => void }): ReactNode {
  const { t } = useTranslation();
  if (error === null) return null;
  const isConflict = error instanceof ApiProblem && error.status === 409;
  const isShape = error instanceof ApiProblem && NAMES.some((name) => name in error.facts);
  const said = isConflict ? t('service_levels.changed_since') : isShape ? t('service_levels.check') : null;
  return (
    <Alert role="alert" color={isConflict ? 'orange' : 'red'} title={t('service_levels.not_saved')}>
      <Text>{said ?? (error instanceof ApiProblem ? error.message : t('problem.network'))}</Text>
      {isConflict && (
        <Button mt="sm" variant="default" onClick={reload}>
          {t('conflict.reload')}
        </Button>
      )}
    </Alert>
  );
}
