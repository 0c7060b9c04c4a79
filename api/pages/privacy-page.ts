// `/privacy`: what is kept, why, and for how long, in plain words. The days are those the service runs with (docs/privacy.md has the whole).

import { html } from 'htm/preact';
import { Router } from 'express';
import type { VNode } from 'preact';
import { QUARANTINE_DAYS } from '#core/inbox/inbox-queries.ts';
import { summaryList } from './kit/form.ts';
import { pageContext, sendPage, type PageContext, type PageDeps } from './kit/page.ts';

/** Each a heading with short points; how many points each has is the same in every language. */
const SECTIONS = { short: 4, kept: 4, seen: 3, telegram: 3, abroad: 6, rights: 4 } as const;
const KEPT_ROWS = ['report', 'check', 'telegram', 'subscription', 'dispute', 'figures', 'audit'] as const;

export function createPrivacyPage(deps: PageDeps & { publicUrl: string; retentionDays: number }): Router {
  const router = Router();
  router.get('/privacy', (request, response) => {
    const context = pageContext(request, deps);
    const { t } = context;
    const days = { days: deps.retentionDays, quarantine: QUARANTINE_DAYS };
    const body = html`<h1>${t('public:privacy.title')}</h1>
      ${section(context, 'short', days)} ${section(context, 'kept', days)}
      <h2>${t('public:privacy.long.title')}</h2>
      ${summaryList(KEPT_ROWS.map((row) => ({ label: t(`public:privacy.long.${row}`), value: t(`public:privacy.long.${row}_until`, days) })))}
      ${section(context, 'seen', days)} ${section(context, 'telegram', days)} ${section(context, 'abroad', days)} ${section(context, 'rights', days)}
      <p><a class="button secondary" href="/status">${t('nav.status')}</a> <a class="button secondary" href="/appeal">${t('nav.appeal')}</a></p>`;
    sendPage(response, context, { title: t('public:privacy.title'), body, canonical: `${deps.publicUrl}/privacy` });
  });
  return router;
}

function section({ t }: PageContext, name: keyof typeof SECTIONS, params: Record<string, number>): VNode {
  const points = Array.from({ length: SECTIONS[name] }, (_, at) => t(`public:privacy.${name}.${at + 1}`, params));
  return html`<section aria-labelledby=${`privacy-${name}`}>
    <h2 id=${`privacy-${name}`}>${t(`public:privacy.${name}.title`)}</h2>
    <ul>
      ${points.map((point) => html`<li>${point}</li>`)}
    </ul>
  </section>` as VNode;
}
