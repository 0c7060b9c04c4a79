// Is a receipt, a warning or an officer's question ours, and what must it say? For people at `/verify`, for machines at `/v1/verify/{code}`; the public key is beside.

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { Router, type Request, type Response } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Problem, methodNotAllowed, toProblem } from '#api/problem.ts';
import { withinRate } from '#api/rate.ts';
import { verifyCode, type PublishedAlert } from '#core/alerts/published-alerts.ts';
import type { CoreContext } from '#core/context.ts';
import { checkReceipt, type ReceiptCheck } from '#core/receipts/issue-receipt.ts';
import { receiptFacts } from '#core/receipts/render-receipt.ts';
import { checkQuestionCode } from '#core/triage/decisions/reporter-questions.ts';
import { signAlert, signQuestion } from '#core/receipts/sign-statement.ts';
import { signingKey } from '#core/receipts/signing-key.ts';
import type { VerifiedCode } from '#api/contract/verify.ts';
import { formatTime } from '#platform/format.ts';
import type { Config } from '#platform/config.ts';
import type { Translator } from '#platform/i18n.ts';
import { button, errorSummary, summaryList, textField } from '#api/pages/kit/form.ts';
import { formBody, fromOwnPages } from '#api/pages/kit/own-forms.ts';
import { pageContext, sendPage, type Content, type PageContext } from '#api/pages/kit/page.ts';

export interface VerifyDeps {
  context: CoreContext;
  translator: Translator;
  config: Pick<Config, 'publicUrl'>;
}

/** Codes a minute from one address. */
const RATE = { points: 60, duration: 60 };

export function createVerifyRouter({ context, translator, config }: VerifyDeps): Router {
  const router = Router();
  const limiter = new RateLimiterMemory(RATE);
  const key = signingKey(context.vault);

  router.get('/.well-known/jaga-signing-key.json', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=3600').json({ keys: [key.public] });
  });

  router.get('/v1/verify/:code', async (request, response) => {
    await withinRate(limiter, request.ip ?? '');
    response.set('Cache-Control', 'no-store').json(presentCheck(context.vault, await checkCode(context, request.params.code)));
  });
  router.all('/v1/verify/:code', methodNotAllowed('GET'));

  router.use('/verify', fromOwnPages(config.publicUrl), formBody());
  router.get('/verify', (request, response) => showForm(request, response));
  router.post('/verify', (request, response) => {
    const typed: unknown = request.body?.code;
    if (typeof typed !== 'string' || typed.trim() === '') return showForm(request, response, 'empty');
    response.redirect(303, `/verify/${encodeURIComponent(typed.trim().slice(0, 64))}`);
  });
  router.get('/verify/:code', async (request, response) => {
    const page = pageContext(request, { translator });
    try {
      await withinRate(limiter, request.ip ?? '');
    } catch (error) {
      const problem = toProblem(error);
      if (!(problem instanceof Problem) || problem.slug !== 'too-many-requests') throw error;
      response.set('Retry-After', String(problem.retryAfter));
      return send(
        response,
        page,
        html`<h1>${page.t('receipt:verify.title')}</h1>
          <p>${page.t('receipt:verify.too_many', { minutes: 1 })}</p>` as unknown as VNode,
        429,
      );
    }
    const check = await checkCode(context, request.params.code);
    send(response, page, checkedPart(page, request.params.code, check), check.kind === 'unknown' ? 404 : 200);
  });
  return router;

  function showForm(request: Request, response: Response, fault?: 'empty'): void {
    const page = pageContext(request, { translator });
    const { t } = page;
    const error = fault === undefined ? undefined : t(`receipt:verify.${fault}`);
    const body = html`${errorSummary(page, error === undefined ? {} : { code: error })}
      <h1>${t('receipt:verify.title')}</h1>
      <form method="post" action="/verify" novalidate>
        ${textField({ name: 'code', label: t('receipt:verify.label'), hint: t('receipt:verify.hint'), error, maxlength: 64 })}
        ${button(t('receipt:verify.button'))}
      </form>` as unknown as VNode;
    send(response, { ...page, url: '/verify' }, body, error === undefined ? 200 : 422);
  }
}

type CodeCheck = ReceiptCheck | { kind: 'warning'; alert: PublishedAlert } | { kind: 'question'; code: string; reference: string; asked_at: Date };

/** A warning's code has eight characters, an officer's question's twelve, a receipt's sixteen: none is another. */
async function checkCode(context: CoreContext, typed: string): Promise<CodeCheck> {
  const alert = await verifyCode(context.db, typed, context.clock.now());
  if (alert !== null) return { kind: 'warning', alert };
  const question = await checkQuestionCode(context, typed);
  return question === null ? checkReceipt(context, typed) : { kind: 'question', ...question };
}

function send(response: Response, page: PageContext, body: Content, status = 200): void {
  sendPage(response, page, { title: page.t('receipt:verify.title'), body, isPrivate: true, hasErrors: status === 422 }, status);
}

function checkedPart(page: PageContext, code: string, check: CodeCheck): Content {
  const { t, language } = page;
  const again = html`<p><a class="button secondary" href="/verify">${t('receipt:verify.again')}</a></p>` as VNode;
  switch (check.kind) {
    case 'genuine': {
      const { content } = check.receipt;
      const rows = [
        { label: t('report:sent.reference'), value: content.reference },
        ...receiptFacts({ ...content, language }, (name) => t(name.includes(':') ? name : `receipt:${name}`)),
      ];
      return html`<div class="panel"><h1>${t('receipt:verify.genuine')}</h1></div>
        <p>${t('receipt:verify.compare')}</p>
        ${summaryList(rows)} ${forMachines(page, content.code)} ${again}` as unknown as VNode;
    }
    case 'warning':
      return html`<div class="panel"><h1>${t('receipt:verify.warning')}</h1></div>
        <p class="lead">${check.alert.content.texts[language].headline}</p>
        ${warningSentences(page, check.alert).map((sentence) => html`<p>${sentence}</p>`)}
        <p><a class="button" href=${`/alerts/${check.alert.id}`}>${t('receipt:verify.warning_read')}</a></p>
        ${forMachines(page, check.alert.code)} ${again}` as unknown as VNode;
    case 'question':
      return html`<div class="panel"><h1>${t('officer_question:verify.title')}</h1></div>
        <p>${t('officer_question:verify.text', { reference: check.reference, date: formatTime(check.asked_at, { language }) })}</p>
        ${again}` as unknown as VNode;
    case 'erased':
      return html`<h1>${t('receipt:verify.erased')}</h1>
        <p>${t('receipt:verify.erased_text', { time: formatTime(check.issued_at, { language }) })}</p>
        ${again}` as unknown as VNode;
    case 'unknown':
      return html`<section class="errors">
          <h1>${t('receipt:verify.unknown')}</h1>
          <p class="reference">${code.slice(0, 64)}</p>
        </section>
        <p>${t('receipt:verify.unknown_text')}</p>
        ${again}` as unknown as VNode;
    default:
      return check satisfies never;
  }
}

/** The same, signed. */
function forMachines({ t }: PageContext, code: string): VNode {
  return html`<p class="hint">
    ${t('receipt:verify.for_machines')} <a href=${`/v1/verify/${code}`}>JSON</a>, <a href="/.well-known/jaga-signing-key.json">Ed25519</a>
  </p>` as VNode;
}

function warningSentences({ t, language }: PageContext, { state, published_at, updated_at, ended_at }: PublishedAlert): string[] {
  const say = (key: string, at: Date): string => t(`receipt:verify.${key}`, { date: formatTime(at, { language }) });
  const ended = state !== 'published' && ended_at !== null ? [say(`warning_${state}`, ended_at)] : [];
  const updated = updated_at > published_at && state === 'published' ? [say('warning_updated', updated_at)] : [];
  return [say('warning_text', published_at), ...updated, ...ended];
}

function presentCheck(vault: CoreContext['vault'], check: CodeCheck): VerifiedCode {
  switch (check.kind) {
    case 'genuine':
      return { genuine: true, kind: 'receipt', ...check.receipt };
    case 'warning': {
      const { id, state, published_at, updated_at, ended_at, content_hash } = check.alert;
      const times = { issued_at: published_at.toISOString(), updated_at: updated_at.toISOString(), ended_at: ended_at?.toISOString() ?? null };
      return { genuine: true, kind: 'warning', id, state, ...times, content_hash, signed: signAlert(vault, check.alert) };
    }
    case 'question':
      return { genuine: true, kind: 'question', reference: check.reference, issued_at: check.asked_at.toISOString(), signed: signQuestion(vault, check) };
    case 'erased':
      return { genuine: true, kind: 'receipt', erased: true, issued_at: check.issued_at.toISOString() };
    case 'unknown':
      return { genuine: false };
    default:
      return check satisfies never;
  }
}
