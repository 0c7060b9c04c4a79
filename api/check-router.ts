// POST /v1/check: what is publicly known of what a text names, and what its words read like. Public; nothing is kept.

import express, { Router } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { newCheckBody, type CheckAnswer } from '#api/contract/checks.ts';
import { callerLanguage, methodNotAllowed, Problem, wrongShape } from '#api/problem.ts';
import { withinRate } from '#api/rate.ts';
import { checkAdvice } from '#core/checking/check-advice.ts';
import { checkSources } from '#core/checking/check-sources.ts';
import { outcomeOf, type Check } from '#core/checking/check.ts';
import type { Checker } from '#core/checking/check-text.ts';
import type { CoreContext } from '#core/context.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';

/** Bytes: the longest text, every character escaped. */
const BODY_LIMIT = 64 * 1024;
/** Checks a minute from one address: a person with a list is served, who wants to read our list out is not. The page counts with it. */
export const CHECK_RATE = { points: 30, duration: 60 };

export interface CheckRouterDeps {
  context: CoreContext;
  translator: Translator;
  checker: Checker;
  checkLimiter: RateLimiterMemory;
}

export function createCheckRouter({ context, translator, checker, checkLimiter }: CheckRouterDeps): Router {
  const router = Router();
  router.post('/', express.json({ limit: BODY_LIMIT }), async (request, response) => {
    if (request.is('application/json') === false) throw new Problem('unsupported-media-type');
    await withinRate(checkLimiter, request.ip ?? '');
    const parsed = newCheckBody.safeParse(request.body);
    if (!parsed.success) throw wrongShape(parsed.error);
    const check = await checker.check(context, parsed.data.text);
    const language = callerLanguage(request);
    response
      .vary('Accept-Language')
      .set({ 'Content-Language': language, 'Cache-Control': 'no-store' })
      .json(presentCheck(check, language, translator));
  });
  router.all('/', methodNotAllowed('POST'));
  return router;
}

function presentCheck(check: Check, language: Language, translator: Translator): CheckAnswer {
  const { items, left_out, verdict, type, known_script, changed_account } = check;
  return {
    outcome: outcomeOf(check),
    items: items.map(({ kind, value, state, note, reporters, first_seen, last_seen, can_appeal }) => {
      return { kind, value, state, note, reporters, first_seen, last_seen, can_appeal };
    }),
    left_out,
    verdict,
    type,
    known_script,
    changed_account,
    advice: checkAdvice(check, language, translator),
    sources: checkSources(language, translator),
  };
}
