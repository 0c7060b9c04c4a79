// What may have left, as a person would say it: each leads to rows of the decision table.

import type { SafetyCardRequest } from './safety.ts';

/** In the order of urgency: a life, the phone, money, then what follows. */
export const LOSS_KINDS = ['held', 'transfer', 'cash', 'card', 'gift_card', 'crypto', 'code', 'app', 'images', 'account'] as const;
export type LossKind = (typeof LOSS_KINDS)[number];

export const LOSS_OF_KIND: Record<LossKind, Pick<SafetyCardRequest, 'rail' | 'types'>> = {
  held: { types: ['TRAFFICK'] },
  transfer: { rail: 'bank_transfer' },
  cash: { rail: 'cash' },
  card: { rail: 'card' },
  gift_card: { rail: 'gift_card' },
  crypto: { rail: 'crypto' },
  code: { types: ['PHISH'] },
  app: { types: ['MALWARE'] },
  images: { types: ['SEXTORT'] },
  account: { types: ['MULE'] },
};

export function isLossKind(value: unknown): value is LossKind {
  return (LOSS_KINDS as readonly unknown[]).includes(value);
}
