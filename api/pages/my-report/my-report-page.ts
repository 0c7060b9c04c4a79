// `/status`: one's own report by reference and receipt: what happened since, adding, correcting, erasing, and the receipt as a PDF. The receipt
// travels in a form's body only; after it was right, a sealed cookie stands for it for half an hour.

import { createHash, randomUUID } from 'node:crypto';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { secondsToWait } from '#api/rate.ts';
import type { CoreContext } from '#core/context.ts';
import { acceptPieces } from '#core/evidence/accept-pieces.ts';
import { findOwnReports, ownReportId } from '#core/conversations/find-own-reports.ts';
import { addToReport } from '#core/own-reports/add-to-report.ts';
import { correctReport } from '#core/own-reports/correct-report.ts';
import { findOwnReport } from '#core/own-reports/find-own-report.ts';
import { TEXT_LIMIT } from '#core/questions/answers.ts';
import { answerQuestion, markSeen } from '#core/triage/decisions/reporter-questions.ts';
import { renderReceiptPdf } from '#core/receipts/render-receipt.ts';
import { eraseReport } from '#core/reports/erase-report.ts';
import { isLanguage } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';
import type { PdfRenderer } from '#platform/pdf/pdf-renderer.ts';
import type { FieldErrors } from '../kit/form.ts';
import { filesOf, receiveFiles, refusedFiles, textsOf } from '../kit/own-forms.ts';
import { languagePressed } from '../kit/page-language.ts';
import { pageContext, sendPage, type Content, type FormInProgress, type PageContext } from '../kit/page.ts';
import { telegramPersonOf } from '../telegram-app/telegram-person.ts';
import { aftermathForm, consentForm, eraseForm, heading, lossForm, OWN_FORM, panel, readAftermath, readConsent, readLoss, type FormParts } from './forms.ts';
import { forgetOwn, ownReportOf, rememberOwn } from './own-cookie.ts';
import { uploadForm, UPLOAD_LIMITS } from './parts.ts';
import { loadStatus, openForm, statusPage } from './status-page.ts';

export interface MyReportDeps {
  context: CoreContext;
  translator: Translator;
  pdf: Pick<PdfRenderer, 'render'>;
  config: { publicUrl: string };
}

/** Tries with a reference and receipt, and uploads, a quarter of an hour from one address. */
const RATE = { points: 40, duration: 15 * 60 };

interface Visit {
  request: Request;
  response: Response;
  page: PageContext;
  id: string;
}

export function createMyReportPage(deps: MyReportDeps): Router {
  const { context, translator, config, pdf } = deps;
  const router = Router();
  const limiter = new RateLimiterMemory(RATE);

  router.get('/status', async (request, response) => {
    const page = pageContext(request, deps);
    const own = ownReportOf(context, request);
    const status = own === null ? null : await loadStatus(context, own.id);
    const person = telegramPersonOf(context, request);
    if (status === null && person !== null) return show(response, page, openForm(page, { mine: await findOwnReports(context, person, null) }));
    if (status === null)
      return show(response, page, openForm(page, request.query['opened'] === undefined ? {} : { errors: { receipt: page.t('my_report:no_cookie') } }));
    if (own !== null && status.questions.length > 0) await markSeen(context, own.id);
    show(response, page, statusPage(page, { status, done: doneOf(request.query) }));
  });

  router.post('/status/answer', ownOnly(context), async (request, response) => answerOfficer(deps, visitOf(deps, request, response), textsOf(request)));

  router.post('/status', async (request, response) => {
    const page = pageContext(request, deps);
    const { reference = '', receipt = '' } = textsOf(request);
    const wait = await secondsToWait(limiter, request.ip ?? '');
    if (wait > 0) {
      response.set('Retry-After', String(wait));
      return show(response, page, openForm(page, { reference, errors: { reference: page.t('my_report:wait', { minutes: Math.ceil(wait / 60) }) } }), 429);
    }
    const report = await findOwnReport(context, { reference, receipt: receipt.trim() });
    if (report === null) return show(response, page, openForm(page, { reference, errors: { reference: page.t('my_report:not_found') } }), 422);
    rememberOwn(context, response, { id: report.id, sent: false });
    response.redirect(303, '/status?opened');
  });

  router.post('/status/mine', async (request, response) => {
    const person = telegramPersonOf(context, request);
    const id = person === null ? null : await ownReportId(context, person, textsOf(request)['reference'] ?? '');
    if (id !== null) rememberOwn(context, response, { id, sent: false });
    response.redirect(303, '/status?opened');
  });

  router.post('/status/close', (_request, response) => {
    forgetOwn(context, response);
    response.redirect(303, '/status');
  });

  router.get('/status/receipt.pdf', async (request, response) => {
    const own = ownReportOf(context, request);
    const wanted = request.query['language'];
    const language = typeof wanted === 'string' && isLanguage(wanted) ? wanted : pageContext(request, deps).language;
    const file = own === null ? null : await renderReceiptPdf({ ...context, translator, pdf, publicUrl: config.publicUrl }, own.id, language);
    if (file === null) return response.redirect(303, '/status');
    response
      .set({ 'Cache-Control': 'no-store', 'Content-Language': language, 'Content-Disposition': `inline; filename="${file.filename}"` })
      .type('application/pdf')
      .send(file.pdf);
  });

  router.get('/status/add', (request, response) => {
    const page = pageContext(request, deps);
    if (ownReportOf(context, request) === null) return response.redirect(303, '/status');
    show(response, page, uploadPage(page, {}));
  });
  router.post('/status/add', ownOnly(context), receiveFiles(), async (request, response) => {
    const visit = visitOf(deps, request, response);
    // The language's buttons send the words alone: files are chosen again.
    if (languagePressed(request) !== null) show(response, visit.page, uploadPage(visit.page, {}, textsOf(request)['text'] ?? ''));
    else await add(deps, visit, request);
  });

  router.use(createForms(deps));
  return router;
}

/** Pages with one form each, and what it does. */
function createForms(deps: MyReportDeps): Router {
  const { context } = deps;
  const router = Router();
  form('loss', lossForm, async ({ id }, body) => correctReport(context, id, readLoss(body)));
  form('consent', consentForm, async ({ id }, body) => correctReport(context, id, readConsent(body)));
  form('after', aftermathForm, async ({ id }, body) => correctReport(context, id, readAftermath(body)));
  form('erase', eraseForm, async ({ id, response }) => {
    await eraseReport(context, id);
    forgetOwn(context, response);
    return true;
  });

  return router;

  function form(name: 'loss' | 'consent' | 'after' | 'erase', parts: FormParts, run: (visit: Visit, body: Record<string, string>) => Promise<boolean>): void {
    const shown = async ({ response, page, id }: Visit, errors: FieldErrors, body?: Record<string, string>): Promise<void> => {
      const status = await loadStatus(context, id);
      if (status === null) return response.redirect(303, '/status');
      const isWrong = Object.keys(errors).length > 0;
      const filled = { ...parts.render(page, { status, errors, ...(body !== undefined && { body }) }), ...(name !== 'erase' && { filling: fillingAt(name) }) };
      show(response, page, filled, isWrong ? 422 : 200);
    };
    router.get(`/status/${name}`, ownOnly(context), async (request, response) => shown(visitOf(deps, request, response), {}));
    router.post(`/status/${name}`, ownOnly(context), async (request, response) => {
      const visit = visitOf(deps, request, response);
      const body = textsOf(request);
      if (languagePressed(request) !== null) return shown(visit, {}, body);
      const errors = parts.check(visit.page, body, context.clock.now());
      if (Object.keys(errors).length > 0) return shown(visit, errors, body);
      await run(visit, body);
      if (name === 'erase') return show(response, visit.page, erasedPart(visit.page));
      response.redirect(303, `/status?done=${name}`);
    });
  }
}

function visitOf(deps: MyReportDeps, request: Request, response: Response): Visit {
  return { request, response, page: pageContext(request, deps), id: String(response.locals['ownReport']) };
}

function fillingAt(name: string): FormInProgress {
  return { id: OWN_FORM, action: `/status/${name}` };
}

type Shown = { title: string; body: Content; filling?: FormInProgress };

function show(response: Response, page: PageContext, shown: Shown, status = 200): void {
  sendPage(
    response,
    { ...page, url: page.url.startsWith('/status/') ? (page.url.split('?')[0] ?? '/status') : '/status' },
    { ...shown, current: 'status', isPrivate: true, hasErrors: status === 422 },
    status,
  );
}

function erasedPart({ t }: PageContext): { title: string; body: Content } {
  return { title: t('my_report:erased.title'), body: [panel(t('my_report:erased.title'), t('my_report:erased.text'))] };
}

const DONE = ['loss', 'consent', 'after', 'add', 'answer'] as const;
function doneOf(query: Record<string, unknown>): (typeof DONE)[number] | null {
  return DONE.find((each) => each === query['done']) ?? null;
}

function ownOnly(context: CoreContext): RequestHandler {
  return (request, response, next) => {
    const own = ownReportOf(context, request);
    if (own === null) return response.redirect(303, '/status');
    response.locals['ownReport'] = own.id;
    next();
  };
}

/** A question that is over meanwhile takes no answer: the words are then more of the report. */
async function answerOfficer({ context }: MyReportDeps, { response, page, id }: Visit, { question = '', answer = '' }: Record<string, string>): Promise<void> {
  const words = answer.replaceAll('\r\n', '\n').slice(0, TEXT_LIMIT);
  const status = await loadStatus(context, id);
  if (status === null) return response.redirect(303, '/status');
  if (words.trim() === '') return show(response, page, statusPage(page, { status, done: null, unanswered: question }), 422);
  if (!(await answerQuestion(context, id, { id: question, answer: words }))) {
    const request = { requestId: randomUUID(), bodySha256: createHash('sha256').update(words).digest() };
    await addToReport(context, id, { ...request, text: words, evidence: [], names: [] });
  }
  response.redirect(303, '/status?done=answer');
}

function uploadPage(page: PageContext, errors: FieldErrors, text?: string): Shown {
  const title = page.t('my_report:upload.title');
  const form = uploadForm(page, { back: 'status', withText: true, errors, ...(text !== undefined && { text }) });
  return { title, body: [heading(page, title, errors), form], filling: fillingAt('add') };
}

async function add({ context }: MyReportDeps, { response, page, id }: Visit, request: Request): Promise<void> {
  const { text = '', back, id: requestId = '' } = textsOf(request);
  const refuse = (why: string, field = 'files'): void => {
    show(response, page, uploadPage(page, { [field]: page.t(`my_report:upload.errors.${why}`, { ...UPLOAD_LIMITS, characters: TEXT_LIMIT }) }, text), 422);
  };
  const refused = refusedFiles(response);
  if (refused !== null) return refuse(refused);
  if (text.length > TEXT_LIMIT) return refuse('text_too_long', 'text');
  const offered = filesOf(request);
  if (offered.length === 0 && text.trim() === '') return refuse('nothing');
  const accepted = await acceptPieces(offered);
  if (accepted.kind === 'refused') return refuse(accepted.why);
  const digest = createHash('sha256').update(text);
  for (const { data } of accepted.evidence) digest.update(data);
  const words = text.replaceAll('\r\n', '\n');
  const request_ = { requestId: /^[\w-]{36}$/.test(requestId) ? requestId : randomUUID(), bodySha256: digest.digest() };
  const outcome = await addToReport(context, id, { ...request_, text: words, evidence: accepted.evidence, names: accepted.names });
  if (outcome.kind === 'full') return refuse('full');
  response.redirect(303, back === 'sent' ? '/report/sent?added' : '/status?done=add');
}
