// What cannot be done, as a page: the same problems as the API's, for a person.

import { html } from 'htm/preact';
import type { ErrorRequestHandler } from 'express';
import { PROBLEMS, toProblem } from '#api/problem.ts';
import type { Log } from '#platform/log.ts';
import { pageContext, sendPage, type PageDeps } from './page.ts';

/** What a person can do something about. */
const KNOWN = ['storage-unavailable', 'too-large', 'forbidden'] as const;

export function problemPage(deps: PageDeps, log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const problem = toProblem(error);
    const status = PROBLEMS[problem.slug];
    if (status >= 500) log.error({ err: problem.cause ?? problem, request_id: response.getHeader('X-Request-Id'), path: request.path }, 'a page failed');
    if (problem.retryAfter !== undefined) response.setHeader('Retry-After', String(problem.retryAfter));
    const context = pageContext(request, deps);
    const why = KNOWN.find((slug) => slug === problem.slug) ?? 'other';
    const title = context.t(`report:problems.${why}.title`);
    const body = html`<h1>${title}</h1>
      <p>${context.t(`report:problems.${why}.text`)}</p>
      <p><a class="button" href="/now">${context.t('urgent_link')}</a></p>`;
    sendPage(response, context, { title, body, isPrivate: true }, status);
  };
}
