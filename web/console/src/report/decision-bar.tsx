// Everything that can be done with the report, a key each; what cannot be done says why.

import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../app/keys.tsx';
import { DecisionButton } from './decision-button.tsx';
import { DECISION_KEYS, INSTEAD, isForm, type FormDecision } from './decisions.ts';
import type { Decide, Decision, Report } from './use-report.ts';

interface DecisionBarProps {
  report: Report;
  deciding: Decide;
  /** Opens the form of a decision that takes more than a press. */
  onForm(decision: FormDecision): void;
  onRefused(decision: Decision): void;
}

export function DecisionBar({ report, deciding, onForm, onRefused }: DecisionBarProps): ReactNode {
  const { t } = useTranslation();
  const shown = DECISION_KEYS.map(({ key, decision }) => ({ key, decision: present(report, decision) }));
  const press = (decision: Decision): void => {
    if (isForm(decision)) onForm(decision);
    else deciding.mutate({ decision });
  };
  useKeys(
    'report.keys.decisions',
    shown.map(({ key, decision }) => ({
      keys: [key],
      what: `report.decisions.${decision}`,
      run: () => {
        if (deciding.isPending) return;
        if (report.may[decision].allowed) press(decision);
        else onRefused(decision);
      },
    })),
  );
  return (
    <Group gap={6} role="toolbar" aria-label={t('report.toolbar')} className="report-toolbar">
      {shown.map(({ key, decision }) => (
        <DecisionButton
          key={key}
          decision={decision}
          verdict={report.may[decision]}
          hotkey={key}
          isMain={decision === 'confirm'}
          isBusy={deciding.isPending && deciding.variables.decision === decision}
          onPress={press}
        />
      ))}
    </Group>
  );
}

/** Claiming what one holds is letting go of it; with the supervisor's word it is handed over where consent is missing. */
function present({ may, state }: Report, decision: Decision): Decision {
  if (decision === 'hand_over' && !may.hand_over.allowed && may.hand_over_by_law.allowed) return 'hand_over_by_law';
  const instead = INSTEAD[decision];
  if (instead === undefined || !may[instead].allowed) return decision;
  if (decision === 'claim') return state === 'in_review' ? instead : decision;
  return may[decision].allowed ? decision : instead;
}
