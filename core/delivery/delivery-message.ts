// What brings a subscriber's screen up to date: a new message, or one in place of what they have, rendered once for all who read the same.

import type { ClaimedDelivery } from '#core/delivery/delivery-store.ts';
import { withdrawnVersion } from '#core/delivery/plan-delivery.ts';
import type { AlertToDeliver, DeliveryDeps } from '#core/delivery/delivery.ts';
import { renderAlert, type AlertForm } from '#core/delivery/render-alert.ts';
import { renderPush, type PushNotice } from '#core/delivery/render-push.ts';
import { FEEDBACK_KINDS, feedbackData } from '#core/feedback/feedback.ts';
import { isLanguage, type Language } from '#core/taxonomy/taxonomy.ts';

export type Reader = Pick<ClaimedDelivery, 'language' | 'easy_read' | 'rank'>;

export interface FeedbackButton {
  text: string;
  callback_data: string;
}

export interface AlertMessages {
  alert: AlertToDeliver;
  /** What the row's screen shows once this is sent. */
  version: number;
  /** Telegram-HTML. */
  html(reader: Reader, form: AlertForm): string;
  /** Under it in Telegram: did it help? undefined where it was taken back or is over. */
  keyboard(reader: Reader, form: AlertForm): FeedbackButton[][] | undefined;
  /** For a browser. */
  push(reader: Reader, form: AlertForm): PushNotice;
}

export function alertMessages(alert: AlertToDeliver, deps: Pick<DeliveryDeps, 'translator' | 'publicUrl'>): AlertMessages {
  const html = new Map<string, string>();
  const pushes = new Map<string, PushNotice>();
  return {
    alert,
    version: alert.state === 'withdrawn' ? withdrawnVersion(alert) : alert.published_version,
    html({ language: asked, easy_read, rank }, form) {
      const language = languageOf(asked);
      return once(html, `${language} ${form} ${easy_read} ${isChannel(rank)}`, () =>
        renderAlert({ alert, language, form, easyRead: easy_read, isChannel: isChannel(rank), ...deps }),
      );
    },
    keyboard({ language: asked, rank }, form) {
      // Whoever reads a channel is nobody whose tap could be counted once.
      if (form === 'withdrawn' || form === 'all_clear' || isChannel(rank)) return undefined;
      const language = languageOf(asked);
      return FEEDBACK_KINDS.map((kind) => [
        { text: deps.translator.t(language, `alerts:feedback.${kind}`), callback_data: feedbackData({ code: alert.code, kind }) },
      ]);
    },
    push({ language: asked }, form) {
      const language = languageOf(asked);
      return once(pushes, `${language} ${form}`, () => renderPush({ alert, language, form, translator: deps.translator }));
    },
  };
}

/** One in which the service itself posts. */
export function isChannel(rank: number): boolean {
  return rank < 0;
}

function languageOf(asked: string): Language {
  return isLanguage(asked) ? asked : 'en';
}

function once<Rendered>(kept: Map<string, Rendered>, key: string, render: () => Rendered): Rendered {
  const rendered = kept.get(key) ?? render();
  kept.set(key, rendered);
  return rendered;
}

/** `replace`: the message is there and can be edited. `follow`: it cannot, or tells of others, too, so a new one tells what has changed. */
export type SendMode = 'new' | 'replace' | 'follow';

export function modeOf(row: ClaimedDelivery): SendMode {
  if (row.version_sent === null || row.message_id === null) return 'new';
  return row.in_digest ? 'follow' : 'replace';
}

export function formOf(alert: AlertToDeliver, mode: SendMode): AlertForm {
  if (alert.state === 'withdrawn') return alert.all_clear ? 'all_clear' : 'withdrawn';
  return mode === 'new' ? 'first' : 'corrected';
}
