// `/check`: paste, and see what is known. The result is the answer to the form's POST: nothing is kept that a second page could show.

import { html } from 'htm/preact';
import { Router, type Response } from 'express';
import type { VNode } from 'preact';
import type { RateLimiterMemory } from 'rate-limiter-flexible';
import { checkAdvice } from '#core/checking/check-advice.ts';
import { checkSources } from '#core/checking/check-sources.ts';
import type { Checker } from '#core/checking/check-text.ts';
import { itemName, itemSays, wordsSay } from '#core/checking/check-words.ts';
import { CHECK_LIMIT, leadItems, outcomeOf, OUTCOME_MARKS, type Check, type CheckedItem } from '#core/checking/check.ts';
import { secondsToWait } from '#api/rate.ts';
import type { CoreContext } from '#core/context.ts';
import { button, errorSummary, hidden, textArea } from './kit/form.ts';
import { textsOf } from './kit/own-forms.ts';
import { languagePressed } from './kit/page-language.ts';
import { pageContext, sendPage, type PageContext, type PageDeps } from './kit/page.ts';

export interface CheckPageDeps extends PageDeps {
  context: CoreContext;
  checker: Checker;
  checkLimiter: RateLimiterMemory;
  /** The bot's user name; null: no bot, or Telegram has not said yet. */
  bot(): Promise<string | null>;
}

/** The question, and what is known: either is shown in another language by sending it again. */
const FILLING = { id: 'check', action: '/check' };

export function createCheckPage(deps: CheckPageDeps): Router {
  const router = Router();
  router.get('/check', (request, response) => sendForm(response, pageContext(request, deps), {}));
  router.post('/check', async (request, response) => {
    const page = pageContext(request, deps);
    const { text = '', at } = textsOf(request);
    if (languagePressed(request) !== null && at === 'form') return sendForm(response, page, { text });
    const fault = faultOf(page, text);
    if (fault !== null) return sendForm(response, page, { text, error: fault, status: 422 });
    const wait = await secondsToWait(deps.checkLimiter, request.ip ?? '');
    if (wait > 0)
      return sendForm(response.set('Retry-After', String(wait)), page, { text, error: page.t('check:page.too_many', { seconds: wait }), status: 429 });
    const check = await deps.checker.check(deps.context, text);
    if (!check.readable) return sendForm(response, page, { text, error: page.t('check:page.unreadable'), status: 422 });
    sendResult(response, page, deps, { check, text, bot: await deps.bot() });
  });
  return router;
}

function faultOf({ t }: PageContext, text: string): string | null {
  if (text.trim() === '') return t('check:page.empty');
  return text.length > CHECK_LIMIT ? t('check:page.too_long', { limit: CHECK_LIMIT }) : null;
}

function sendForm(response: Response, page: PageContext, { text, error, status = 200 }: { text?: string; error?: string; status?: number }): void {
  const { t } = page;
  const body = html`${error !== undefined && errorSummary(page, { text: error })}
    <form id="check" method="post" action="/check">
      ${hidden({ at: 'form' })}
      ${textArea({ name: 'text', label: t('check:page.label'), hint: t('check:page.hint'), isHeading: true, rows: 10, value: text, error })}
      ${button(t('check:page.submit'))}
    </form>`;
  const hasErrors = error !== undefined;
  const parts = {
    title: t('check:page.title'),
    body,
    description: t('tiles.check.text'),
    current: 'check',
    hasErrors,
    isPrivate: text !== undefined,
    filling: FILLING,
  } as const;
  sendPage(response, page, parts, status);
}

interface Result {
  check: Check;
  text: string;
  bot: string | null;
}

function sendResult(response: Response, page: PageContext, deps: CheckPageDeps, { check, text, bot }: Result): void {
  const { t, language } = page;
  const outcome = outcomeOf(check);
  const items = leadItems(check);
  const words = wordsSay(check, language, deps.translator);
  const title = t(`check:outcome.${outcome}`);
  const [first, ...rest] = checkAdvice(check, language, deps.translator);
  const body = html`<div class=${`outcome ${outcome}`}>
      <p class="hint">${t('check:page.result')}</p>
      <h1><span aria-hidden="true">${OUTCOME_MARKS[outcome]} </span>${title}</h1>
      <p>${first}</p>
    </div>
    ${
      items.length > 0 &&
      html`<h2>${t('check:page.named')}</h2>
        <ul class="checked">
          ${items.map((item) => itemPart(page, deps, { item, items, bot }))}
        </ul>`
    }
    ${
      words.length > 0 &&
      html`<h2>${t('check:page.words_title')}</h2>
        ${words.map((sentence) => html`<p>${sentence}</p>`)}`
    }
    <h2>${t('check:page.todo')}</h2>
    <ol>
      ${rest.map((sentence) => html`<li>${sentence}</li>`)}
    </ol>
    <div class="actions">
      <a class="button danger" href="/now">${t('check:page.now')}</a>
      <form method="post" action="/report">${hidden({ text })} ${button(t('check:page.report'))}</form>
      <a class="button secondary" href="/check">${t('check:page.again')}</a>
    </div>
    ${sourcesPart(page, deps)}
    <form id="check" method="post" action="/check">${hidden({ text })}</form>`;
  sendPage(response, page, { title, body, current: 'check', isPrivate: true, filling: FILLING });
}

function itemPart(
  { t, language }: PageContext,
  { translator }: CheckPageDeps,
  shown: { item: CheckedItem; items: readonly CheckedItem[]; bot: string | null },
): VNode {
  const { item, items, bot } = shown;
  return html`<li class=${`card checked-item ${item.state}`}>
    <h3>${itemName(item, items, { language, translator })}</h3>
    <p>
      <strong class="tag"><span aria-hidden="true">${OUTCOME_MARKS[item.state]} </span>${t(`check:states.${item.state}`)}</strong>
    </p>
    <p>${itemSays(item, language, translator)}</p>
    ${
      bot !== null &&
      item.state !== 'official' &&
      html`<p>
        <a href=${`https://t.me/${bot}?start=check_${item.code}`} rel="noreferrer">${t('check:page.watch')}</a>
      </p>`
    }
    ${item.can_appeal && html`<p><a href="/appeal">${t('check:page.appeal')}</a></p>`}
  </li>` as VNode;
}

function sourcesPart({ t, language }: PageContext, { translator }: CheckPageDeps): VNode {
  return html`<details>
    <summary>${t('check:page.sources')}</summary>
    <ul>
      ${checkSources(language, translator).map(
        ({ name, asked, blind_spot, link }) =>
          html`<li>
            <strong>${name}</strong> (${t(asked ? 'check:page.asked' : 'check:page.not_asked')}): ${blind_spot}
            ${link !== null && html` <a href=${link} rel="noreferrer">${t('check:page.open_source', { name })}</a>`}
          </li>`,
      )}
    </ul>
  </details>` as VNode;
}
