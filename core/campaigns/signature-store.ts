// SQL of signatures: written under the joining lock, read by number.

import { sql, type RawBuilder } from 'kysely';
import type { Joining } from '#core/campaigns/joining-lock.ts';
import type { Database } from '#core/database.ts';
import { KEYS_VERSION, type TellingIndicator } from '#core/matching/indicator-weight.ts';
import { keyOfBand, type IndexedReport } from '#core/matching/index/report-index.ts';
import { SIGNATURE_VERSION, type TextSignature } from '#core/matching/text-signature.ts';

/** Version of a signature of which nothing is left. */
export const ERASED_VERSION = 0;

export interface SignatureOfReport {
  reportId: string;
  signature: TextSignature;
}

/** One a report; a report that is matched anew gets a new number. */
export async function storeSignatures({ tx }: Joining, signatures: readonly SignatureOfReport[]): Promise<void> {
  if (signatures.length > 0) await insertingSignatures(signatures).execute(tx);
}

/** Under the joining lock, numbered in this order. */
export function insertingSignatures(signatures: readonly SignatureOfReport[]): RawBuilder<unknown> {
  const of = <Value>(value: (signature: TextSignature) => Value): Value[] => signatures.map(({ signature }) => value(signature));
  return sql`
    insert into signatures (report_id, bands, shingles, length, template, version, keys_version)
    select report_id, bands::bigint[], shingles, length, template, ${sql.lit(SIGNATURE_VERSION)}, ${sql.lit(KEYS_VERSION)}
    from unnest(${signatures.map(({ reportId }) => reportId)}::uuid[], ${of(({ bands }) => `{${bands.join()}}`)}::text[], ${of(bytesOf)}::bytea[],
      ${of(({ length }) => length)}::integer[], ${of(({ template }) => template)}::bigint[]) as u (report_id, bands, shingles, length, template)
    on conflict (report_id) do update set bands = excluded.bands, shingles = excluded.shingles, length = excluded.length,
      template = excluded.template, version = excluded.version, keys_version = excluded.keys_version, number = default`;
}

function bytesOf({ shingles }: TextSignature): Buffer {
  return Buffer.from(shingles.buffer, shingles.byteOffset, shingles.byteLength);
}

/** What the text's hashes told goes; that it went is a change like any other. */
export async function eraseSignature({ tx }: Joining, reportId: string): Promise<void> {
  await sql`update signatures set bands = '{}', shingles = '', length = 0, template = 0, version = ${ERASED_VERSION}, number = default
    where report_id = ${reportId}`.execute(tx);
}

export interface SignatureChange {
  /** Ascending; see the migration. */
  number: number;
  id: string;
  /** null: no longer to be compared with. */
  report: IndexedReport | null;
}

/** Changes after a number, in their order. */
export async function readSignatures(db: Database, { after, limit }: { after: number; limit: number }): Promise<SignatureChange[]> {
  const { rows } = await sql<SignatureRow>`
    select s.number, s.report_id as id, array_send(s.bands) as bands, s.shingles, s.length, s.version, k.hashes, k.kinds, k.weights
    from (select * from signatures where number > ${after} order by number limit ${limit}) s
    left join lateral (
      select array_agg(encode(m.key_hash, 'hex')) as hashes, array_agg(m.kind) as kinds, array_agg(m.weight) as weights from match_keys m where m.report_id = s.report_id
    ) k on true
    order by s.number`.execute(db);
  return rows.map((row) => ({ number: row.number, id: row.id, report: row.version === SIGNATURE_VERSION ? reportOf(row) : null }));
}

/** Bytes of a key and of what lies under it, measured on a million varied reports: half of their keys are shared by few. */
const KEY_BYTES = 8;
/** A report's own words beside its shingles, its sketch and its id. */
const RECORD_BYTES = 105;

/** What the index of all reports will take, roughly. */
export async function indexNeeds(db: Database): Promise<{ reports: number; bytes: number }> {
  const { rows } = await sql<{ reports: number; words: number; keys: number }>`
    select count(*)::int as reports, coalesce(sum(octet_length(shingles)), 0)::float8 as words, coalesce(sum(cardinality(bands)), 0)::float8 as keys
    from signatures where version = ${SIGNATURE_VERSION}`.execute(db);
  const { reports = 0, words = 0, keys = 0 } = rows[0] ?? {};
  return { reports, bytes: words + keys * KEY_BYTES + reports * RECORD_BYTES };
}

interface SignatureRow {
  number: number;
  id: string;
  bands: Buffer;
  shingles: Buffer;
  length: number;
  version: number;
  hashes: string[] | null;
  kinds: TellingIndicator['kind'][] | null;
  weights: number[] | null;
}

function reportOf({ id, bands, shingles, length, hashes, kinds, weights }: SignatureRow): IndexedReport {
  const telling = (hashes ?? []).flatMap((key, at): TellingIndicator[] => {
    const [kind, weight] = [kinds?.[at], weights?.[at]];
    return kind === undefined || weight === undefined ? [] : [{ key, kind, weight }];
  });
  return { id, keys: readBands(bands), signature: { shingles: readShingles(shingles), length }, telling };
}

/** Little-endian, as every machine that Node runs on is. */
export function readShingles(stored: Buffer): Uint32Array {
  return new Uint32Array(new Uint8Array(stored).buffer);
}

// PostgreSQL's binary form of an array: dimensions, flags, element type, size, lower bound (20 bytes); then length and value of each element.
const ARRAY_HEAD = 20;
const ELEMENT = 12;

function readBands(sent: Buffer): Uint32Array {
  const keys = new Uint32Array(Math.max(0, (sent.length - ARRAY_HEAD) / ELEMENT));
  const view = new DataView(sent.buffer, sent.byteOffset, sent.byteLength);
  for (let at = 0; at < keys.length; at += 1) {
    const start = ARRAY_HEAD + at * ELEMENT + 4;
    keys[at] = keyOfBand(view.getUint32(start), view.getUint32(start + 4));
  }
  return keys;
}
