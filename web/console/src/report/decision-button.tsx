import { Button, Kbd, Tooltip, VisuallyHidden } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision, Report } from './use-report.ts';

export interface DecisionButtonProps {
  decision: Decision;
  verdict: Report['may'][Decision];
  hotkey?: string | undefined;
  isBusy: boolean;
  onPress(decision: Decision): void;
  isMain?: boolean;
}

/** What may not be done stays reachable and says why, to the eye and to a screen reader. */
export function DecisionButton({ decision, verdict, hotkey, isBusy, onPress, isMain = false }: DecisionButtonProps): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  const why = verdict.allowed ? null : t(`report.why.${verdict.why}`);
  return (
    <>
      <Tooltip label={why ?? t(`report.hints.${decision}`)} events={{ hover: true, focus: true, touch: true }} multiline maw={320}>
        <Button
          size="xs"
          variant={isMain ? 'filled' : 'default'}
          data-decision={decision}
          {...(why !== null && { 'data-disabled': true, 'aria-disabled': true, 'aria-describedby': id })}
          {...(hotkey !== undefined && { 'aria-keyshortcuts': hotkey })}
          loading={isBusy}
          onClick={() => {
            if (why === null) onPress(decision);
          }}
          rightSection={hotkey === undefined ? undefined : <Kbd size="xs">{hotkey}</Kbd>}
        >
          {t(`report.decisions.${decision}`)}
        </Button>
      </Tooltip>
      {why !== null && <VisuallyHidden id={id}>{why}</VisuallyHidden>}
    </>
  );
}
