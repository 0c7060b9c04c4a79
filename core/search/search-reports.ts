// Finding reports by what they say: candidates by the blind index, then each is opened and looked at, the newest first, until there are enough
// or it has taken long enough. That somebody searched is in the audit trail; what for is not.

import { appendAudit } from '#core/audit/append-audit.ts';
import type { CoreContext } from '#core/context.ts';
import { loadReading } from '#core/reports/read-report.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import { listReports, type ReportListItem } from '#core/triage/report-list.ts';
import { reportsWithAll, searchedTexts } from './gram-store.ts';
import { searchable } from './grams.ts';
import { directOf, gramsOfTerms, hitsIn, termsOf, type Direct, type Terms } from './search-query.ts';

/** Opened for one search; 400 take some 50 ms. */
const MOST_OPENED = 400;
const BUDGET_MS = 1_000;
const SHOWN = 50;
/** Characters of the text around the first hit. */
const BEFORE = 80;
const AROUND = 320;
const ANY_STATE = ['received', 'in_review', 'confirmed', 'rejected', 'duplicate'] as const;

export interface FoundReport {
  report: ReportListItem;
  /** A part of the masked text. */
  text: string;
  /** UTF-16 offsets within that part. */
  hits: [start: number, end: number][];
  /** The suspect's tools in which something was found. */
  indicators: string[];
}

export interface SearchAnswer {
  /** What was typed names this one thing. */
  go: { kind: 'report' | 'campaign' | 'alert'; id: string } | null;
  items: FoundReport[];
  /** Older reports may contain it, too. */
  stopped_early: boolean;
  /** Nothing of it is long enough to be looked for. */
  too_short: boolean;
}

export interface SearchReports {
  by: Actor;
  query: string;
}

/** @throws DomainError `forbidden`. */
export async function searchReports(context: CoreContext, { by, query }: SearchReports): Promise<SearchAnswer> {
  requireCapability(by, 'report.open');
  const go = await firstThatExists(context, directOf(query));
  if (go !== null) return { go, items: [], stopped_early: false, too_short: false };
  const terms = termsOf(query);
  const grams = gramsOfTerms(terms);
  if (grams.length === 0) return { go: null, items: [], stopped_early: false, too_short: true };
  const candidates = await reportsWithAll(context, grams, MOST_OPENED + 1);
  const { matches, stoppedEarly, opened } = await verify(context, candidates, terms);
  const items = await present(context, matches);
  const details = { candidates: candidates.length, opened, found: items.length };
  await appendAudit(context, { actor: by.id, action: 'report.searched', subject: { kind: 'search', id: 'reports' }, details });
  context.telemetry.record('reports_searched', { outcome: stoppedEarly ? 'stopped_early' : 'whole' });
  return { go: null, items, stopped_early: stoppedEarly, too_short: false };
}

async function firstThatExists({ db }: CoreContext, named: readonly Direct[]): Promise<SearchAnswer['go']> {
  for (const direct of named) {
    if (direct.kind === 'report') {
      const row = await db.selectFrom('reports').select('reference').where('reference', '=', direct.reference).executeTakeFirst();
      if (row !== undefined) return { kind: 'report', id: row.reference };
    } else if (direct.kind === 'campaign') {
      const row = await db.selectFrom('campaigns').select('number').where('number', '=', direct.number).executeTakeFirst();
      if (row !== undefined) return { kind: 'campaign', id: String(row.number) };
    } else {
      const row = await db.selectFrom('alerts').select('id').where('code', '=', direct.code).executeTakeFirst();
      if (row !== undefined) return { kind: 'alert', id: row.id };
    }
  }
  return null;
}

type Match = Omit<FoundReport, 'report'> & { reference: string };

async function verify(context: CoreContext, ids: readonly string[], terms: Terms): Promise<{ matches: Match[]; stoppedEarly: boolean; opened: number }> {
  const begin = performance.now();
  const matches: Match[] = [];
  const looked = ids.slice(0, MOST_OPENED);
  let opened = 0;
  for (const id of looked) {
    if (matches.length >= SHOWN || performance.now() - begin > BUDGET_MS) break;
    opened += 1;
    const match = await matchOf(context, id, terms);
    if (match !== null) matches.push(match);
  }
  return { matches, stoppedEarly: opened < ids.length, opened };
}

async function matchOf(context: CoreContext, id: string, terms: Terms): Promise<Match | null> {
  const row = await context.db.selectFrom('reports').select(['id', 'reference', 'wrapped_key']).where('id', '=', id).executeTakeFirst();
  const reading = row === undefined ? null : await loadReading(context, row);
  if (row === undefined || reading === null) return null;
  const { text, tools } = searchedTexts(reading);
  const found = findIn({ text, tools }, terms);
  return found === null ? null : { reference: row.reference, ...found };
}

/** Each term in the text or in one of the tools. */
export function findIn({ text, tools }: { text: string; tools: readonly string[] }, terms: Terms): Omit<FoundReport, 'report'> | null {
  const whole = searchable(text);
  const readTools = tools.map((tool) => ({ tool, read: searchable(tool) }));
  const hits: [number, number][] = [];
  const indicators = new Set<string>();
  for (const term of terms) {
    const inText = hitsIn(whole, [term]) ?? [];
    const inTools = readTools.filter(({ read }) => hitsIn(read, [term]) !== null);
    if (inText.length === 0 && inTools.length === 0) return null;
    hits.push(...inText);
    for (const { tool } of inTools) indicators.add(tool);
  }
  return {
    ...cut(
      text,
      hits.toSorted((a, b) => a[0] - b[0]),
    ),
    indicators: [...indicators].slice(0, 5),
  };
}

/** Without splitting a character in two. */
function cut(text: string, hits: [number, number][]): Pick<FoundReport, 'text' | 'hits'> {
  const first = hits[0]?.[0] ?? 0;
  const begin = whole(text, Math.max(0, first - BEFORE));
  const end = whole(text, Math.min(text.length, begin + AROUND));
  const shown: [number, number][] = [];
  for (const [from, to] of hits) {
    const last = shown.at(-1)?.[1] ?? 0;
    if (from - begin >= last && to <= end) shown.push([from - begin, to - begin]);
  }
  return { text: text.slice(begin, end), hits: shown };
}

function whole(text: string, at: number): number {
  return /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at - 1 : at;
}

async function present(context: CoreContext, matches: readonly Match[]): Promise<FoundReport[]> {
  const reports = await listReports(context, { references: matches.map(({ reference }) => reference), states: ANY_STATE, limit: SHOWN });
  const byReference = new Map(reports.map((report) => [report.reference, report]));
  return matches.flatMap(({ reference, ...match }) => {
    const report = byReference.get(reference);
    return report === undefined ? [] : [{ report, ...match }];
  });
}
