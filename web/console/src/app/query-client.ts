import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './api.ts';
import { router } from './router.tsx';
import { sayProblem } from './say-problem.ts';

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
  mutationCache: new MutationCache({
    onError: (error, _sent, _before, mutation) => {
      // To a form that asks for a password or a code (`meta: { proves: true }`) a 401 is a wrong one, not the session's end.
      if (mutation.meta?.['proves'] !== true) leaveWhenSignedOut(error);
      // A form that says itself what went wrong sets `meta: { told: true }`.
      if (mutation.meta?.['told'] !== true) sayProblem(error);
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What the server refuses is not asked again; a network that comes back is.
      retry: (failures, error) => failures < 2 && !(error instanceof ApiProblem && error.status < 500),
    },
  },
});

function leaveWhenSignedOut(error: unknown): void {
  const { pathname, href } = router.state.location;
  if (!(error instanceof ApiProblem) || pathname === '/sign-in' || pathname === '/second-factor') return;
  if (error.status === 401) void router.navigate({ to: '/sign-in', search: { back: href } });
  if (error.slug === 'second-factor-missing') void router.navigate({ to: '/second-factor', search: { back: href } });
}
