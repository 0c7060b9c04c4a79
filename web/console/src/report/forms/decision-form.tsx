// What a decision is about, asked for in a dialog: one form a decision.

import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormDecision } from '../decisions.ts';
import type { Decide, Report } from '../use-report.ts';
import { AskForm } from './ask-form.tsx';
import { AssignForm } from './assign-form.tsx';
import { ConfirmForm } from './confirm-form.tsx';
import { DuplicateForm } from './duplicate-form.tsx';
import { FreezeForm } from './freeze-form.tsx';
import { HandOverForm } from './hand-over-form.tsx';

export interface FormProps {
  report: Report;
  isBusy: boolean;
  onSend(body: object): void;
}

const FORM_OF: Record<FormDecision, (props: FormProps) => ReactNode> = {
  confirm: ConfirmForm,
  mark_duplicate: DuplicateForm,
  ask_reporter: AskForm,
  hand_over: HandOverForm,
  hand_over_by_law: HandOverForm,
  request_freeze: FreezeForm,
  assign: AssignForm,
};

export function DecisionForm({
  decision,
  report,
  deciding,
  onClose,
}: {
  decision: FormDecision | null;
  report: Report;
  deciding: Decide;
  onClose(): void;
}): ReactNode {
  const { t } = useTranslation();
  const Form = decision === null ? null : FORM_OF[decision];
  return (
    <Modal
      opened={decision !== null}
      onClose={onClose}
      title={decision === null ? '' : t(`report.decisions.${decision}`)}
      closeButtonProps={{ 'aria-label': t('report.close') }}
      transitionProps={{ duration: 0 }}
    >
      {Form !== null && decision !== null && (
        <Form report={report} isBusy={deciding.isPending} onSend={(body) => deciding.mutate({ decision, body }, { onSuccess: onClose })} />
      )}
    </Modal>
  );
}
