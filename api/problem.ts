// Every error that leaves the API: RFC 9457 problem+json with a stable type and a sentence in the caller's language. The one place that
// turns our errors into HTTP.

import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import { DomainError } from '#core/domain-error.ts';
import { LANGUAGES, isLanguage, type Language } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';
import type { Log } from '#platform/log.ts';

/** Slug (last part of `type`, key in locales/…/problems.json) and HTTP status of everything that can go wrong. */
export const PROBLEMS = {
  'not-json': 400,
  'unsupported-encoding': 400,
  'bad-signature': 401,
  'old-timestamp': 401,
  'unknown-partner': 401,
  unauthorised: 401,
  forbidden: 403,
  'step-up-required': 403,
  'second-factor-missing': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  'id-reused': 409,
  'too-large': 413,
  'unsupported-media-type': 415,
  'wrong-shape': 422,
  'too-many-requests': 429,
  internal: 500,
  'storage-unavailable': 503,
} as const;
export type ProblemSlug = keyof typeof PROBLEMS;

export interface FieldFault {
  /** JSON Pointer (RFC 6901) into the body. */
  pointer: string;
  message: string;
}

export class Problem extends Error {
  readonly slug: ProblemSlug;
  readonly errors: FieldFault[];
  readonly retryAfter: number | undefined;
  readonly params: Record<string, string | number>;
  constructor(slug: ProblemSlug, details: { errors?: FieldFault[]; retryAfter?: number; params?: Record<string, string | number>; cause?: unknown } = {}) {
    super(slug, { cause: details.cause });
    this.slug = slug;
    this.errors = details.errors ?? [];
    this.retryAfter = details.retryAfter;
    this.params = details.params ?? {};
  }
}

/** 422 with a pointer to each field that is wrong. */
export function wrongShape(error: z.ZodError): Problem {
  const errors = error.issues.map((issue) => ({ pointer: pointerOf(issue.path), message: issue.message }));
  return new Problem('wrong-shape', { errors });
}

function pointerOf(path: PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The first of ko, ms, en that the caller accepts; English otherwise. */
export function callerLanguage(request: Request): Language {
  const accepted = request.acceptsLanguages([...LANGUAGES]);
  return typeof accepted === 'string' && isLanguage(accepted) ? accepted : 'en';
}

export function sendProblem(response: Response, problem: Problem, translator: Translator): void {
  const language = callerLanguage(response.req);
  const status = PROBLEMS[problem.slug];
  if (problem.retryAfter !== undefined) response.setHeader('Retry-After', String(problem.retryAfter));
  response
    .status(status)
    .vary('Accept-Language')
    .set('Content-Language', language)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `urn:jaga:problem:${problem.slug}`,
        title: translator.t(language, `problems:${problem.slug}.title`, problem.params),
        status,
        detail: translator.t(language, `problems:${problem.slug}.detail`, problem.params),
        instance: response.getHeader('X-Request-Id'),
        ...(problem.errors.length > 0 && { errors: problem.errors }),
      }),
    );
}

/** Codes of `DomainError` that mean something else than a conflict. */
const SLUG_OF_CODE: Record<string, ProblemSlug> = { not_found: 'not-found', forbidden: 'forbidden' };

/** Any error becomes a problem: ours as they are, the database's as 503, what is left is our fault and logged. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof DomainError) return new Problem(SLUG_OF_CODE[error.code] ?? 'conflict', { params: { code: error.code }, cause: error });
  if (isStorageFailure(error)) return new Problem('storage-unavailable', { retryAfter: 5, cause: error });
  return fromHttpError(error) ?? new Problem('internal', { cause: error });
}

/** Body parsers and routers throw errors with a `status`. */
function fromHttpError(error: unknown): Problem | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  if (error.status === 413) return new Problem('too-large', { cause: error });
  if (error.status === 415) return new Problem('unsupported-encoding', { cause: error });
  if (error.status === 400) return new Problem('not-json', { cause: error });
  return undefined;
}

/** SQLSTATE classes: 08 connection, 53 resources, 57 operator intervention; and what the sockets and the pool say. */
function isStorageFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^(08|53|57|25006|58)/.test(code) || /^E(CONN|PIPE|TIMEDOUT|NOTFOUND|HOSTUNREACH|AI_AGAIN)/.test(code)) return true;
  return /timeout exceeded when trying to connect|Connection terminated|Cannot use a pool after calling end|Client has encountered a connection error/.test(
    error.message,
  );
}

/** Shows an error to somebody in a browser; false: not one, or not a page of theirs. */
export type ErrorPage = (request: Request, response: Response, problem: Problem) => boolean;

export function problemHandler(translator: Translator, log: Log, errorPage: ErrorPage = () => false): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const problem = toProblem(error);
    if (PROBLEMS[problem.slug] >= 500)
      log.error({ err: problem.cause ?? problem, request_id: response.getHeader('X-Request-Id'), path: request.path }, 'a request failed');
    if (!errorPage(request, response, problem)) sendProblem(response, problem, translator);
  };
}

/** For a path that exists with other methods. */
export function methodNotAllowed(...allowed: string[]): RequestHandler {
  return (_request, response) => {
    response.set('Allow', allowed.join(', '));
    throw new Problem('method-not-allowed', { params: { allowed: allowed.join(', ') } });
  };
}
