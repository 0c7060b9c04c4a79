// A warning that is still being written, as it would be read: Telegram's message and the public page, by the renderers that make the real ones.

import { alertPageParts } from '#api/pages/alert-page.ts';
import { pageContextIn, renderPage } from '#api/pages/kit/page.ts';
import type { AlertContent } from '#core/alerts/alert.ts';
import type { AlertDetail } from '#core/alerts/alert-queries.ts';
import type { PublishedAlert } from '#core/alerts/published-alerts.ts';
import { renderAlert } from '#core/delivery/render-alert.ts';
import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';

/** Where code and address will stand once the first version is kept: nothing that could be taken for one. */
const TO_COME = { id: '…', code: '········' } as const;

export interface AlertToPreview {
  content: AlertContent;
  /** Whose next version it would be; absent: nothing is kept yet. */
  kept?: Pick<AlertDetail, 'id' | 'code' | 'version' | 'published_at'> | undefined;
  /** What the public reads now; absent: nothing of it. */
  published?: AlertContent | undefined;
  now: Date;
}

export interface AlertPreview {
  /** Telegram's HTML. */
  telegram: string;
  /** A whole document, with absolute paths. */
  page: string;
}

export function previewAlert(
  { translator, publicUrl }: { translator: Translator; publicUrl: string },
  { content, kept, published, now }: AlertToPreview,
): Record<Language, AlertPreview> {
  const isCorrection = published !== undefined;
  const published_at = (isCorrection ? kept?.published_at : null) ?? now;
  const alert: PublishedAlert = {
    id: kept?.id ?? TO_COME.id,
    code: kept?.code ?? TO_COME.code,
    state: 'published',
    version: (kept?.version ?? 0) + 1,
    content,
    content_hash: '',
    published_at,
    updated_at: now,
    expires_at: new Date(content.valid_until),
    ended_at: null,
    all_clear: false,
  };
  const toDeliver = { ...alert, state: 'published' as const, published_version: alert.version };
  const shownIn = (language: Language): AlertPreview => {
    const context = pageContextIn(language, `/alerts/${alert.id}`, translator);
    return {
      telegram: renderAlert({ alert: toDeliver, language, form: isCorrection ? 'corrected' : 'first', translator, publicUrl }),
      page: renderPage(context, alertPageParts(context, alert, { before: published ?? null, publicUrl })),
    };
  };
  return Object.fromEntries(LANGUAGES.map((language) => [language, shownIn(language)])) as Record<Language, AlertPreview>;
}
