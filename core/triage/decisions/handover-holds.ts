// Whether what was handed over is still the other force's to see: not taken back, and, where it went by the reporter's consent, with that consent
// as it stands now. Where the copy has been taken out of the console already, that cannot be undone here.

import { sql, type RawBuilder } from 'kysely';

/** Of `report_handovers h` and its `reports r`, whatever the two are called. */
export function handoverHolds(h = 'h', r = 'r'): RawBuilder<boolean> {
  return sql<boolean>`(${sql.ref(`${h}.withdrawn_at`)} is null
    and (${sql.ref(`${h}.ground`)} <> 'consent' or jsonb_exists(${sql.ref(`${r}.consent`)} -> 'share', ${sql.ref(`${h}.country`)})))`;
}
