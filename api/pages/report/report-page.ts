// `/report`: one question a page, with or without JavaScript. Answers travel in the form, nothing is kept before it is sent; the same form sent
// twice is one report.

import { createHash, randomUUID } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { toProblem } from '#api/problem.ts';
import { canonicalJson } from '#core/audit/canonical-json.ts';
import { secondsToWait } from '#api/rate.ts';
import type { CoreContext } from '#core/context.ts';
import { reporterKey } from '#core/conversations/file-report.ts';
import { receiveOnce } from '#core/own-reports/receive-once.ts';
import { forget, isQuestion, readAnswers, TEXT_LIMIT, type Answers, type Question } from '#core/questions/answers.ts';
import { faultsOf, type Faults } from '#core/questions/check-answer.ts';
import { nextQuestion, questionBefore, readingOf } from '#core/questions/next-question.ts';
import { toReport } from '#core/questions/to-report.ts';
import { urgentCardSent } from '#core/timing/urgent-cards.ts';
import type { Translator } from '#platform/i18n.ts';
import { languagePressed } from '../kit/page-language.ts';
import { pageContext, sendPage } from '../kit/page.ts';
import { rememberOwn } from '../my-report/own-cookie.ts';
import { telegramPersonOf } from '../telegram-app/telegram-person.ts';
import { checkPage } from './check-page.ts';
import { questionPage, REPORT_FORM } from './question-page.ts';
import { nameReporter, reporterOf } from './reporter-cookie.ts';
import { sendConfirmation } from './sent-page.ts';

export interface ReportPageDeps {
  context: CoreContext;
  translator: Translator;
  config: { publicUrl: string };
}

/** Reports an hour from one address that tell of no loss; a loss always passes. Families and offices share an address. */
const RATE = { points: 20, duration: 60 * 60 };
/** Seconds after which a storage that is down may be back. */
const RETRY_AFTER = 10;

export function createReportPage(deps: ReportPageDeps): Router {
  const router = Router();
  const limiter = new RateLimiterMemory(RATE);

  router.get('/report', (request, response) => {
    nameReporter(request, response);
    const { loss, country, what } = request.query;
    const answers = readAnswers({ id: randomUUID(), loss, country, what });
    // Who comes from `/now` has seen whom to call.
    const known = answers.loss === 'within_24h' ? { ...answers, done: ['loss', 'card'] as Question[] } : answers;
    ask(deps, request, response, { answers: known });
  });

  router.post('/report', async (request, response) => {
    nameReporter(request, response);
    const form: Record<string, unknown> = typeof request.body === 'object' && request.body !== null ? request.body : {};
    const answers = readAnswers({ ...form, id: readAnswers(form).id ?? randomUUID() });
    const step = languagePressed(request) === null ? stepOf(form, answers, deps.context.clock.now()) : sameQuestion(form, answers);
    if (step.kind === 'send') await send(deps, limiter, { request, response, answers });
    else ask(deps, request, response, step);
  });
  return router;
}

interface Asking {
  answers: Answers;
  /** Absent: the next that is missing; `check`: all of them, to look over. */
  question?: Question | 'check';
  faults?: Faults;
  notice?: string;
  status?: number;
}

/** In another language: what is on the page stays on it, unchecked. */
function sameQuestion({ at }: Record<string, unknown>, answers: Answers): { kind: 'ask' } & Asking {
  return { kind: 'ask', answers, ...((isQuestion(at) || at === 'check') && { question: at }) };
}

/** What a press on a button means. */
function stepOf(form: Record<string, unknown>, answers: Answers, now: Date): ({ kind: 'ask' } & Asking) | { kind: 'send' } {
  const { at, go } = form;
  const tapped = { country: form['tap_country'], what: form['tap_what'] };
  if (tapped.country !== undefined || tapped.what !== undefined) {
    const more = readAnswers({ country: tapped.country ?? answers.country, what: tapped.what ?? answers.what });
    return { kind: 'ask', answers: { ...answers, country: more.country, what: more.what }, question: 'card' };
  }
  if (go === 'send') return isSaying(answers) ? { kind: 'send' } : { kind: 'ask', answers, question: 'text', faults: { text: 'empty_text' } };
  if (go === 'finish' && isQuestion(at)) return answered(at, answers, now, 'check');
  if (go === 'back') return { kind: 'ask', answers, question: questionBefore(isQuestion(at) ? at : null, answers, readingOf(answers)) ?? 'loss' };
  const change = typeof go === 'string' && go.startsWith('change:') ? go.slice('change:'.length) : undefined;
  if (isQuestion(change)) return { kind: 'ask', answers, question: change };
  if (go === 'skip' && isQuestion(at)) return { kind: 'ask', answers: withDone(forget(answers, at), at) };
  return isQuestion(at) ? answered(at, answers, now) : { kind: 'ask', answers };
}

function answered(question: Question, answers: Answers, now: Date, then?: 'check'): { kind: 'ask' } & Asking {
  const faults = faultsOf(question, answers, now);
  const isEmpty =
    then === 'check' && Object.values(faults).every((fault) => fault === 'choose' || fault === 'amount' || fault === 'date' || fault === 'empty_text');
  if (Object.keys(faults).length > 0 && !isEmpty) return { kind: 'ask', answers, question, faults, status: 422 };
  return { kind: 'ask', answers: withDone(answers, question), ...(then !== undefined && { question: then }) };
}

/** What was found belongs to the text it was found in, and a new loss needs its card. */
const UNDOES: Partial<Record<Question, Question>> = { text: 'found', loss: 'card' };

function withDone(answers: Answers, question: Question): Answers {
  return { ...answers, done: [...answers.done.filter((each) => each !== question && each !== UNDOES[question]), question] };
}

function isSaying({ text, more, loss }: Answers): boolean {
  return text.trim() !== '' || more.trim() !== '' || loss === 'within_24h' || loss === 'earlier';
}

function ask(
  { context, translator }: ReportPageDeps,
  request: Request,
  response: Response,
  { answers, question, faults = {}, notice, status = 200 }: Asking,
): void {
  const page = pageContext(request, { translator });
  const { t } = page;
  const reading = readingOf(answers);
  const next = question === 'check' ? null : (question ?? nextQuestion(answers, reading));
  const frame = {
    current: 'report' as const,
    description: t('tiles.report.text'),
    scripts: ['draft.js'],
    hasErrors: Object.keys(faults).length > 0 || notice !== undefined,
    filling: { id: REPORT_FORM, action: '/report', enter: { name: 'go', value: next === null ? 'send' : 'next' } },
  };
  if (next === null) {
    const body = checkPage(page, { answers, reading, ...(notice !== undefined && { notice }) });
    sendPage(response, { ...page, url: '/report' }, { ...frame, title: t('report:check.title'), body }, status);
    return;
  }
  if (next === 'card') response.once('finish', () => void urgentCardSent(context, { face: 'web', receivedAt: context.clock.now() }));
  const isShownAgain = request.body?.at === next;
  const body = questionPage(page, { question: next, answers, reading, faults, isShownAgain, now: context.clock.now(), translator });
  const title = next === 'card' ? t('now.title') : t(`report:${next}.label`);
  sendPage(response, { ...page, url: '/report' }, { ...frame, title, body }, status);
}

interface Sending {
  request: Request;
  response: Response;
  answers: Answers;
}

async function send(deps: ReportPageDeps, limiter: RateLimiterMemory, { request, response, answers }: Sending): Promise<void> {
  const { context, translator } = deps;
  const page = pageContext(request, { translator });
  if (answers.text.length > TEXT_LIMIT) return ask(deps, request, response, { answers, question: 'text', faults: { text: 'too_long' }, status: 422 });
  // Money that is on its way waits for nobody.
  const isLoss = answers.loss === 'within_24h' || answers.loss === 'earlier';
  const wait = isLoss ? 0 : await secondsToWait(limiter, request.ip ?? '');
  if (wait > 0) {
    response.set('Retry-After', String(wait));
    return ask(deps, request, response, { answers, question: 'check', notice: page.t('report:wait', { minutes: Math.ceil(wait / 60) }), status: 429 });
  }
  const person = telegramPersonOf(context, request);
  const reporter = person === null ? reporterOf(request) : reporterKey(person);
  const report = toReport({ answers, reading: readingOf(answers), language: page.language, now: context.clock.now(), reporter });
  const { done: _done, ...said } = answers;
  const bodySha256 = createHash('sha256').update(canonicalJson(said)).digest();
  try {
    const outcome = await receiveOnce(context, { requestId: answers.id ?? randomUUID(), bodySha256, report });
    rememberOwn(context, response, { id: outcome.id, sent: true });
    const changed = outcome.kind === 'repeated' && outcome.changed;
    // A browser that keeps no cookies is shown the receipt at once, as it could not be asked for again.
    if (reporter === null) await sendConfirmation(deps, request, response, { id: outcome.id, changed });
    else response.redirect(303, changed ? '/report/sent?changed' : '/report/sent');
  } catch (error) {
    if (toProblem(error).slug !== 'storage-unavailable') throw error;
    context.telemetry.log.error({ err: error }, 'a report could not be stored; it stays with the person');
    response.set('Retry-After', String(RETRY_AFTER));
    ask(deps, request, response, { answers, question: 'check', notice: page.t('report:storage_down'), status: 503 });
  }
}
