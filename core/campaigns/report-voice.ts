// A stored report as evidence for the detectors.

import type { ReporterVoice } from '#core/clustering/independent-reporters.ts';

export interface VoiceRow {
  received_at: Date;
  /** Hex of the keyed hash. */
  reporter: string | null;
  reporter_since: Date | null;
  template: string;
}

export function toVoice(row: VoiceRow): ReporterVoice {
  return {
    at: row.received_at.getTime(),
    template: row.template,
    ...(row.reporter !== null && { reporter: row.reporter }),
    ...(row.reporter_since !== null && { reporterSince: row.reporter_since.getTime() }),
  };
}
