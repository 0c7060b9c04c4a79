// What happens while an officer looks: names of what changed, never what is in it. The console asks for those again that it shows.

import { eventQuery } from '#api/contract/console.ts';
import { consoleEvent } from '#api/contract/queue-answers.ts';
import { readMarks, writeMarks } from '#core/live/console-changes.ts';
import { route, type ConsoleRoute } from './console-route.ts';

export const EVENT_ROUTES: readonly ConsoleRoute[] = [
  {
    ...route({
      method: 'get',
      path: '/events',
      capability: 'report.list',
      summary: 'What changes, as server-sent events, until the session ends; begins behind `Last-Event-ID`, or behind `after`',
      query: eventQuery,
      answer: consoleEvent,
      run: async () => null,
    }),
    follow: ({ feed, query, lastEventId }, tell) => {
      const since = readMarks(lastEventId ?? eventQuery.parse(query).after ?? '');
      return feed.listen(({ marks, changes, lookAgain }) => tell({ id: writeMarks(marks), data: { ...changes, look_again: lookAgain } }), since ?? undefined);
    },
  },
];
