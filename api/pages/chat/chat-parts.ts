// The chat as a page: what was said, the buttons of what was said last, and the line to write in. Without JavaScript each is a form.

import { randomUUID } from 'node:crypto';
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { BrowserMessage, OurMessage, PersonMessage, StoredMessage } from '#core/browser-chat/transcript.ts';
import type { BrowserKey } from '#core/conversations/chat-id.ts';
import { ACCEPTED_KINDS } from '#core/evidence/accept-pieces.ts';
import type { Translator } from '#platform/i18n.ts';
import { errorSummary, hidden, type FieldErrors } from '../kit/form.ts';
import type { Content, PageContext } from '../kit/page.ts';
import { safetyCardPart } from '../kit/safety-card-part.ts';
import { UPLOAD_LIMITS } from '../my-report/parts.ts';

export interface ChatView {
  /** Oldest first; without numbers: the greeting, before anything was said. */
  messages: readonly (StoredMessage | OurMessage)[];
  /** Where the newest answer begins. */
  answer: number | null;
  errors: FieldErrors;
  /** What could not be sent. */
  text: string;
  /** Only where no cookie is kept. */
  key: BrowserKey | null;
  publicUrl: string;
  translator: Translator;
}

export function chatBody(page: PageContext, view: ChatView): Content {
  const { t } = page;
  const shown = view.messages.filter((message) => message.from === 'jaga' || message.text !== '' || message.files.length > 0);
  const last = shown.findLastIndex(({ from }) => from === 'person');
  return html`${errorSummary(page, view.errors)}
    <h1>${t('chat.title')}</h1>
    <p class="hint">${t('chat.lead')}</p>
    <div id="chat" data-answer=${view.answer ?? undefined}>
      <div class="chat" role="log" aria-label=${t('chat.log')}>${shown.map((message, at) => messageItem(page, view, { message, at, isOpen: at > last }))}</div>
      ${writing(page, view)}
    </div>
    <form method="post" action="/chat/forget" class="forget">
      <p class="hint">${t('chat.forget.text')}</p>
      <button class="button secondary">${t('chat.forget.button')}</button>
    </form>
    <div id="chat-words" hidden data-failed=${t('chat.failed')} data-sending=${t('chat.sending')} data-you=${t('chat.you')}></div>` as unknown as VNode;
}

interface Item {
  message: BrowserMessage | StoredMessage;
  at: number;
  /** Its buttons can be pressed. */
  isOpen: boolean;
}

function messageItem(page: PageContext, view: ChatView, { message, at, isOpen }: Item): VNode {
  const { t } = page;
  const id = 'id' in message ? message.id : null;
  const isOurs = message.from === 'jaga';
  return html`<div
    id=${id === null ? undefined : `m${id}`}
    class=${isOurs ? 'message' : 'message own'}
    lang=${isOurs ? message.language : undefined}
    tabindex="-1"
  >
    <span class="visually-hidden">${t(isOurs ? 'chat.jaga' : 'chat.you')}: </span>
    ${isOurs ? ourWords(message, view, at) : ownWords(page, message)} ${isOurs && isOpen && buttons(view, message, id)}
  </div>` as VNode;
}

function ownWords({ t }: PageContext, { text, files }: PersonMessage): Content {
  return [
    text !== '' && (html`<p class="words">${text}</p>` as VNode),
    files.length > 0 && (html`<p class="words">📎 ${files.map((name) => name || t('chat.file')).join(', ')}</p>` as VNode),
  ];
}

function ourWords({ text, card, language }: OurMessage, { translator, publicUrl }: ChatView, at: number): Content {
  if (card !== undefined) return safetyCardPart({ t: (key, params) => translator.t(language, key, params) }, card, `card-${at}`);
  return html`<p class="words" dangerouslySetInnerHTML=${{ __html: withOwnLinks(text, publicUrl) }}></p>` as VNode;
}

/** Addresses of our own pages can be followed; no other ever: it may be the scammer's. `text` is HTML already. */
function withOwnLinks(text: string, publicUrl: string): string {
  const own = publicUrl.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return text.replaceAll(new RegExp(`${own}/[\\w/?=&;-]*`, 'g'), (url) => `<a href="${url}">${url.replace(/^https?:\/\//, '')}</a>`);
}

function buttons({ key }: ChatView, message: OurMessage, id: number | null): VNode | null {
  if (message.buttons.length === 0) return null;
  return html`<form method="post" action="/chat" class="answers">
    ${hidden({ turn: randomUUID(), chat: key ?? undefined, of: id === null ? undefined : String(id) })}
    ${message.buttons.map((row) => html`<div>${row.map(({ label, data }) => html`<button class="answer" name="press" value=${data}>${label}</button>`)}</div>`)}
  </form>` as VNode;
}

const QUICK = [
  ['chat.quick.check', 'check:again'],
  ['chat.quick.reports', 'menu:status'],
  ['chat.quick.help', 'menu:help'],
] as const;

function writing({ t }: PageContext, { errors, text, key }: ChatView): Content {
  const error = errors['text'];
  return html`<form method="post" action="/chat" enctype="multipart/form-data" class="say" novalidate>
      ${hidden({ turn: randomUUID(), chat: key ?? undefined })}
      <label for="text">${t('chat.write')}</label>
      ${error !== undefined && html`<p class="error" id="text-error">${error}</p>`}
      <textarea
        id="text"
        name="text"
        rows="3"
        aria-invalid=${error === undefined ? undefined : 'true'}
        aria-describedby=${error === undefined ? undefined : 'text-error'}
        value=${text}
      ></textarea>
      <label for="files">${t('chat.files')} <span class="hint">${t('chat.limits', UPLOAD_LIMITS)}</span></label>
      <input type="file" id="files" name="files" multiple accept=${ACCEPTED_KINDS} />
      <button class="button">${t('chat.send')}</button>
    </form>
    <form method="post" action="/chat" class="answers quick">
      ${hidden({ turn: randomUUID(), chat: key ?? undefined })}
      <div>${QUICK.map(([label, data]) => html`<button class="answer" name="press" value=${data}>${t(label)}</button>`)}</div>
    </form>` as unknown as VNode;
}
