// From a keyed hash back to the value, by opening it in a report that names it. For officers only: the callers check and write down who saw it.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import { indicatorKey } from '#core/matching/indicator-weight.ts';
import type { Indicator } from '#core/reading/reading.ts';

interface SealedIndicator {
  report_id: string;
  value_hash: Buffer;
  sealed: Buffer;
  wrapped_key: Buffer;
}

/** @param ids keyed hashes in hex. @returns value by id, as the newest report spells it; those whose reports are all erased are missing. */
export async function openValues({ db, vault }: CoreContext, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<SealedIndicator>`
    with newest as (
      select distinct on (k.key_hash) r.id, r.wrapped_key from match_keys k join reports r on r.id = k.report_id
      where k.key_hash = any(${ids.map((id) => Buffer.from(id, 'hex'))}::bytea[]) and r.wrapped_key is not null and r.state <> 'rejected'
      order by k.key_hash, k.report_id desc
    )
    select i.report_id, i.value_hash, i.sealed, n.wrapped_key
    from (select distinct * from newest) n join indicators i on i.report_id = n.id where i.sealed is not null`.execute(db);
  const wanted = new Set(ids);
  const values = new Map<string, string>();
  for (const [reportId, indicators] of Map.groupBy(rows, ({ report_id }) => report_id)) {
    const [{ wrapped_key } = { wrapped_key: Buffer.alloc(0) }] = indicators;
    const key = vault.unwrap(wrapped_key, reportId);
    for (const { sealed, value_hash } of indicators) {
      const place = `indicators/sealed/${reportId}/${value_hash.toString('hex')}`;
      const indicator = JSON.parse(vault.open(key, sealed, place).toString('utf8')) as Indicator;
      const id = vault.hash('match-key', indicatorKey(indicator)).toString('hex');
      if (wanted.has(id) && !values.has(id)) values.set(id, indicator.value);
    }
  }
  return values;
}
