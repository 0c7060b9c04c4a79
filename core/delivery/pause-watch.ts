// A pause also holds what is claimed and not yet sent, and so does a slower pace: whoever sends looks again and again whether there is one.

import type { Database } from '#core/database.ts';
import type { ClaimedDelivery } from '#core/delivery/delivery-store.ts';
import { holdOf, type Hold } from '#core/delivery/delivery-queries.ts';

type Row = Pick<ClaimedDelivery, 'alert_id' | 'version_sent' | 'version_wanted' | 'pace'>;

export interface PauseWatch {
  /** Those of the rows that are not to be sent now: a pause holds them, or they were taken before the pace changed. */
  kept<Each extends Row>(rows: readonly Each[]): Promise<Set<Each>>;
}

/** At Telegram's 30 a second, eight messages. */
const LOOK_EVERY_MS = 250;

export function createPauseWatch(db: Database): PauseWatch {
  const looks = new Map<string, { at: number; hold: Promise<Hold> }>();

  function look(alertId: string): Promise<Hold> {
    const last = looks.get(alertId);
    const now = performance.now();
    if (last !== undefined && now - last.at < LOOK_EVERY_MS) return last.hold;
    const hold = holdOf(db, alertId);
    looks.set(alertId, { at: now, hold });
    return hold;
  }

  return {
    async kept(rows) {
      const kept = new Set<(typeof rows)[number]>();
      for (const row of rows) if (keeps(await look(row.alert_id), row)) kept.add(row);
      return kept;
    },
  };
}

/** At full pace everything goes, whenever it was taken. */
function keeps({ paused_version, pace }: Hold, row: Row): boolean {
  const isNew = row.version_sent === null;
  if (paused_version !== null && (isNew || row.version_wanted <= paused_version)) return true;
  return isNew && pace !== null && row.pace !== pace;
}
