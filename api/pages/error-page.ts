// What goes wrong, for somebody in a browser: a page in their language that leads on. Programs get problem+json (api/problem.ts).

import { html } from 'htm/preact';
import type { Request, Response } from 'express';
import { PROBLEMS, type ErrorPage, type Problem, type ProblemSlug } from '#api/problem.ts';
import { pageContext, sendPage, type PageDeps } from './kit/page.ts';

/** What is for programs alone. */
const FOR_PROGRAMS = /^\/(v1|api|telegram|taxii2|feeds|assets|metrics|healthz|readyz|openapi\.json)(\/|$)/;

const SENTENCES: Partial<Record<ProblemSlug, string>> = {
  'not-found': 'not_found',
  forbidden: 'forbidden',
  'too-many-requests': 'too_many',
  'too-large': 'too_large',
  'storage-unavailable': 'unavailable',
};

export function createErrorPage(deps: PageDeps): ErrorPage {
  return (request, response, problem) => {
    if (!wantsPage(request)) return false;
    sendErrorPage(request, response, problem, deps);
    return true;
  };
}

/** Browsers name text/html first, programs do not. */
function wantsPage(request: Request): boolean {
  return !FOR_PROGRAMS.test(request.path) && request.accepts(['application/problem+json', 'application/json', 'text/html']) === 'text/html';
}

function sendErrorPage(request: Request, response: Response, problem: Problem, deps: PageDeps): void {
  const context = pageContext(request, deps);
  const { t } = context;
  const status = PROBLEMS[problem.slug];
  const what = `public:errors.${SENTENCES[problem.slug] ?? (status < 500 ? 'request' : 'internal')}`;
  const title = t(`${what}.title`);
  const body = html`<h1>${title}</h1>
    <p>${t(`${what}.text`)}</p>
    <p><a class="button" href="/">${t('public:errors.home')}</a></p>
    <p class="hint">${t('public:errors.request_number', { id: String(response.getHeader('X-Request-Id') ?? '') })}</p>`;
  if (problem.retryAfter !== undefined) response.setHeader('Retry-After', String(problem.retryAfter));
  sendPage(response, context, { title, body, isPrivate: true }, status);
}
