// The safety card of a report that is stored, by everything known of it.

import type { ReportRow } from '#core/database.ts';
import type { Reading } from '#core/reading/reading.ts';
import type { ReportContent } from '#core/reports/report.ts';
import { safetyCard } from '#core/safety/safety-card.ts';
import type { SafetyCard } from '#core/safety/safety.ts';
import { RAILS, type Language, type Rail } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';

export interface KnownReport {
  row: Pick<ReportRow, 'loss_state' | 'paid_at' | 'urgent' | 'received_at' | 'country'>;
  content: ReportContent;
  reading: Reading;
  language: Language;
  /** Lines that are closed then are left out. */
  now: Date;
}

const DAY_MS = 86_400_000;

export function cardOfReport(translator: Translator, { row, content, reading, language, now }: KnownReport): SafetyCard {
  const paidAt = paidAtOf(row, content);
  return safetyCard(
    {
      loss: row.loss_state,
      within_24h: paidAt === null ? row.urgent : row.received_at.getTime() - paidAt.getTime() <= DAY_MS,
      rail: railOfReport(content, reading),
      types: content.told_type === undefined ? reading.types.map(({ code }) => code) : [content.told_type],
      country: row.country,
      language,
      now,
    },
    translator,
  );
}

export function railOfReport({ loss }: ReportContent, { facets }: Reading): Rail | null {
  return RAILS.find((each) => each === loss?.rail) ?? facets.rail;
}

export function paidAtOf(row: Pick<ReportRow, 'paid_at'>, { loss }: ReportContent): Date | null {
  return row.paid_at ?? (loss?.paid_at === undefined ? null : new Date(loss.paid_at));
}
