// GET /v1/stats: the counts of the page /stats, for machines.

import { Router } from 'express';
import { PUBLIC_CACHE } from '#api/alerts-router.ts';
import type { PublicStatisticsAnswer } from '#api/contract/statistics.ts';
import { methodNotAllowed } from '#api/problem.ts';
import type { PublicStatistics } from '#core/statistics/public-statistics.ts';

export function createStatisticsRouter(statistics: () => Promise<PublicStatistics>): Router {
  const router = Router();
  router.get('/', async (_request, response) => {
    const { computed_at, ...counts } = await statistics();
    const answer: PublicStatisticsAnswer = { computed_at: computed_at.toISOString(), ...counts };
    response.set('Cache-Control', PUBLIC_CACHE).json(answer);
  });
  router.all('/', methodNotAllowed('GET'));
  return router;
}
