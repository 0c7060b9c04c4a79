// A warning as it is written: three languages side by side, checked while one types, and shown as subscribers will read it.

import { Alert, Button, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../app/api.ts';
import { LANGUAGES } from '../../app/language.ts';
import { sayProblem } from '../../app/say-problem.ts';
import { Failed } from '../../app/states.tsx';
import { Conflict } from '../../parts/conflict.tsx';
import { LeaveGuard } from '../../parts/leave-guard.tsx';
import { Audience } from '../audience.tsx';
import { sayFault } from '../faults.tsx';
import { Preview } from '../preview.tsx';
import { startOfAlert, useAlertCheck, type AlertContent, type AlertFault } from '../use-alerts.ts';
import { AlertSettings } from './alert-settings.tsx';
import { TextColumn } from './text-column.tsx';
import { useDraft } from './use-draft.ts';

const TYPING_MS = 500;

interface Props {
  /** Of the warning and its version, for what is kept in this tab. */
  name: string;
  start: AlertContent;
  /** undefined: it does not exist yet. */
  alert?: { id: string; isPublished: boolean };
  save: (content: AlertContent) => Promise<unknown>;
  saveLabel: string;
  reload: () => void;
  leave: () => void;
}

export function Editor({ name, start, alert, save, saveLabel, reload, leave }: Props): ReactNode {
  const { t } = useTranslation();
  const draft = useDraft(name, start);
  const { content, change } = draft;
  const [settled] = useDebouncedValue(content, TYPING_MS);
  const check = useAlertCheck(settled, alert === undefined ? {} : { alert: alert.id });
  const saving = useSaving(save, draft.forget);
  const faults = check.data?.faults ?? [];
  // Nobody is told off for what they have not begun yet.
  const atFields = faults.filter(({ code }) => code !== 'text_missing' || saving.error !== null);
  const takeType = useType(content, change);
  return (
    <Stack>
      {draft.isRestored && (
        <Alert color="blue" title={t('alerts.restored')}>
          <Button variant="default" size="compact-sm" onClick={draft.discard}>
            {t('alerts.discard')}
          </Button>
        </Alert>
      )}
      <Paper withBorder p="md">
        <AlertSettings content={content} change={change} onType={takeType} stage={alert === undefined ? 'new' : alert.isPublished ? 'published' : 'kept'} />
      </Paper>
      <SimpleGrid cols={{ base: 1, md: 3 }}>
        {LANGUAGES.map((language) => (
          <TextColumn key={language} language={language} content={content} faults={atFields.filter((fault) => fault.language === language)} change={change} />
        ))}
      </SimpleGrid>
      <Verdict faults={faults} isKnown={check.isSuccess && !check.isPlaceholderData} />
      {check.isError && <Failed error={check.error} again={() => void check.refetch()} />}
      {saving.error !== null && (isConflict(saving.error) ? <Conflict error={saving.error} reload={reload} /> : <Failed error={saving.error} />)}
      <Group justify="flex-end">
        <Button variant="default" onClick={leave}>
          {t('cancel')}
        </Button>
        <Button loading={saving.isBusy} onClick={() => saving.run(content)}>
          {saveLabel}
        </Button>
      </Group>
      {check.data !== undefined && (
        <SimpleGrid cols={{ base: 1, lg: 2 }}>
          <Preview shown={check.data.shown} />
          <Audience audience={check.data.audience} isPublished={alert?.isPublished ?? false} />
        </SimpleGrid>
      )}
      <LeaveGuard isOn={draft.isChanged && !saving.isDone} onLeave={draft.forget} />
    </Stack>
  );
}

function isConflict(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 409;
}

function Verdict({ faults, isKnown }: { faults: readonly AlertFault[]; isKnown: boolean }): ReactNode {
  const { t } = useTranslation();
  const general = faults.filter(({ language }) => language === undefined);
  return (
    <Text role="status" fw={600}>
      {!isKnown ? t('alerts.checking') : faults.length === 0 ? t('alerts.faultless') : t('alerts.faulty', { count: faults.length })}{' '}
      {general.map(sayFault).join(' ')}
    </Text>
  );
}

function useSaving(save: Props['save'], forget: () => void) {
  const [state, setState] = useState<{ isBusy: boolean; isDone: boolean; error: unknown }>({ isBusy: false, isDone: false, error: null });
  const run = async (content: AlertContent): Promise<void> => {
    setState({ isBusy: true, isDone: true, error: null });
    try {
      await save(content);
      forget();
    } catch (error) {
      setState({ isBusy: false, isDone: false, error });
    }
  };
  return { ...state, run: (content: AlertContent) => void run(content) };
}

/** Reviewed sentences come with the type, unless somebody has written their own. */
function useType(content: AlertContent, change: (content: AlertContent) => void): (type: AlertContent['type']) => void {
  const [untouched, setUntouched] = useState(content.texts);
  return (type) => {
    const isOwn = JSON.stringify(content.texts) !== JSON.stringify(untouched);
    if (isOwn) return change({ ...content, type });
    void startOfAlert({ type }).then((start) => {
      setUntouched(start.content.texts);
      change({ ...content, type, texts: start.content.texts });
    }, sayProblem);
  };
}
