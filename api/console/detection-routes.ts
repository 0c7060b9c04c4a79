// What the detectors found and what became of it: for the weekly review, and beside a proposal.

import { alarmQuery, curveQuery, reviewQuery } from '#api/contract/console.ts';
import { alarmPage, curve, detectionReview } from '#api/contract/oversight-answers.ts';
import { listAlarms, reportCurve, reviewDetection } from '#core/detection/alarm-queries.ts';
import { pageOf, route, type ConsoleRoute } from './console-route.ts';

export const DETECTION_ROUTES: readonly ConsoleRoute[] = [
  route({
    method: 'get',
    path: '/alarms',
    capability: 'alert.read',
    summary: 'Alarms of the detectors, the newest first; those of one alert are what it rests on',
    query: alarmQuery,
    answer: alarmPage,
    run: async ({ context, query }) => pageOf(await listAlarms(context.db, query), query.limit, ({ id }) => id),
  }),
  route({
    method: 'get',
    path: '/detection',
    capability: 'alert.read',
    summary: 'Week by week: alarms, what became of their proposals, and false alarms beside the budget',
    query: reviewQuery,
    answer: detectionReview,
    run: async ({ context, query }) => reviewDetection(context.db, { now: context.clock.now(), weeks: query.weeks }),
  }),
  route({
    method: 'get',
    path: '/curve',
    capability: 'campaign.read',
    summary: 'Reports a day, by when it happened and by when it was told',
    query: curveQuery,
    answer: curve,
    run: async ({ context, query }) => ({ items: await reportCurve(context.db, { ...query, now: context.clock.now() }) }),
  }),
];
