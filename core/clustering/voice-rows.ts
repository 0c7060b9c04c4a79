// Stored reports as voices to weigh: what is read of a row, with `r` for reports, `s` for signatures and `t` for tellings.

import { sql } from 'kysely';
import type { ReporterVoice } from './independent-reporters.ts';

export interface VoiceRow {
  received_at: Date;
  reporter: string | null;
  reporter_since: Date | null;
  template: string;
  device: string | null;
  forward_of: string | null;
  words: Buffer | null;
  length: number | null;
  own: boolean | null;
  vouching: boolean | null;
}

/** A chat shows us nothing of an account's age but since when it has reported; partners know their customers. */
export const VOICE_COLUMNS = sql`r.received_at, encode(r.reporter_hash, 'hex') as reporter, s.template,
  case when r.source in ('telegram', 'web') then (select min(e.received_at) from reports e where e.reporter_hash = r.reporter_hash) end as reporter_since,
  encode(r.device_hash, 'hex') as device, encode(r.forward_hash, 'hex') as forward_of, t.words, t.length, t.own, t.vouching`;

export function toVoice(row: VoiceRow): ReporterVoice {
  return {
    at: row.received_at.getTime(),
    template: row.template,
    ...(row.reporter !== null && { reporter: row.reporter }),
    ...(row.reporter_since !== null && { reporterSince: row.reporter_since.getTime() }),
    ...(row.device !== null && { device: row.device }),
    ...(row.forward_of !== null && { forwardOf: row.forward_of }),
    ...tellingOf(row),
  };
}

function tellingOf({ words, length, own, vouching }: VoiceRow): Pick<ReporterVoice, 'telling'> {
  if (words === null || length === null) return {};
  // Little-endian, as every machine that Node runs on is.
  return { telling: { words: { shingles: new Uint32Array(new Uint8Array(words).buffer), length }, own: own === true, vouching: vouching === true } };
}
