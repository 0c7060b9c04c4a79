// Reports as evidence of independent people, read from the database.

import { sql } from 'kysely';
import type { ReporterVoice } from '#core/clustering/independent-reporters.ts';

export interface VoiceRow {
  received_at: Date;
  reporter: string | null;
  reporter_since: Date | null;
  template: string;
}

/** Of `reports r` and its `signatures s`. A partner knows its customers; only who comes by themselves can be fresh. */
export const VOICE_COLUMNS = sql`r.received_at, encode(r.reporter_hash, 'hex') as reporter, s.template,
  case when r.source in ('telegram', 'web') then (select min(e.received_at) from reports e where e.reporter_hash = r.reporter_hash) end as reporter_since`;

export function toVoice(row: VoiceRow): ReporterVoice {
  return {
    at: row.received_at.getTime(),
    template: row.template,
    ...(row.reporter !== null && { reporter: row.reporter }),
    ...(row.reporter_since !== null && { reporterSince: row.reporter_since.getTime() }),
  };
}
