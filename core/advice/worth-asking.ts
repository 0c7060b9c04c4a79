// Which reports a second opinion is asked for: where the reader does not know, and where being wrong costs most.

import type { Harm } from '#core/reading/classify/facets.ts';
import type { Reading } from '#core/reading/reading.ts';

/** Somebody's freedom, body or telephone is in the scammer's hands. */
const GRAVE: readonly Harm[] = ['liberty', 'intimate_images', 'device'];

export function isWorthAsking({ verdict, facets, loss }: Pick<Reading, 'verdict' | 'facets' | 'loss'>): boolean {
  if (verdict === 'unclear') return true;
  return verdict !== 'benign' && (loss.state === 'lost' || facets.harms.some((harm) => GRAVE.includes(harm)));
}
