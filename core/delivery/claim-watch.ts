// What a process that died had claimed is given back. No wall clock can tell a dead one's claim from a living one's: clocks are set, and a machine that
// slept wakes in another hour. So whoever sends watches the claims it sees by its own steady time, and takes for nobody's what has stood unchanged for
// `staleMs` while it looked; who lives gives up what it could not send in half of that (delivery-sender.ts).

import { claimTimes, giveBack, hastenRetries } from '#core/delivery/claim-store.ts';
import type { CoreContext } from '#core/context.ts';
import type { DeliverySettings } from '#core/delivery/delivery.ts';
import type { Channel } from '#core/subscribers/subscriber-words.ts';

export interface ClaimWatch {
  /** At the clock each time, at the ledger when it is time. */
  look(): Promise<void>;
}

type Settings = Pick<DeliverySettings, 'staleMs' | 'longestRetryMs'>;

/** So many looks until a claim is nobody's; when three were missed, as while the database was away, it watches anew. */
const LOOKS = 10;
const MISSED = 3;
/** Clocks that are kept in step by slewing never lose as much between two looks. */
const SET_BACK_MS = 1_000;

export function createClaimWatch(
  { db, clock }: Pick<CoreContext, 'db' | 'clock'>,
  { channel, settings: { staleMs, longestRetryMs } }: { channel: Channel; settings: Settings },
): ClaimWatch {
  /** When a claim was first seen, by its time of claiming, which is its name and nothing else here. */
  let seen = new Map<number, number>();
  let lastLook = -Infinity;
  /** Of the wall clock to the steady one; unknown to whoever begins. */
  let offset = Infinity;

  async function hastenIfSetBack(steady: number): Promise<void> {
    const now = clock.now();
    const before = offset;
    offset = now.getTime() - steady;
    if (before - offset > SET_BACK_MS) await hastenRetries(db, { channel, now, longestRetryMs });
  }

  return {
    async look() {
      const steady = performance.now();
      await hastenIfSetBack(steady);
      if (steady - lastLook < staleMs / LOOKS) return;
      const claims = (await claimTimes(db, channel)).map((at) => at.getTime());
      const before = steady - lastLook > (MISSED * staleMs) / LOOKS ? new Map<number, number>() : seen;
      lastLook = steady;
      seen = new Map(claims.map((at) => [at, before.get(at) ?? steady]));
      const nobodys = claims.filter((at) => steady - (seen.get(at) ?? steady) >= staleMs);
      if (nobodys.length > 0) await giveBack(db, { channel, claimedAt: nobodys.map((at) => new Date(at)) });
    },
  };
}
