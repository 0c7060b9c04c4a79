import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './api.ts';
import { router } from './router.tsx';
import { sayProblem } from './say-problem.ts';

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
  mutationCache: new MutationCache({
    onError: (error, _sent, _before, mutation) => {
      leaveWhenSignedOut(error);
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
  if (!(error instanceof ApiProblem) || error.status !== 401 || router.state.location.pathname === '/sign-in') return;
  void router.navigate({ to: '/sign-in', search: { back: router.state.location.href } });
}
