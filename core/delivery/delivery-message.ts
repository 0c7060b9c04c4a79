// A claimed row as the Telegram call that brings the subscriber's screen up to date: a new message, or an edit of the one they have.

import type { ClaimedDelivery } from '#core/delivery/delivery-store.ts';
import { withdrawnVersion } from '#core/delivery/plan-delivery.ts';
import type { AlertToDeliver, DeliveryDeps } from '#core/delivery/delivery.ts';
import { renderAlert, type AlertForm } from '#core/delivery/render-alert.ts';
import { isLanguage, type Language } from '#core/taxonomy/taxonomy.ts';

export type Reader = Pick<ClaimedDelivery, 'language' | 'easy_read'>;

export interface AlertMessages {
  alert: AlertToDeliver;
  /** What the row's screen shows once this is sent. */
  version: number;
  /** Rendered once a language, form and way of reading. Telegram-HTML. */
  html(reader: Reader, form: AlertForm): string;
}

export function alertMessages(alert: AlertToDeliver, deps: Pick<DeliveryDeps, 'translator' | 'publicUrl'>): AlertMessages {
  const rendered = new Map<string, string>();
  return {
    alert,
    version: alert.state === 'withdrawn' ? withdrawnVersion(alert) : alert.published_version,
    html({ language: asked, easy_read }, form) {
      const language: Language = isLanguage(asked) ? asked : 'en';
      const key = `${language} ${form} ${easy_read}`;
      const text = rendered.get(key) ?? renderAlert({ alert, language, form, easyRead: easy_read, ...deps });
      rendered.set(key, text);
      return text;
    },
  };
}

/** `replace`: the message is there and can be edited. `follow`: it cannot, or tells of others, too, so a new one tells what has changed. */
export type SendMode = 'new' | 'replace' | 'follow';

export function modeOf(row: ClaimedDelivery): SendMode {
  if (row.version_sent === null || row.message_id === null) return 'new';
  return row.in_digest ? 'follow' : 'replace';
}

export function formOf(alert: AlertToDeliver, mode: SendMode): AlertForm {
  if (alert.state === 'withdrawn') return 'withdrawn';
  return mode === 'new' ? 'first' : 'corrected';
}
