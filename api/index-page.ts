// What somebody sees who opens the address in a browser: what this is, what runs, where to read on. Works without JavaScript.

import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';

export interface WhatRuns {
  version: string;
  /** e.g. `embedded PostgreSQL`, `Redis`; in English, they are names. */
  database: string;
  queue: string;
  telegram: boolean;
  model: boolean;
}

export function renderIndexPage(translator: Translator, language: Language, runs: WhatRuns): string {
  const t = (key: string): string => escapeHtml(translator.t(language, `page:${key}`));
  const onOff = (on: boolean): string => t(on ? 'on' : 'off');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t('title')}</title>
<style>
:root { color-scheme: light dark; font-family: system-ui, 'Noto Sans KR', sans-serif; line-height: 1.6 }
body { max-width: 40rem; margin: 3rem auto; padding: 0 1rem }
dt { font-weight: 600 } dd { margin: 0 0 .5rem }
a { text-underline-offset: .2em }
</style>
</head>
<body>
<main>
<h1>${t('title')}</h1>
<p>${t('what_it_is')}</p>
<p><strong>${t('never_asks')}</strong></p>
<h2>${t('what_runs')}</h2>
<dl>
<dt>${t('version')}</dt><dd>${escapeHtml(runs.version)}</dd>
<dt>${t('database')}</dt><dd>${escapeHtml(runs.database)}</dd>
<dt>${t('queue')}</dt><dd>${escapeHtml(runs.queue)}</dd>
<dt>${t('telegram')}</dt><dd>${onOff(runs.telegram)}</dd>
<dt>${t('model')}</dt><dd>${onOff(runs.model)}</dd>
</dl>
<p><a href="/docs">${t('docs')}</a> · <a href="/readyz">/readyz</a></p>
</main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
