// `/appeal`: a holder objects to what is said of their number, account or site, and sees how that stands. What they get back is shown once, from
// a cookie that only the page after the form reads: a receipt does not belong in an address.

import { html } from 'htm/preact';
import { parseCookie } from 'cookie';
import { Router, type Response } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { newDisputeBody } from '#api/contract/disputes.ts';
import { withinRate } from '#api/rate.ts';
import { sameSecret } from '#core/own-reports/find-own-report.ts';
import type { CoreContext } from '#core/context.ts';
import { DISPUTE_REASONS } from '#core/disputes/dispute.ts';
import { findDispute, type DisputeRow } from '#core/disputes/dispute-store.ts';
import { fileDispute } from '#core/disputes/file-dispute.ts';
import { parseReference } from '#core/reports/reference.ts';
import { INDICATOR_KINDS, type IndicatorKind } from '#core/taxonomy/taxonomy.ts';
import { button, errorSummary, hidden, radios, textArea, textField, type FieldErrors } from './kit/form.ts';
import { languagePressed } from './kit/page-language.ts';
import { pageContext, sendPage, type Content, type PageContext, type PageDeps } from './kit/page.ts';
import { showDateTime } from './kit/show-time.ts';

/** As for the API: a holder has a few numbers, who wants to clear a list has many. */
const RATE = { points: 10, duration: 60 * 60 };
/** Looks at a status an hour and address. */
const STATUS_RATE = { points: 60, duration: 60 * 60 };
/** What people object to most comes first. */
const KINDS: readonly IndicatorKind[] = [...new Set<IndicatorKind>(['phone', 'bank_account', 'domain', 'url', ...INDICATOR_KINDS])];
const COOKIE = 'appeal';
const COOKIE_MS = 15 * 60_000;
const FILED = '/appeal/filed';

type Answers = Partial<Record<'kind' | 'value' | 'reason' | 'statement' | 'contact' | 'reference' | 'receipt', string>>;
export type AppealPageDeps = PageDeps & { context: CoreContext };

export function createAppealPage(deps: AppealPageDeps): Router {
  const { context: core, translator } = deps;
  const router = Router();
  const limiter = new RateLimiterMemory(RATE);
  const statusLimiter = new RateLimiterMemory(STATUS_RATE);

  router.get('/appeal', (request, response) => showForm(pageContext(request, deps), response, { answers: {}, errors: {} }));

  router.post('/appeal', async (request, response) => {
    const page = pageContext(request, deps);
    const answers = textsOf(request.body);
    if (languagePressed(request) !== null) return showForm(page, response, { answers, errors: {} });
    const parsed = newDisputeBody.safeParse({ ...answers, statement: answers.statement ?? '' });
    const errors = parsed.success ? {} : faultsOf(page, answers);
    if (!parsed.success) return showForm(page, response, { answers, errors });
    await withinRate(limiter, request.ip ?? '');
    const outcome = await fileDispute(core, translator, parsed.data);
    if (outcome.kind === 'unreadable') return showForm(page, response, { answers, errors: { value: page.t('public:appeal.errors.unreadable') } });
    const { reference, receipt } = outcome;
    response.cookie(COOKIE, `${reference}.${receipt}`, { maxAge: COOKIE_MS, httpOnly: true, sameSite: 'strict', secure: request.secure, path: FILED });
    response.set('Cache-Control', 'no-store').redirect(303, FILED);
  });

  router.get(FILED, (request, response) => {
    const [reference, receipt] = (parseCookie(request.headers.cookie ?? '')[COOKIE] ?? '').split('.');
    if (reference === undefined || receipt === undefined) return response.set('Cache-Control', 'no-store').redirect(303, '/appeal');
    showFiled(pageContext(request, deps), response, { reference, receipt });
  });

  router.post('/appeal/status', async (request, response) => {
    await withinRate(statusLimiter, request.ip ?? '');
    const answers = textsOf(request.body);
    const dispute = await ownDispute(core, answers);
    const page = pageContext(request, deps);
    if (dispute === null)
      return showForm(page, response, { answers: { reference: answers.reference ?? '' }, errors: { reference: page.t('public:appeal.errors.not_yours') } });
    showStatus(page, response, dispute, answers);
  });
  return router;
}

function textsOf(body: unknown): Answers {
  const fields = Object.entries((body ?? {}) as Record<string, unknown>);
  return Object.fromEntries(fields.flatMap(([name, value]) => (typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()]] : [])));
}

function faultsOf({ t }: PageContext, answers: Answers): FieldErrors {
  const required = (['kind', 'value', 'reason', 'contact'] as const).filter((name) => answers[name] === undefined);
  const errors: FieldErrors = Object.fromEntries(required.map((name) => [name, t(`public:appeal.errors.${name}`)]));
  return required.length > 0 ? errors : { value: t('public:appeal.errors.unreadable') };
}

/** Not found and wrong receipt look the same, so that references cannot be guessed. */
async function ownDispute({ db, vault }: CoreContext, { reference, receipt }: Answers): Promise<DisputeRow | null> {
  const known = parseReference(reference ?? '');
  const dispute = known === null ? null : await findDispute(db, known);
  return dispute !== null && sameSecret(receipt ?? '', vault.receiptOf(dispute.id)) ? dispute : null;
}

function showForm(page: PageContext, response: Response, { answers, errors }: { answers: Answers; errors: FieldErrors }): void {
  const { t } = page;
  const hasErrors = Object.keys(errors).length > 0;
  const choices = (name: 'kind' | 'reason', values: readonly string[]): Content =>
    radios({
      name,
      label: t(`public:appeal.${name}.label`),
      error: errors[name],
      choices: values.map((value) => ({ value, label: t(`public:appeal.${name}.${value}`), checked: answers[name] === value })),
    });
  const body = html`${errorSummary(page, errors)}
    <h1>${t('public:appeal.title')}</h1>
    <p class="lead">${t('public:appeal.lead')}</p>
    <ul>
      <li>${t('public:appeal.at_once')}</li>
      <li>${t('public:appeal.person')}</li>
      <li>${t('public:appeal.not_told')}</li>
    </ul>
    <form id="appeal" method="post" action="/appeal" novalidate>
      ${choices('kind', KINDS)}
      ${textField({ name: 'value', label: t('public:appeal.value.label'), hint: t('public:appeal.value.hint'), error: errors['value'], value: answers.value, maxlength: 2_048 })}
      ${choices('reason', DISPUTE_REASONS)}
      ${textArea({ name: 'statement', label: t('public:appeal.statement.label'), hint: t('public:appeal.statement.hint'), value: answers.statement, rows: 5, maxlength: 5_000 })}
      ${textField({ name: 'contact', label: t('public:appeal.contact.label'), hint: t('public:appeal.contact.hint'), error: errors['contact'], value: answers.contact, maxlength: 500 })}
      ${button(t('public:appeal.send'))}
    </form>
    <h2 id="status">${t('public:appeal.status.title')}</h2>
    <form method="post" action="/appeal/status" novalidate>
      ${textField({ name: 'reference', label: t('public:appeal.reference'), error: errors['reference'], value: answers.reference, maxlength: 40 })}
      ${textField({ name: 'receipt', label: t('public:appeal.receipt'), maxlength: 100 })} ${button(t('public:appeal.status.show'), { secondary: true })}
    </form>`;
  const isPrivate = hasErrors || Object.keys(answers).length > 0;
  const filling = { id: 'appeal', action: '/appeal' };
  sendPage(
    response,
    page,
    { title: t('public:appeal.title'), body, description: t('public:appeal.lead'), hasErrors, isPrivate, filling },
    hasErrors ? 422 : 200,
  );
}

function showFiled(page: PageContext, response: Response, { reference, receipt }: { reference: string; receipt: string }): void {
  const { t } = page;
  const body = html`<div class="panel">
      <h1>${t('public:appeal.filed.title')}</h1>
      <p>${t('public:appeal.reference')}<br /><span class="reference">${reference}</span></p>
    </div>
    <p>${t('public:appeal.receipt')}<br /><span class="reference">${receipt}</span></p>
    <p><strong>${t('public:appeal.filed.keep')}</strong></p>
    <h2>${t('public:appeal.filed.next')}</h2>
    <ul>
      <li>${t('public:appeal.at_once')}</li>
      <li>${t('public:appeal.person')}</li>
      <li>${t('public:appeal.filed.look')}</li>
    </ul>
    <p><a href="/appeal#status">${t('public:appeal.status.title')}</a></p>`;
  sendPage(response, page, { title: t('public:appeal.filed.title'), body, isPrivate: true });
}

function showStatus(page: PageContext, response: Response, { reference, state, filed_at, decided_at }: DisputeRow, { receipt }: Answers): void {
  const { t, language } = page;
  const body = html`<h1>${t('public:appeal.status.title')}</h1>
    <p class="reference">${reference}</p>
    <div class="card">
      <p><strong>${t(`public:appeal.state.${state}`)}</strong></p>
      <p>${t(`public:appeal.state.${state}_text`)}</p>
    </div>
    <p>${t('public:appeal.status.filed')}: ${showDateTime(language, filed_at)}</p>
    ${decided_at !== null && html`<p>${t('public:appeal.status.decided')}: ${showDateTime(language, decided_at)}</p>`}
    <p><a href="/appeal">${t('public:appeal.status.again')}</a></p>
    <form id="appeal" method="post" action="/appeal/status">${hidden({ reference, receipt })}</form>`;
  const filling = { id: 'appeal', action: '/appeal/status' };
  sendPage(response, page, { title: t('public:appeal.status.title'), body, isPrivate: true, filling });
}
