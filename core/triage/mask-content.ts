// The copy of a report that an officer sees by default: the suspect's tools stay, what identifies the person who reported does not.

import { readMessage } from '#core/reading/read-message.ts';
import type { Reading } from '#core/reading/reading.ts';
import type { Loss, ReportContent } from '#core/reports/report.ts';
import type { ScamType } from '#core/taxonomy/taxonomy.ts';

export interface MaskedContent {
  text: string;
  loss: Loss | null;
  suspects: ReportContent['suspects'];
  evidence: ReportContent['evidence'];
  /** It puts right what the report it adds to says. */
  corrects: boolean;
  /** Whether the original has a way to reach the reporter. */
  can_be_reached: boolean;
  told_type: ScamType | null;
  on_behalf: ReportContent['on_behalf'] | null;
}

/** @param reading of the same text, when it was read already. */
export function maskContent(content: ReportContent, reading: Pick<Reading, 'masked'> | null): MaskedContent {
  return {
    text: reading?.masked ?? mask(content.text),
    loss: content.loss === undefined ? null : { ...content.loss, ...(content.loss.to !== undefined && { to: mask(content.loss.to) }) },
    suspects: content.suspects.map(({ kind, value }) => ({ kind, value: mask(value) })),
    evidence: content.evidence.map(({ filename, content_type }) => ({ filename: mask(filename), content_type })),
    corrects: content.corrects === true,
    can_be_reached: content.reporter?.contact !== undefined || content.chat_id !== undefined,
    told_type: content.told_type ?? null,
    on_behalf: content.on_behalf ?? null,
  };
}

export function mask(text: string): string {
  return readMessage({ text }).masked;
}
