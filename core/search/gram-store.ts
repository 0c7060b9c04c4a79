// The blind index: which short pieces a report contains, by keyed hash. Its 16 bits are shared by several pieces, so a hash tells less than its
// piece would; whatever is found is opened and looked at before it is shown.

import { createHmac } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import type { Vault } from '#core/privacy/vault.ts';
import type { Reading } from '#core/reading/reading.ts';
import { bareDigits, gramsOf, GRAMS_VERSION, searchable } from './grams.ts';

const BUCKETS = 2 ** 16;
/** A report of 20,000 characters has no more; one that is longer is found by its beginning. */
const MOST = 6_000;
/** Pieces whose hashes are remembered: most of what a language uses. */
const REMEMBERED = 60_000;

export type GramHasher = (gram: string) => number;

const hashers = new WeakMap<object, GramHasher>();

/** One a vault: deriving its key and remembering hashes is worth it once. */
export function gramHasher(vault: Pick<Vault, 'derive'>): GramHasher {
  const known = hashers.get(vault);
  if (known !== undefined) return known;
  const key = vault.derive('search-grams');
  const remembered = new Map<string, number>();
  const hasher = (gram: string): number => {
    const before = remembered.get(gram);
    if (before !== undefined) return before;
    const hash = createHmac('sha256', key).update(gram).digest().readUInt32BE(0) % BUCKETS;
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(gram, hash);
    return hash;
  };
  hashers.set(vault, hasher);
  return hasher;
}

/** Officers see the masked text and the suspect's tools by default: nothing else can be searched for. */
export function searchedTexts({ masked, indicators }: Pick<Reading, 'masked' | 'indicators'>): { text: string; tools: string[] } {
  const tools = indicators
    .filter(({ own }) => own !== true)
    .flatMap(({ value, raw, registrable }) => [value, raw, ...(registrable === undefined ? [] : [registrable])]);
  return { text: masked, tools: [...new Set(tools)] };
}

/** In order, each once. */
export function gramHashes(vault: Pick<Vault, 'derive'>, reading: Pick<Reading, 'masked' | 'indicators'>): number[] {
  const hasher = gramHasher(vault);
  const { text, tools } = searchedTexts(reading);
  const runs = [text, ...tools].flatMap((each) => searchable(each).runs);
  // A number is looked for by its national part, however it was written.
  const numbers = [...runs.flatMap((run) => (run.kind === 'd' ? [run.text] : [])), ...tools.filter((tool) => /^\+?\d[\d\s-]*$/.test(tool))];
  const grams = [...runs.flatMap(gramsOf), ...numbers.flatMap((number) => gramsOf({ kind: 'd', text: bareDigits(number) }))];
  const hashes = new Set<number>();
  for (const gram of grams) {
    if (hashes.size >= MOST) break;
    hashes.add(hasher(gram));
  }
  return [...hashes].toSorted((a, b) => a - b);
}

export interface GramRow {
  report_id: string;
  grams: number[];
}

export async function storeGrams(db: Database, rows: readonly GramRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into report_grams (report_id, version, grams)
    select g.report_id, ${GRAMS_VERSION}, g.grams::integer[]
    from unnest(${rows.map(({ report_id }) => report_id)}::uuid[], ${rows.map(({ grams }) => `{${grams.join(',')}}`)}::text[]) as g (report_id, grams)
    join ${keptFor(rows.map(({ report_id }) => report_id))} kept using (report_id)
    on conflict (report_id) do update set version = excluded.version, grams = excluded.grams`.execute(db);
}

/** Reports that are not erased, nor will be before this is stored: what is being erased is waited for and left out. */
export function keptFor(ids: readonly string[]): RawBuilder<unknown> {
  return sql`(select id as report_id from reports where id = any(${ids}::uuid[]) and state <> 'erased' order by id for no key update)`;
}

export async function eraseGrams(db: Database, reportId: string): Promise<void> {
  await db.deleteFrom('report_grams').where('report_id', '=', reportId).execute();
}

/** Ids of reports that contain all of them, or look so; the newest first. */
export async function reportsWithAll({ db, vault }: Pick<CoreContext, 'db' | 'vault'>, grams: readonly string[], limit: number): Promise<string[]> {
  const hasher = gramHasher(vault);
  const wanted = [...new Set(grams.map(hasher))];
  const { rows } = await sql<{ id: string }>`
    select r.id from report_grams g join reports r on r.id = g.report_id
    where g.grams @> ${wanted}::integer[] and r.state <> 'erased'
    order by r.received_at desc, r.id desc limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}
