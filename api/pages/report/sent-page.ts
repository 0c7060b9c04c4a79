// What somebody sees once their report is stored: its reference, the code that shows it is theirs, whom to call, and what they can still add.

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { Router, type Request, type Response } from 'express';
import type { CoreContext } from '#core/context.ts';
import { cardOfReport } from '#core/own-reports/card-of-report.ts';
import { loadReading, readContent } from '#core/reports/read-report.ts';
import { openReport } from '#core/reports/report-content.ts';
import type { Translator } from '#platform/i18n.ts';
import { pageContext, sendPage, type PageContext } from '../kit/page.ts';
import { safetyCardPart } from '../kit/safety-card-part.ts';
import { ownReportOf } from '../my-report/own-cookie.ts';
import { receiptLinks, uploadForm } from '../my-report/parts.ts';

interface Deps {
  context: CoreContext;
  translator: Translator;
}

export function createSentPage(deps: Deps): Router {
  const router = Router();
  router.get('/report/sent', async (request, response) => {
    const own = ownReportOf(deps.context, request);
    if (own === null || !own.sent) return response.redirect(303, '/status');
    await sendConfirmation(deps, request, response, {
      id: own.id,
      changed: request.query['changed'] !== undefined,
      added: request.query['added'] !== undefined,
    });
  });
  return router;
}

interface Sent {
  id: string;
  changed: boolean;
  added?: boolean;
}

export async function sendConfirmation({ context, translator }: Deps, request: Request, response: Response, { id, changed, added }: Sent): Promise<void> {
  const page = pageContext(request, { translator });
  const { t, language } = page;
  const row = await context.db.selectFrom('reports').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const content = openReport(context.vault, row);
  if (content === null) return response.redirect(303, '/status');
  const reading = (await loadReading(context, row)) ?? readContent(content, row);
  const card = cardOfReport(translator, { row, content, reading, language, now: context.clock.now() });
  const body = html`<div class="panel" data-draft="clear">
      <h1>${t('report:sent.title')}</h1>
      <p>${t('report:sent.reference')}</p>
      <p class="reference">${row.reference}</p>
    </div>
    ${changed && html`<p class="card"><strong>${t('report:sent.changed')}</strong> <a href="/status">${t('report:sent.to_status')}</a></p>`}
    ${added === true && html`<p class="card good" role="status"><strong>${t('my_report:done.add')}</strong></p>`} ${card.urgent && safetyCardPart(page, card)}
    ${keepPart(page, context.vault.receiptOf(id))}
    <section class="no-print">
      <h2>${t('my_report:receipt.title')}</h2>
      ${receiptLinks(page)}
      <h2>${t('my_report:upload.title')}</h2>
      ${uploadForm(page, { back: 'sent', withText: false, errors: {} })}
    </section>
    <h2>${t('report:sent.next_title')}</h2>
    <ul>
      <li>${t('report:sent.next_read')}</li>
      <li>${t('report:sent.next_officer')}</li>
      <li>${t('report:sent.next_status')} <a href="/status">${t('report:sent.to_status')}</a></li>
    </ul>
    ${!card.urgent && safetyCardPart(page, card)}`;
  sendPage(response, { ...page, url: '/report/sent' }, { title: t('report:sent.title'), body, current: 'report', scripts: ['draft.js'], isPrivate: true });
}

function keepPart({ t }: PageContext, receipt: string): VNode {
  return html`<section class="card">
    <h2>${t('report:sent.receipt_title')}</h2>
    <p><code class="receipt">${receipt}</code></p>
    <p>${t('report:sent.receipt_keep')}</p>
  </section>` as VNode;
}
