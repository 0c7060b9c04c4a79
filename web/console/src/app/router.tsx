// Every screen has an address; what is filtered or opened stands in it, so that a colleague can be sent what one sees.

import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { ApiProblem } from './api.ts';
import { changeLanguage, LANGUAGES } from './language.ts';
import { queryClient } from './query-client.ts';
import { meQuery } from './session.ts';
import { Shell } from './shell.tsx';
import { Faulty, NotFound } from './states.tsx';
import { SignIn } from '../sign-in/sign-in.tsx';
import { readQueueSearch } from '../queue/queue-search.ts';
import { readReportSearch } from '../report/report-search.ts';

const root = createRootRoute({ notFoundComponent: NotFound, errorComponent: Faulty });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ back }: Record<string, unknown>): { back?: string } => (typeof back === 'string' && back.startsWith('/') ? { back } : {}),
  component: SignIn,
});

const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  beforeLoad: async ({ location }) => {
    try {
      const me = await queryClient.ensureQueryData(meQuery);
      const language = LANGUAGES.find((each) => each === me.language);
      if (language !== undefined && document.documentElement.lang !== language) await changeLanguage(language);
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) throw redirect({ to: '/sign-in', search: { back: location.href } });
      throw error;
    }
  },
});

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/queue' });
  },
});

const queue = createRoute({
  getParentRoute: () => inside,
  path: '/queue',
  validateSearch: readQueueSearch,
  component: lazyRouteComponent(() => import('../queue/queue-page.tsx'), 'QueuePage'),
});

const report = createRoute({
  getParentRoute: () => inside,
  path: '/reports/$reference',
  validateSearch: readReportSearch,
  component: lazyRouteComponent(() => import('../report/report-page.tsx'), 'ReportPage'),
});

const shift = createRoute({
  getParentRoute: () => inside,
  path: '/shift',
  component: lazyRouteComponent(() => import('../shift/shift-page.tsx'), 'ShiftPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([signIn, inside.addChildren([home, queue, report, shift])]),
  basepath: '/console',
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
