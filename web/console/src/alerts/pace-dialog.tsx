// How fast a warning goes to who has nothing of it yet: a part of what Telegram takes, or a number.

import { Button, Modal, NumberInput, Radio, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FASTEST_PACE } from '../../../../core/alerts/alert-words.ts';
import { sayDone } from '../parts/notify.tsx';
import { sayNumber } from '../parts/say.ts';
import { DialogFoot } from './dialog-foot.tsx';
import { useAlertStep, type AlertDetail } from './use-alerts.ts';

const PARTS = { half: 2, quarter: 4, tenth: 10 } as const;
const CHOICES = ['full', 'half', 'quarter', 'tenth', 'own'] as const;
type Choice = (typeof CHOICES)[number];

export function PaceDialog({ alert, onClose }: { alert: AlertDetail; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { full_pace: full, pace } = alert;
  const partOf = (part: keyof typeof PARTS): number => Math.max(1, Math.floor(full / PARTS[part]));
  const [choice, setChoice] = useState<Choice>(() => choiceOf(pace, partOf));
  const [own, setOwn] = useState<number | string>(pace ?? partOf('half'));
  const call = useAlertStep(alert.id);
  const perSecond = choice === 'full' ? null : choice === 'own' ? own : partOf(choice);
  const said = (each: Choice): string => sayNumber(each === 'full' || each === 'own' ? full : partOf(each));
  const press = (): void =>
    call.mutate(
      { step: 'pace', body: { per_second: perSecond } },
      {
        onSuccess: () => {
          sayDone(t('alerts.done.pace'));
          onClose();
        },
      },
    );
  return (
    <Modal opened onClose={onClose} title={t('alerts.pace_title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack>
        <Text size="sm">{t('alerts.pace_leads')}</Text>
        <Radio.Group label={t('alerts.pace_choose')} value={choice} onChange={(value) => setChoice(CHOICES.find((each) => each === value) ?? 'full')}>
          <Stack gap="xs" mt="xs">
            {CHOICES.map((each) => (
              <Radio key={each} value={each} label={t(`alerts.pace.${each}`, { pace: said(each) })} />
            ))}
          </Stack>
        </Radio.Group>
        {choice === 'own' && (
          <NumberInput label={t('alerts.pace_per_second')} min={1} max={FASTEST_PACE} allowDecimal={false} clampBehavior="blur" value={own} onChange={setOwn} />
        )}
        <DialogFoot error={call.error} onClose={onClose}>
          <Button loading={call.isPending} disabled={perSecond === ''} onClick={press}>
            {t('alerts.pace_set')}
          </Button>
        </DialogFoot>
      </Stack>
    </Modal>
  );
}

/** What was chosen before. */
function choiceOf(pace: number | null, partOf: (part: keyof typeof PARTS) => number): Choice {
  if (pace === null) return 'full';
  return (['half', 'quarter', 'tenth'] as const).find((part) => partOf(part) === pace) ?? 'own';
}
