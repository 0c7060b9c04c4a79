// Stored reports as voices to weigh: what is read of a row, with `r` for reports, `s` for signatures and `t` for tellings.

import { sql } from 'kysely';
import type { ShingleSample } from '#core/matching/text-signature.ts';
import type { ReporterVoice } from './independent-reporters.ts';

export interface VoiceRow {
  received_at: Date;
  reporter: string | null;
  reporter_since: Date | null;
  /** null: not compared yet. */
  template: string | null;
  device: string | null;
  forward_of: string | null;
  whole: Buffer | null;
  whole_length: number | null;
  own: Buffer | null;
  own_length: number | null;
  vouching: boolean | null;
}

/** A chat shows us nothing of an account's age but since when it has reported; partners know their customers. */
export const VOICE_COLUMNS = sql`r.received_at, encode(r.reporter_hash, 'hex') as reporter, s.template,
  case when r.source in ('telegram', 'web') then (select min(e.received_at) from reports e where e.reporter_hash = r.reporter_hash) end as reporter_since,
  encode(r.device_hash, 'hex') as device, encode(r.forward_hash, 'hex') as forward_of, t.whole, t.whole_length, t.own, t.own_length, t.vouching`;

export function toVoice(row: VoiceRow): ReporterVoice {
  return {
    at: row.received_at.getTime(),
    template: row.template ?? '',
    ...(row.reporter !== null && { reporter: row.reporter }),
    ...(row.reporter_since !== null && { reporterSince: row.reporter_since.getTime() }),
    ...(row.device !== null && { device: row.device }),
    ...(row.forward_of !== null && { forwardOf: row.forward_of }),
    ...tellingOf(row),
  };
}

function tellingOf({ whole, whole_length, own, own_length, vouching }: VoiceRow): Pick<ReporterVoice, 'telling'> {
  const text = sampleOf(whole, whole_length);
  return text === null ? {} : { telling: { whole: text, own: sampleOf(own, own_length), vouching: vouching === true } };
}

function sampleOf(stored: Buffer | null, length: number | null): ShingleSample | null {
  if (stored === null || length === null) return null;
  return { shingles: new Uint32Array(new Uint8Array(stored).buffer), length };
}
