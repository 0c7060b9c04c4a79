// What is written and looked at beside a report.

import { useMutation, useQuery, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { colleagues, comparedText, labelMade, labelPage, translation } from '../../../../api/contract/casework-answers.ts';
import type { originalReport } from '../../../../api/contract/console-answers.ts';
import { get, post, postForFile, type Answer } from '../app/api.ts';

export type Compared = Answer<typeof comparedText>;
export type Original = Answer<typeof originalReport>;
const MINUTE_MS = 60_000;

export function useColleagues(): Answer<typeof colleagues>['items'] {
  return useQuery({ queryKey: ['colleagues'], queryFn: () => get<Answer<typeof colleagues>>('/colleagues'), staleTime: 5 * MINUTE_MS }).data?.items ?? [];
}

export function useLabels(): Answer<typeof labelPage>['items'] {
  return useQuery({ queryKey: ['labels'], queryFn: () => get<Answer<typeof labelPage>>('/labels'), staleTime: MINUTE_MS }).data?.items ?? [];
}

/** Of a path below the report; the report is read anew afterwards. */
export function useOnReport<Body extends object>(reference: string, path: string): UseMutationResult<unknown, Error, Body> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => post(`/reports/${reference}/${path}`, body),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['report', reference] }),
  });
}

/** A new label is put on at once. */
export function useNewLabel(reference: string): UseMutationResult<unknown, Error, { name: string; colour: string }> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (label: { name: string; colour: string }) => {
      const made = await post<Answer<typeof labelMade>>('/labels', label);
      return post(`/reports/${reference}/labels`, { label: made.label.id, on: true });
    },
    onSuccess: () => Promise.all([queryClient.invalidateQueries({ queryKey: ['report', reference] }), queryClient.invalidateQueries({ queryKey: ['labels'] })]),
  });
}

export function useFreezeAnswer(reference: string): UseMutationResult<unknown, Error, { id: string; answer: string }> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, answer }: { id: string; answer: string }) => post(`/freeze-requests/${id}/answer`, { answer }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['report', reference] }),
  });
}

/** Kept nowhere: it is gone with the component that shows it. */
export function useOriginal(reference: string): UseMutationResult<Original, Error, string> {
  const queryClient = useQueryClient();
  return useMutation({
    gcTime: 0,
    mutationFn: (reason: string) => post<Original>(`/reports/${reference}/open-original`, { reason }),
    // The history shows that it was opened.
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['report', reference] }),
  });
}

/** A machine's; the server keeps it, so that it is paid once. */
export function useMachineTranslation(reference: string): UseMutationResult<Answer<typeof translation>, Error, string> {
  return useMutation({ mutationFn: (language: string) => post<Answer<typeof translation>>(`/reports/${reference}/translation`, { language }) });
}

/** As an address within this page; whoever shows it lets go of it. */
export function useEvidenceFile(reference: string, position: number): UseMutationResult<{ url: string; type: string }, Error, string> {
  return useMutation({
    gcTime: 0,
    mutationFn: async (reason: string) => {
      const file = await postForFile(`/reports/${reference}/evidence/${position}/open`, { reason });
      return { url: URL.createObjectURL(file), type: file.type };
    },
  });
}

export function useBeside(reference: string, target: string | undefined): { data: Compared | undefined; isError: boolean; isFetching: boolean } {
  return useQuery({
    queryKey: ['beside', reference, target],
    queryFn: () => post<Compared>(`/reports/${reference}/beside/${target ?? ''}`),
    enabled: target !== undefined,
    staleTime: 5 * MINUTE_MS,
    refetchOnWindowFocus: false,
  });
}
