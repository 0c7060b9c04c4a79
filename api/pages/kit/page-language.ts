// Which language a public page is shown in: what its link says, else what the reader chose, else what their browser asks for. A form that is
// being filled in is sent along with the choice, so that nothing written is lost.

import { parseCookie } from 'cookie';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import { callerLanguage } from '#api/problem.ts';
import { isLanguage, type Language } from '#core/taxonomy/taxonomy.ts';

const COOKIE = 'language';
const YEAR_MS = 365 * 86_400_000;

export function pageLanguage(request: Request): Language {
  const { lang } = request.query;
  if (typeof lang === 'string' && isLanguage(lang)) return lang;
  return languagePressed(request) ?? chosenLanguage(request) ?? callerLanguage(request);
}

export function hasChosenLanguage(request: Request): boolean {
  return chosenLanguage(request) !== null;
}

function chosenLanguage(request: Request): Language | null {
  const chosen = parseCookie(request.headers.cookie ?? '')[COOKIE] ?? '';
  return isLanguage(chosen) ? chosen : null;
}

export function chooseLanguage(response: Response, language: Language): void {
  response.cookie(COOKIE, language, { maxAge: YEAR_MS, httpOnly: true, sameSite: 'lax', secure: response.req.secure });
}

/** The language whose button sent this form; null: another button did. */
export function languagePressed(request: Request): Language | null {
  const pressed: unknown = request.body?.language;
  return typeof pressed === 'string' && isLanguage(pressed) ? pressed : null;
}

/** After the body's parser. */
export function rememberPressed(): RequestHandler {
  return (request, response, next) => {
    const pressed = languagePressed(request);
    if (pressed !== null) chooseLanguage(response, pressed);
    next();
  };
}

/** GET /language?to=ko&back=/check: remembers the choice and goes back. */
export function createLanguageRouter(): Router {
  const router = Router();
  router.get('/language', (request, response) => {
    const { to, back } = request.query;
    if (typeof to === 'string' && isLanguage(to)) chooseLanguage(response, to);
    response.set('Cache-Control', 'no-store').redirect(303, pathOf(back));
  });
  return router;
}

/** A path of ours, without a language that its link may have said; anything else leads to the start. */
function pathOf(back: unknown): string {
  if (typeof back !== 'string' || !URL.canParse(back, 'http://ours')) return '/';
  const url = new URL(back, 'http://ours');
  url.searchParams.delete('lang');
  return url.origin === 'http://ours' ? url.pathname.replace(/^\/{2,}/, '/') + url.search : '/';
}
