// What a reading says that makes its report more pressing in the officers' queue: few codes, kept in plain beside the type.

import type { Reading } from '#core/reading/reading.ts';

/** `held`: somebody is kept where they do not want to be, told of in the text. `money_lost`: so the writer says. */
export const WEIGHS = ['held', 'money_lost', 'intimate_images', 'device', 'identity_documents', 'credentials'] as const;
export type Weigh = (typeof WEIGHS)[number];

export function weighsOf({ facets: { harms }, modus, loss }: Pick<Reading, 'facets' | 'modus' | 'loss'>): Weigh[] {
  const found: Record<Weigh, boolean> = {
    // A job abroad may cost one's liberty; only the telling word says that it has.
    held: harms.includes('liberty') && modus.includes('HELD'),
    money_lost: loss.state === 'lost',
    intimate_images: harms.includes('intimate_images'),
    device: harms.includes('device'),
    identity_documents: harms.includes('identity_documents'),
    credentials: harms.includes('credentials'),
  };
  return WEIGHS.filter((weigh) => found[weigh]);
}
