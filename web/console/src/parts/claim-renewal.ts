// Whoever has a report open keeps it.

import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, post } from '../app/api.ts';
import { sayMeanwhile } from '../app/say-problem.ts';

/** A claim lasts a quarter of an hour. */
const RENEW_MS = 5 * 60_000;
const MARGIN_MS = 60_000;

interface OwnClaim {
  reference: string;
  expiresAt: string | null;
}

/** While it is open and mine, it stays mine; told when it was taken over meanwhile. @param claim null: what is open is not mine. */
export function useClaimRenewal(claim: OwnClaim | null): void {
  const reference = claim?.reference ?? null;
  const left = claim === null || claim.expiresAt === null ? 0 : Date.parse(claim.expiresAt) - Date.now();
  // One that would run out before the timer comes round is held on at once; one that has run out is not taken anew by looking at it.
  const isShort = left > 0 && left < RENEW_MS + MARGIN_MS;
  const { t } = useTranslation();
  useEffect(() => {
    if (reference === null) return undefined;
    const renew = (): void => {
      post(`/reports/${reference}/claim`, { seen_state: 'in_review' }).catch((error: unknown) => {
        clearInterval(timer);
        if (error instanceof ApiProblem && error.status === 409) sayMeanwhile(t('queue.taken', { reference, name: error.facts['by_name'] ?? '?' }));
      });
    };
    const timer = setInterval(renew, RENEW_MS);
    if (isShort) renew();
    return () => clearInterval(timer);
  }, [reference, isShort, t]);
}
