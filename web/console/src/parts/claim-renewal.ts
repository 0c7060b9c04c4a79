// Whoever has a report open keeps it.

import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, post } from '../app/api.ts';
import { sayMeanwhile } from '../app/say-problem.ts';

/** A claim lasts a quarter of an hour. */
const RENEW_MS = 5 * 60_000;

/** While it is open and mine, it stays mine; told when it was taken over meanwhile. */
export function useClaimRenewal(reference: string | null, isMine: boolean): void {
  const { t } = useTranslation();
  useEffect(() => {
    if (reference === null || !isMine) return undefined;
    const timer = setInterval(() => {
      post(`/reports/${reference}/claim`, { seen_state: 'in_review' }).catch((error: unknown) => {
        clearInterval(timer);
        if (error instanceof ApiProblem && error.status === 409) sayMeanwhile(t('queue.taken', { reference, name: error.facts['by_name'] ?? '?' }));
      });
    }, RENEW_MS);
    return () => clearInterval(timer);
  }, [reference, isMine, t]);
}
