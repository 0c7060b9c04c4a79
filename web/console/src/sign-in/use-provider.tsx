import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { providerAddress, signInWays } from '../../../../api/contract/account-answers.ts';
import { get, post, type Answer } from '../app/api.ts';

/** To the force's own identity provider, where one is configured; `again`: to sign in there anew, as a step up. */
export function UseProvider({ label, back, again = false }: { label: string; back: string; again?: boolean }): ReactNode {
  const ways = useQuery({ queryKey: ['ways'], queryFn: () => get<Answer<typeof signInWays>>('/auth/ways'), staleTime: Infinity });
  const leaving = useMutation({
    mutationFn: () => post<Answer<typeof providerAddress>>('/auth/oidc', { back, again }),
    onSuccess: ({ url }) => location.assign(url),
  });
  if (ways.data?.provider !== true) return null;
  return (
    <Button variant="default" fullWidth mt="xs" loading={leaving.isPending} onClick={() => leaving.mutate()}>
      {label}
    </Button>
  );
}
