// Stored reports as voices to weigh: what is read of a row, with `r` for reports, `s` for signatures and `t` for tellings.

import { sql } from 'kysely';
import type { ShingleSample } from '#core/matching/text-signature.ts';
import type { ReporterVoice } from './independent-reporters.ts';

/** Enough to tell voices apart and to count them. */
export interface SpeakerRow {
  received_at: Date;
  /** Hex of the keyed hash. */
  reporter: string | null;
  reporter_since: Date | null;
  /** Its own where it was not compared yet. */
  template: string;
  device: string | null;
}

/** What weighing them takes as well. */
export interface VoiceRow extends SpeakerRow {
  forward_of: string | null;
  whole: Buffer | null;
  whole_length: number | null;
  own: Buffer | null;
  own_length: number | null;
  vouching: boolean | null;
}

/** When a reporter became known: a chat shows us nothing of an account's age but since when it has reported; partners know their customers. */
export const REPORTER_SINCE = sql<Date | null>`case when r.source in ('telegram', 'web') then (select min(e.received_at) from reports e where e.reporter_hash = r.reporter_hash) end`;

export const SPEAKER_COLUMNS = sql`r.received_at, encode(r.reporter_hash, 'hex') as reporter, ${REPORTER_SINCE} as reporter_since,
  coalesce(s.template::text, r.id::text) as template, encode(r.device_hash, 'hex') as device`;
export const VOICE_COLUMNS = sql`${SPEAKER_COLUMNS}, encode(r.forward_hash, 'hex') as forward_of, t.whole, t.whole_length, t.own, t.own_length, t.vouching`;

export function toSpeaker(row: SpeakerRow): ReporterVoice {
  return {
    at: row.received_at.getTime(),
    template: row.template,
    ...(row.reporter !== null && { reporter: row.reporter }),
    ...(row.reporter_since !== null && { reporterSince: row.reporter_since.getTime() }),
    ...(row.device !== null && { device: row.device }),
  };
}

export function toVoice(row: VoiceRow): ReporterVoice {
  return { ...toSpeaker(row), ...(row.forward_of !== null && { forwardOf: row.forward_of }), ...tellingOf(row) };
}

function tellingOf({ whole, whole_length, own, own_length, vouching }: VoiceRow): Pick<ReporterVoice, 'telling'> {
  const text = sampleOf(whole, whole_length);
  return text === null ? {} : { telling: { whole: text, own: sampleOf(own, own_length), vouching: vouching === true } };
}

function sampleOf(stored: Buffer | null, length: number | null): ShingleSample | null {
  if (stored === null || length === null) return null;
  return { shingles: new Uint32Array(new Uint8Array(stored).buffer), length };
}
