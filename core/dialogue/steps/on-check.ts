// "Just check it": what was sent is looked up instead of reported. What says that money has just left still gets the card first.

import { clipLine } from '#core/alerts/clip-line.ts';
import { checkAdvice } from '#core/checking/check-advice.ts';
import { checkSources } from '#core/checking/check-sources.ts';
import { itemName, itemSays, kindName, wordsSay } from '#core/checking/check-words.ts';
import { CHECK_LIMIT, leadItems, outcomeOf, OUTCOME_MARKS, type Check, type CheckedItem, type CheckOutcome } from '#core/checking/check.ts';
import { parseIndicatorCode } from '#core/checking/indicator-code.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import { formatDay } from '#platform/format.ts';
import { MOST_WATCHES } from '#core/watching/watch.ts';
import { formatButtonData, MOST_CODES, type ButtonData, type CheckAction } from '../button-data.ts';
import type { Button, DialogueContext, DialogueEvent, DialogueState, DialogueStep, MessageText, ReportDraft, Reply } from '../dialogue.ts';
import { isReadable } from '../understanding/small-talk.ts';
import { cardForClearLoss, withLanguageMenu } from './on-text.ts';
import { addHeard, isTooLarge, openDraft, type Heard } from './report-draft.ts';
import { answered, button, lossQuestion, say, type MessageReply } from './replies.ts';

type Outcome<K extends DialogueEvent['kind']> = Extract<DialogueEvent, { kind: K }>;

/** Lines of one answer: it is read on a phone, by somebody in a hurry. */
const MOST_ITEMS = 4;
const MOST_ADVICE = 2;
/** UTF-16 units of an address as a notice about it will show it; addresses can be thousands long. */
const SHOWN_LIMIT = 200;
/** Worth the emergency button: whoever asks late may have paid already. */
const BAD: ReadonlySet<CheckOutcome> = new Set(['confirmed', 'reported', 'scam', 'suspicious']);

/** Alone: the next message is checked. */
export function onCheckCommand(state: DialogueState, args: string, context: DialogueContext): DialogueStep {
  return args === '' ? askWhat(state) : checkHeard(state, { text: args, forwarded: false }, context);
}

/** `?start=check`, `?start=check_<code>` from a page, `?start=check_<number>`; null: another link. */
export function onCheckLink(state: DialogueState, args: string, context: DialogueContext): DialogueStep | null {
  if (args === 'check') return askWhat(state);
  if (!args.startsWith('check_')) return null;
  const asked = args.slice('check_'.length);
  if (parseIndicatorCode(asked) !== null) return withLanguageMenu(answered(state, [], [{ kind: 'check_code', code: asked }]));
  return checkHeard(state, { text: asked, forwarded: false }, context);
}

export function checkHeard(state: DialogueState, heard: Heard, context: DialogueContext): DialogueStep {
  const { file: _file, ...words } = heard;
  // The state takes as much as of a report; a longer text is checked, and reported by sending it.
  const alone = { ...openDraft(state, context), ...(isReadable(heard.text) && { texts: [heard.text.slice(0, CHECK_LIMIT)] }) };
  const draft = isTooLarge(alone) ? openDraft(state, context) : addHeard(openDraft(state, context), words);
  return check(state, { text: heard.text, draft, replaces: false }, context);
}

interface ToCheck {
  text: string;
  draft: ReportDraft;
  replaces: boolean;
}

function check(state: DialogueState, { text, draft, replaces }: ToCheck, context: DialogueContext): DialogueStep {
  if (!isReadable(text)) return withLanguageMenu(answered({ ...state, checking: true }, [{ kind: 'message', text: { key: 'check:bot.nothing' } }]));
  const card = cardForClearLoss(state, { ...draft, texts: [text] }, context);
  const checked = state.draft === null && draft.texts.length > 0 ? { draft, items: [] } : null;
  const effect = { kind: 'check_text', text: text.slice(0, CHECK_LIMIT), replaces } as const;
  return withLanguageMenu(answered({ ...state, checking: false, checked }, card === null ? [] : [card], [effect]));
}

export function onCheckButton(state: DialogueState, action: CheckAction, context: DialogueContext): DialogueStep {
  switch (action) {
    case 'draft':
      return checkDraft(state, context);
    case 'again':
      return askWhat(state);
    case 'report':
      return reportChecked(state);
    case 'sources':
      return answered(state, [sources(state.language ?? 'en', context)]);
    default:
      return action satisfies never;
  }
}

/** What was gathered is no report unless the person says so. What adds to one stays what it is. */
function checkDraft(state: DialogueState, context: DialogueContext): DialogueStep {
  const draft = state.draft ?? state.checked?.draft;
  if (draft === undefined || draft.texts.length === 0 || draft.continues !== undefined) return askWhat(state);
  const text = draft.texts.join('\n\n');
  return check({ ...state, draft: null, phase: 'idle', card_shown: false }, { text, draft, replaces: true }, context);
}

function reportChecked(state: DialogueState): DialogueStep {
  if (state.draft !== null) return answered(state, [lossQuestion('loss.again')]);
  if (state.checked === null) return answered(state, [say('report.send_new')]);
  return answered({ ...state, draft: state.checked.draft, checked: null, phase: 'asking_loss', card_shown: false }, [lossQuestion()]);
}

function askWhat(state: DialogueState): DialogueStep {
  return withLanguageMenu(answered({ ...state, checking: true }, [{ kind: 'message', text: { key: 'check:bot.ask' } }]));
}

export function onCheckDone(state: DialogueState, { check: done, replaces }: Outcome<'check_done'>, context: DialogueContext): DialogueStep {
  if (!done.readable) return answered({ ...state, checking: true, checked: null }, [{ kind: 'message', text: { key: 'check:bot.nothing' } }]);
  const items = watchable(done).map(({ code, value }) => ({ code, shown: value === '***' ? '' : clipLine(value, SHOWN_LIMIT) }));
  const next = state.checked === null ? state : { ...state, checked: { ...state.checked, items } };
  const reply: Reply = { ...checkReply(done, state.language ?? 'en', context), buttons: resultButtons(next, done), ...(replaces && { replaces }) };
  return answered(next, [reply]);
}

/** One message: what is known, what the words say, what to do. */
export function checkReply(done: Check, language: Language, { translator }: Pick<DialogueContext, 'translator'>): MessageReply {
  const outcome = outcomeOf(done);
  const items = leadItems(done);
  const advice = checkAdvice(done, language, translator);
  const sentences = [...wordsSay(done, language, translator), ...advice.slice(0, MOST_ADVICE), ...advice.slice(-1)];
  return {
    kind: 'message',
    text: { key: 'check:bot.result', params: { mark: OUTCOME_MARKS[outcome], title: translator.t(language, `check:outcome.${outcome}`) } },
    lines: [
      ...items.slice(0, MOST_ITEMS).map((item): MessageText => {
        const params = { what: itemName(item, items, { language, translator }), says: itemSays(item, language, translator) };
        return { key: 'check:bot.line', params };
      }),
      ...sentences.map((says): MessageText => ({ key: 'check:bot.sentence', params: { says } })),
    ],
  };
}

/** As many as the button under the answer can name; no more is remembered of it. */
function watchable(done: Check): CheckedItem[] {
  return leadItems(done)
    .filter(({ state }) => state !== 'official')
    .slice(0, MOST_CODES);
}

function resultButtons(state: DialogueState, done: Check): Button[][] {
  const codes = watchable(done).map(({ code }) => code);
  return [
    ...(BAD.has(outcomeOf(done)) ? [[button('emergency', { kind: 'loss', answer: 'within_24h' })]] : []),
    ...(codes.length > 0 ? [[checkButton('watch', { kind: 'watch', codes })]] : []),
    ...(state.checked === null ? [] : [[checkButton('report', { kind: 'check', action: 'report' })]]),
    [checkButton('again', { kind: 'check', action: 'again' }), checkButton('sources', { kind: 'check', action: 'sources' })],
  ];
}

/** Under the question about the loss, which stays the first. */
export function withJustCheck(question: Reply, draft: ReportDraft): Reply {
  if (draft.texts.length === 0) return question;
  return { ...question, buttons: [...(question.buttons ?? []), [checkButton('just_check', { kind: 'check', action: 'draft' })]] };
}

function checkButton(label: string, data: ButtonData, params?: Record<string, string>): Button {
  return { label: { key: `check:bot.buttons.${label}`, ...(params !== undefined && { params }) }, data: formatButtonData(data) };
}

function sources(language: Language, { translator }: DialogueContext): Reply {
  const lines = checkSources(language, translator).map(({ name, asked, blind_spot, link }) => {
    const params = { name, asked: translator.t(language, asked ? 'check:page.asked' : 'check:page.not_asked'), blind_spot, link: link ?? '' };
    return { key: 'check:bot.source', params };
  });
  return { kind: 'message', text: { key: 'check:page.sources' }, lines };
}

/** An old button knows the code; how it was shown only while the conversation remembers it. */
export function onWatchButton(state: DialogueState, codes: readonly string[]): DialogueStep {
  const items = codes.map((code) => state.checked?.items.find((item) => item.code === code) ?? { code, shown: '' });
  return answered(state, [], [{ kind: 'watch', items }]);
}

export function onWatchStarted(state: DialogueState, { until }: Outcome<'watch_started'>): DialogueStep {
  const text: MessageText =
    until === null
      ? { key: 'check:bot.watch.full', params: { limit: MOST_WATCHES } }
      : { key: 'check:bot.watch.on', params: { date: formatDay(until, state.language ?? 'en') } };
  return answered(state, [{ kind: 'message', text }]);
}

export function onWatchesFound(state: DialogueState, { watches, removed }: Outcome<'watches_found'>, { translator }: DialogueContext): DialogueStep {
  const language = state.language ?? 'en';
  if (watches.length === 0)
    return answered(state, [{ kind: 'message', text: { key: removed ? 'check:bot.watch.off' : 'check:bot.watch.none' }, ...(removed && { replaces: true }) }]);
  const named = watches.map(({ kind, shown, ...rest }) => ({ ...rest, what: kindName({ kind, value: shown }, { language, translator }) }));
  const list: Reply = {
    kind: 'message',
    text: { key: 'check:bot.watch.list' },
    lines: named.map(({ what, until }) => ({ key: 'check:bot.watch.line', params: { what, date: formatDay(until, language) } })),
    buttons: named.map(({ what, code }) => [checkButton('unwatch', { kind: 'unwatch', code }, { what })]),
    ...(removed && { replaces: true }),
  };
  return answered(state, [list]);
}
