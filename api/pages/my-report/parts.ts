// Parts that the confirmation and the status page share.

import { html } from 'htm/preact';
import { randomUUID } from 'node:crypto';
import type { VNode } from 'preact';
import { ACCEPTED_KINDS, PIECES_A_FORM, PIECE_BYTES } from '#core/evidence/accept-pieces.ts';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import { button, hidden, textArea, type FieldErrors } from '../kit/form.ts';
import type { PageContext } from '../kit/page.ts';
import { OWN_FORM } from './forms.ts';

const MEGABYTE = 1024 * 1024;
export const UPLOAD_LIMITS = { files: PIECES_A_FORM, megabytes: PIECE_BYTES / MEGABYTE };

/** A clerk may read another language than the person: each is one tap away. */
export function receiptLinks({ t, language }: PageContext): VNode {
  const own = [language, ...LANGUAGES.filter((each) => each !== language)];
  return html`<p>${t('my_report:receipt.text')}</p>
    <p>
      ${own.map(
        (each, at) =>
          html`<a class=${at === 0 ? 'button' : 'button secondary'} href=${`/status/receipt.pdf?language=${each}`} lang=${each} hreflang=${each}
            >PDF · ${t(`language_names.${each}`)}</a
          >`,
      )}
    </p>` as unknown as VNode;
}

export interface UploadForm {
  back: 'sent' | 'status';
  withText: boolean;
  text?: string;
  errors: FieldErrors;
}

export function uploadForm({ t }: PageContext, { back, withText, text, errors }: UploadForm): VNode {
  const error = errors['files'];
  return html`<form id=${withText ? OWN_FORM : undefined} method="post" action="/status/add" enctype="multipart/form-data" novalidate>
    ${hidden({ id: randomUUID(), back })}
    ${withText && textArea({ name: 'text', label: t('my_report:upload.text'), hint: t('my_report:upload.text_hint'), error: errors['text'], value: text, rows: 5 })}
    <div class=${error === undefined ? 'field' : 'field wrong'}>
      <label for="files">${t('my_report:upload.label')}</label>
      <p class="hint" id="files-hint">${t('my_report:upload.limits', UPLOAD_LIMITS)}</p>
      ${error !== undefined && html`<p class="error" id="files-error">${error}</p>`}
      <input
        type="file"
        id="files"
        name="files"
        multiple
        accept=${ACCEPTED_KINDS}
        aria-describedby=${error === undefined ? 'files-hint' : 'files-hint files-error'}
      />
    </div>
    ${button(t('my_report:upload.button'))}
  </form>` as VNode;
}
