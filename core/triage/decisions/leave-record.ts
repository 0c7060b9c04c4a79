// What some decisions leave beside a report: a question on its way, a request to a bank, a copy for the other country's force.

import type { CoreContext } from '#core/context.ts';
import type { DecideReport } from '../decide-report.ts';
import type { LockedReport } from '../triage-store.ts';
import { keepFreezeRequest } from './freeze-requests.ts';
import { keepHandover } from './handovers.ts';
import { keepQuestion } from './reporter-questions.ts';
import { otherForce } from './situation.ts';

export interface LeftRecord {
  id: string;
  /** For the audit trail. */
  details: Record<string, string>;
}

/** Within the caller's transaction. null: the decision leaves nothing. @throws Error when the command lacks what the decision is about. */
export async function leaveRecord(context: CoreContext, report: LockedReport, command: DecideReport): Promise<LeftRecord | null> {
  const { decision, by, question, money } = command;
  switch (decision) {
    case 'ask_reporter':
      return keepQuestion(context, report, { by: by.id, question: given(question, decision) });
    case 'request_freeze':
      return keepFreezeRequest(context, report, { by: by.id, money: given(money, decision) });
    case 'hand_over':
    case 'hand_over_by_law': {
      const ground = decision === 'hand_over' ? 'consent' : given(command.ground, decision);
      return keepHandover(context, report, { by: by.id, country: command.to ?? otherForce(report), ground });
    }
    default:
      return null;
  }
}

function given<Value>(value: Value | undefined, decision: string): Value {
  if (value === undefined) throw new Error(`${decision} was asked for without what it is about`);
  return value;
}
