// `/chat`: the dialogue of the bot in a browser, without an account. What is said is kept for this browser for a month, or until it is forgotten.

import { randomUUID } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { toProblem } from '#api/problem.ts';
import { secondsToWait } from '#api/rate.ts';
import { greeting, hearInBrowser, type BrowserConversation, type SaidInBrowser } from '#core/browser-chat/hear-in-browser.ts';
import { forgetChat, readTranscript } from '#core/browser-chat/transcript.ts';
import type { CoreContext } from '#core/context.ts';
import { isBrowserKey, newBrowserKey, type BrowserKey } from '#core/conversations/chat-id.ts';
import { acceptPieces } from '#core/evidence/accept-pieces.ts';
import { TEXT_LIMIT } from '#core/questions/answers.ts';
import { chatHash } from '#core/subscribers/subscriber-store.ts';
import { urgentCardSent } from '#core/timing/urgent-cards.ts';
import type { FieldErrors } from '../kit/form.ts';
import { filesOf, receiveFiles, refusedFiles, textsOf } from '../kit/own-forms.ts';
import { pageContext, sendPage, type PageContext } from '../kit/page.ts';
import { UPLOAD_LIMITS } from '../my-report/parts.ts';
import { chatBody } from './chat-parts.ts';
import { chatOf, forgetCookie, rememberChat } from './chat-cookie.ts';

export interface ChatPageDeps {
  context: CoreContext;
  conversation: BrowserConversation;
}

/** Messages in five minutes from one address, which families and offices share; what tells of a loss always passes. */
const RATE = { points: 120, duration: 5 * 60 };

interface Visit {
  request: Request;
  response: Response;
  page: PageContext;
  key: BrowserKey | null;
}

interface Shown {
  answer?: number | null;
  errors?: FieldErrors;
  text?: string;
  status?: number;
}

export function createChatPage(deps: ChatPageDeps): Router {
  const { context, conversation } = deps;
  const router = Router();
  const limiter = new RateLimiterMemory(RATE);

  router.get('/chat', async (request, response) => {
    const visit = visitOf(deps, request, response);
    if (request.query['language'] !== undefined && visit.key !== null) {
      await hearInBrowser(context, conversation, { ...visit.page, key: visit.key, turn: randomUUID(), said: languageChosen(visit.page) });
      return response.redirect(303, '/chat');
    }
    if (visit.key !== null) rememberChat(response, visit.key);
    await show(deps, visit, { answer: Number(request.query['m']) || null });
  });

  router.post('/chat', receiveFiles(), async (request, response) => {
    const visit = visitOf(deps, request, response);
    const said = await readSaid(visit);
    if ('errors' in said) return show(deps, visit, { ...said, status: 422 });
    const wait = saysLoss(conversation, said) ? 0 : await secondsToWait(limiter, request.ip ?? '');
    if (wait > 0) {
      response.set('Retry-After', String(wait));
      return show(deps, visit, { ...refusedAs(visit.page, said, 'chat.wait', { minutes: Math.ceil(wait / 60) }), status: 429 });
    }
    await hear(deps, visit, said);
  });

  router.post('/chat/forget', async (request, response) => {
    const key = chatOf(request);
    if (key !== null) await forgetChat(context.db, chatHash(context.vault, key));
    forgetCookie(response);
    response.redirect(303, '/chat');
  });
  return router;
}

function visitOf({ conversation }: ChatPageDeps, request: Request, response: Response): Visit {
  const carried = textsOf(request)['chat'];
  const key = chatOf(request) ?? (isBrowserKey(carried) ? carried : null);
  // Chosen on the page, the language is the conversation's, too.
  return { request, response, page: { ...pageContext(request, conversation), url: '/chat?language' }, key };
}

function languageChosen({ language }: PageContext): SaidInBrowser {
  return { kind: 'pressed', data: `lang:${language}`, messageId: null };
}

async function readSaid({ request, response, page }: Visit): Promise<SaidInBrowser | { errors: FieldErrors; text: string }> {
  const { text = '', press, of } = textsOf(request);
  if (press !== undefined) return { kind: 'pressed', data: press, messageId: of === undefined ? null : Number(of) || null };
  const refuse = (key: string, params = {}): { errors: FieldErrors; text: string } => ({ errors: { text: page.t(key, params) }, text });
  const refused = refusedFiles(response);
  if (refused !== null) return refuse(`my_report:upload.errors.${refused}`, UPLOAD_LIMITS);
  if (text.length > TEXT_LIMIT) return refuse('my_report:upload.errors.text_too_long', { characters: TEXT_LIMIT });
  const accepted = await acceptPieces(filesOf(request));
  if (accepted.kind === 'refused') return refuse(`my_report:upload.errors.${accepted.why}`, { ...UPLOAD_LIMITS, filename: accepted.filename });
  const files = accepted.evidence.map((piece, at) => ({ ...piece, name: accepted.names[at]?.filename ?? '' }));
  if (files.length === 0 && text.trim() === '') return refuse('chat.nothing');
  return { kind: 'words', text: text.replaceAll('\r\n', '\n'), files };
}

function saysLoss({ readLoss }: BrowserConversation, said: SaidInBrowser): boolean {
  return said.kind === 'words' && readLoss?.(said.text).state === 'lost';
}

function refusedAs({ t }: PageContext, said: SaidInBrowser, key: string, params = {}): { errors: FieldErrors; text: string } {
  return { errors: { text: t(key, params) }, text: said.kind === 'words' ? said.text : '' };
}

async function hear(deps: ChatPageDeps, visit: Visit, said: SaidInBrowser): Promise<void> {
  const { context, conversation } = deps;
  const { request, response, page } = visit;
  const key = visit.key ?? newBrowserKey();
  const { turn = '' } = textsOf(request);
  const receivedAt = context.clock.now();
  try {
    const heard = { key, turn: /^[\da-f-]{36}$/.test(turn) ? turn : randomUUID(), language: page.language, said };
    const { answer, urgentCard } = await hearInBrowser(context, conversation, heard);
    if (urgentCard) response.once('finish', () => void urgentCardSent(context, { face: 'web', receivedAt }));
    rememberChat(response, key);
    if (chatOf(request) === null) return await show(deps, { ...visit, key }, { answer });
    response.redirect(303, answer === null ? '/chat' : `/chat?m=${answer}#m${answer}`);
  } catch (error) {
    if (toProblem(error).slug !== 'storage-unavailable') throw error;
    context.telemetry.log.error({ err: error }, 'what was said in a chat could not be stored; it stays with the person');
    await show(deps, { ...visit, key: null }, { ...refusedAs(page, said, 'chat.storage_down'), status: 503 });
  }
}

/** Whoever brought no cookie may keep none: then the forms carry the key. */
async function show({ context, conversation }: ChatPageDeps, visit: Visit, { answer = null, errors = {}, text = '', status = 200 }: Shown): Promise<void> {
  const { page, key, request, response } = visit;
  const stored = key === null ? [] : await readTranscript(context.db, context.vault, chatHash(context.vault, key));
  const messages = stored.length > 0 ? stored : greeting(conversation, page.language, context.clock.now());
  const carried = chatOf(request) === null ? key : null;
  const { publicUrl, translator } = conversation;
  const body = chatBody(page, { messages, answer, errors, text, key: carried, publicUrl, translator });
  const parts = { title: page.t('chat.title'), body, scripts: ['chat.js'], isPrivate: true, hasErrors: Object.keys(errors).length > 0 };
  sendPage(response, page, parts, status);
}
