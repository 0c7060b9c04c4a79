// What is looked for in the audit trail, as the address says it.

import { kept, PATTERNS, readText } from '../app/read-search.ts';

export type AuditSearch = ReturnType<typeof readAuditSearch>;

export function readAuditSearch(search: Record<string, unknown>) {
  return kept({
    actor: readText(search, 'actor', PATTERNS.code),
    action: readText(search, 'action', PATTERNS.code),
    subject_kind: readText(search, 'subject_kind', PATTERNS.code),
    subject_id: readText(search, 'subject_id', /^[\w.: -]{1,64}$/),
    from: readText(search, 'from', PATTERNS.day),
    to: readText(search, 'to', PATTERNS.day),
  });
}

/** Days are the officer's own; the last one is included. */
export function auditQueryOf({ from, to, ...rest }: AuditSearch): Record<string, string | undefined> {
  const start = (day: string, more: number): string => {
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
    return new Date(year, month - 1, date + more).toISOString();
  };
  return { ...rest, since: from === undefined ? undefined : start(from, 0), until: to === undefined ? undefined : start(to, 1) };
}
