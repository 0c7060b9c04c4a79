import type { RingKind, TracelessKind } from './simulate-ring.ts';

/** 1,000 rings that leave traces, and 150 that leave little or none. */
export const RINGS_OF_KIND: Record<RingKind | TracelessKind, number> = {
  many_accounts: 112,
  one_template: 111,
  paraphrased_template: 111,
  one_device: 111,
  old_accounts: 111,
  slow_drip: 111,
  forward_chain: 111,
  machine_burst: 111,
  whitewashing: 111,
  machine_beat: 50,
  bought_accounts_script_alone: 50,
  new_accounts_own_words_each: 50,
};
