// One's own reports in the chat: how they are doing, and adding, correcting and erasing.

import { formatButtonData, type ButtonData, type OwnReportAction } from '../button-data.ts';
import type { Button, DialogueContext, DialogueEvent, DialogueState, DialogueStep, MessageText, ReportStatusLine } from '../dialogue.ts';
import { askPresent } from '../interview/ask.ts';
import { likelyCountry } from './report-draft.ts';
import { formatDay } from '#platform/format.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import { answered, say, sentence } from './replies.ts';

type Pressed = Extract<ButtonData, { kind: 'own_report' }>;

/** Longer lists are cut: newest first is the caller's order. */
const MOST_STATUS_LINES = 20;
/** A keyboard that still fits on a phone. */
const MOST_BUTTONS = 8;

export const REPORT_STATUSES = ['received', 'read', 'in_review', 'confirmed', 'rejected', 'duplicate', 'merged', 'closed'] as const;

export function inReports(key: string, params?: Record<string, string | number>): MessageText {
  return params === undefined ? { key: `my_reports:${key}` } : { key: `my_reports:${key}`, params };
}

export function showReports(state: DialogueState, reports: readonly ReportStatusLine[]): DialogueStep {
  const [only, ...others] = reports;
  if (only === undefined) return answered(state, [say('status.none')]);
  const lines = reports.slice(0, MOST_STATUS_LINES).flatMap((report) => linesOf(report, state.language ?? 'en'));
  const buttons = others.length === 0 ? oneReport(state, only.reference) : reports.slice(0, MOST_BUTTONS).map(openButton);
  return answered(state, [{ ...say('status.head'), lines, buttons }]);
}

/** Generic on purpose: what an investigation found is not told to a chat. */
function linesOf(report: ReportStatusLine, language: Language): MessageText[] {
  const known = REPORT_STATUSES.find((status) => status === report.status) ?? 'received';
  return [
    sentence(`status.line.${known}`, { reference: report.reference, date: formatDay(report.received_at.slice(0, 10), language) }),
    ...(report.joined === undefined ? [] : [inReports('since.joined', { count: report.joined })]),
    ...(report.warned === true ? [inReports('since.warned')] : []),
  ];
}

function openButton({ reference }: ReportStatusLine): Button[] {
  return [{ label: inReports('button.open', { reference: reference.slice(0, 20) }), data: dataOf('open', reference) }];
}

function oneReport({ interview }: DialogueState, reference: string): Button[][] {
  const isOpen = interview !== null && interview.reference === reference && interview.at < interview.questions.length;
  return [
    ...(isOpen ? [[own('more', reference)]] : []),
    ...receiptButton(reference),
    [own('add', reference), own('correct', reference)],
    [own('erase', reference)],
  ];
}

/** Under a report of a loss: the paper to show at the bank, one tap away. */
export function receiptButton(reference: string): Button[][] {
  return [[own('receipt', reference)]];
}

function own(action: OwnReportAction, reference: string): Button {
  return { label: inReports(`button.${action}`), data: dataOf(action, reference) };
}

function dataOf(action: OwnReportAction, reference: string): string {
  return formatButtonData({ kind: 'own_report', action, reference });
}

export function onOwnReport(state: DialogueState, { action, reference }: Pressed, context: DialogueContext): DialogueStep {
  switch (action) {
    case 'open':
      return answered(state, [], [{ kind: 'find_status', reference }]);
    case 'add':
    case 'correct':
      return collect(state, { reference, corrects: action === 'correct' }, context);
    case 'more':
      return goOn(state, reference);
    case 'receipt':
      return answered(state, [], [{ kind: 'issue_receipt', reference }]);
    case 'erase':
      return answered(state, [
        { kind: 'message', text: inReports('erase.sure', { reference }), buttons: [[own('erase_now', reference)], [own('keep', reference)]], replaces: true },
      ]);
    case 'keep':
      return answered(state, [{ kind: 'message', text: inReports('erase.kept', { reference }), replaces: true }]);
    case 'erase_now':
      return answered(state, [], [{ kind: 'erase_report', reference }]);
    default:
      return action satisfies never;
  }
}

/** What comes next belongs to that report. A report that is being written is not given up for it. */
function collect(state: DialogueState, { reference, corrects }: { reference: string; corrects: boolean }, context: DialogueContext): DialogueStep {
  if (state.draft !== null && state.draft.continues === undefined && state.draft.texts.length + state.draft.files.length > 0)
    return answered(state, [say('report.first_this')]);
  const last = state.last_report?.reference === reference ? state.last_report : null;
  const draft = state.draft?.continues === reference ? state.draft : newAddition();
  return answered({ ...state, draft: corrects ? { ...draft, corrects: true } : draft }, [
    { kind: 'message', text: inReports(corrects ? 'correct' : 'add', { reference }) },
  ]);

  function newAddition(): NonNullable<DialogueState['draft']> {
    const country = last?.country ?? likelyCountry(state);
    return { texts: [], files: [], forwarded: false, loss: last?.loss ?? null, country, started_at: context.now.toISOString(), continues: reference };
  }
}

function goOn(state: DialogueState, reference: string): DialogueStep {
  const { interview } = state;
  if (interview === null || interview.reference !== reference) return answered(state, [], [{ kind: 'find_status', reference }]);
  const next: DialogueState = { ...state, interview: { ...interview, paused: false } };
  const asked = askPresent(next);
  return answered(next, [asked ?? say('report.nothing_open')]);
}

/** The file, and under it how whoever is shown it can tell that it is genuine. */
export function onReceiptIssued(state: DialogueState, { reference, receipt }: Extract<DialogueEvent, { kind: 'receipt_issued' }>): DialogueStep {
  if (receipt === null) return answered(state, [say('status.none')]);
  return answered(state, [{ kind: 'receipt', code: receipt.code, text: inReports('receipt', { reference, ...receipt }) }]);
}

/** Nothing here goes on about a report that is gone. */
export function onErased(state: DialogueState, { reference, erased }: { reference: string; erased: boolean }): DialogueStep {
  if (!erased) return answered(state, [say('status.none')]);
  const { draft, interview, last_report: last } = state;
  const next: DialogueState = {
    ...state,
    draft: draft?.continues === reference ? null : draft,
    interview: interview?.reference === reference ? null : interview,
    last_report: last?.reference === reference ? null : last,
    phase: last?.reference === reference ? 'idle' : state.phase,
  };
  return answered(next, [{ kind: 'message', text: inReports('erase.done', { reference }), replaces: true }]);
}
