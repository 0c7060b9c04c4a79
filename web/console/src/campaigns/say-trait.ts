import { word } from '../parts/say.ts';

/** `motif:pet`, `concept:FEE_FIRST`, `rail:crypto`, `channel:call` in the officer's words. */
export function sayTrait(trait: string): string {
  const [kind = '', name = ''] = trait.split(':');
  if (kind === 'rail' || kind === 'channel') return word(`taxonomy:${kind}s.${name}`, name);
  return word(`traits:${kind}.${name}`, name);
}
